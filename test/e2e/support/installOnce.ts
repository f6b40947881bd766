import { installedExtensions, packagedExtension } from './host';

/** Unpacks the extension before the windows open that share it. */
export default async function setup(): Promise<void> {
  await installedExtensions(packagedExtension(), undefined);
}
