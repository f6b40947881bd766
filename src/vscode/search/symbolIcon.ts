import type { SearchResult } from '../../common/contracts/searchResult';
import type { SymbolKind } from '../../common/contracts/symbolKind';

const icons: Readonly<Record<SymbolKind, string>> = {
  class: 'symbol-class',
  interface: 'symbol-interface',
  struct: 'symbol-struct',
  enum: 'symbol-enum',
  trait: 'symbol-interface',
  type: 'symbol-type-parameter',
  module: 'symbol-namespace',
  function: 'symbol-function',
  method: 'symbol-method',
  constructor: 'symbol-constructor',
  property: 'symbol-property',
  constant: 'symbol-constant',
  variable: 'symbol-variable',
  macro: 'symbol-misc',
  section: 'symbol-string',
  key: 'symbol-key',
};

/** Codicon name for a result. */
export function symbolIcon({ kind, symbolKind }: Pick<SearchResult, 'kind' | 'symbolKind'>): string {
  if (kind === 'docs') return 'book';
  return symbolKind === null ? 'file-code' : icons[symbolKind];
}
