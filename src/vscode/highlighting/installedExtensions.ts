import path from 'node:path';
import type { GrammarSource } from '../../common/contracts/highlightContract';
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

/** The grammars of all extensions. Those of installed extensions come after the built-in ones, because they override them. */
export function contributedGrammars(extensions: readonly InstalledExtension[]): GrammarSource[] {
  const builtinFirst = [...extensions].sort((a, b) => Number(b.isBuiltin) - Number(a.isBuiltin));
  return builtinFirst.flatMap((extension) =>
    contributionsOf(extension, 'grammars').flatMap((grammar) => {
      const { scopeName, path: file, language, injectTo } = grammar;
      if (typeof scopeName !== 'string' || typeof file !== 'string') return [];
      return {
        scopeName,
        path: path.join(extension.directory, file),
        ...(typeof language === 'string' && { language }),
        ...(Array.isArray(injectTo) && { injectTo: injectTo.filter((scope) => typeof scope === 'string') }),
      };
    }),
  );
}
