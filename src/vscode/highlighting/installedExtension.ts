import { asRecord, recordsOf } from '../../node/highlighting/asRecord';

/** The parts of an installed extension that are read. */
export interface InstalledExtension {
  /** Absolute path. */
  readonly directory: string;
  readonly isBuiltin: boolean;
  /** Its `package.json`, unchecked. */
  readonly packageJson: unknown;
}

/** The entries of an extension's `contributes` list, such as `themes`. */
export function contributionsOf(
  { packageJson }: InstalledExtension,
  point: string,
): Readonly<Record<string, unknown>>[] {
  return recordsOf(asRecord(asRecord(packageJson)?.['contributes'])?.[point]);
}
