import { asRecord, recordsOf } from '../../node/highlighting/asRecord';

/** The parts of an installed extension that are read. */
export interface InstalledExtension {
  /** Absolute path. */
  readonly directory: string;
  readonly isBuiltin: boolean;
  /** Its `package.json`, unchecked. */
  readonly packageJson: unknown;
}

/** The objects that an extension contributes to a list of `contributes`, such as `themes`. */
export function contributionsOf(
  { packageJson }: InstalledExtension,
  point: string,
): Readonly<Record<string, unknown>>[] {
  return recordsOf(asRecord(asRecord(packageJson)?.['contributes'])?.[point]);
}
