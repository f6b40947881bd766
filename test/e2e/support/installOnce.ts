import { installedExtensions, packagedExtension } from './host';

/** Unpacks the extension before the windows that share it open. */
export default async function setup(): Promise<void> {
  await installedExtensions(packagedExtension(), undefined);
}
