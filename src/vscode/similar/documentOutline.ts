import * as vscode from 'vscode';
import { inTime } from '../../common/timers';
import type { OutlineEntry, OutlineKind } from './definitionInOutline';

/** A starting language extension may take many seconds; callers have a fallback. */
const patienceMs = 500;

const { SymbolKind } = vscode;

const kinds: ReadonlyMap<vscode.SymbolKind, OutlineKind> = new Map([
  [SymbolKind.Function, 'function'],
  [SymbolKind.Method, 'function'],
  [SymbolKind.Constructor, 'function'],
  [SymbolKind.Operator, 'function'],
  [SymbolKind.Class, 'type'],
  [SymbolKind.Interface, 'type'],
  [SymbolKind.Struct, 'type'],
  [SymbolKind.Enum, 'type'],
  [SymbolKind.File, 'container'],
  [SymbolKind.Module, 'container'],
  [SymbolKind.Namespace, 'container'],
  [SymbolKind.Package, 'container'],
  [SymbolKind.Object, 'container'],
]);

/** The outline of a document from a language extension; undefined if none answers within half a second. */
export async function documentOutline(uri: vscode.Uri): Promise<readonly OutlineEntry[] | undefined> {
  const symbols = await inTime(ask(uri), patienceMs);
  return symbols && symbols.length > 0 ? symbols.map(entryOf) : undefined;
}

type AnySymbol = vscode.DocumentSymbol | vscode.SymbolInformation;

async function ask(uri: vscode.Uri): Promise<readonly AnySymbol[] | undefined> {
  try {
    return await vscode.commands.executeCommand<AnySymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
  } catch {
    // Treat a failure as no outline: errors of other extensions are not ours to report.
    return undefined;
  }
}

function entryOf(symbol: AnySymbol): OutlineEntry {
  const range = 'range' in symbol ? symbol.range : symbol.location.range;
  return {
    name: symbol.name,
    kind: kinds.get(symbol.kind) ?? 'value',
    first: range.start.line,
    // A range that ends at the start of a line does not include that line.
    last: Math.max(range.start.line, range.end.character === 0 ? range.end.line - 1 : range.end.line),
    children: 'children' in symbol ? symbol.children.map(entryOf) : [],
  };
}
