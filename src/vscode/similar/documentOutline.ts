import * as vscode from 'vscode';
import type { OutlineEntry, OutlineKind } from './definitionInOutline';

/** A language extension that is just starting may take many seconds: whoever asked has another way by then. */
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

/** The outline of a document as a language extension gives it; undefined where none answers in half a second. */
export async function documentOutline(uri: vscode.Uri): Promise<readonly OutlineEntry[] | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  try {
    const symbols = await Promise.race([ask(uri), late]);
    return symbols && symbols.length > 0 ? symbols.map(entryOf) : undefined;
  } finally {
    clearTimeout(timer);
  }
}

type AnySymbol = vscode.DocumentSymbol | vscode.SymbolInformation;

async function ask(uri: vscode.Uri): Promise<readonly AnySymbol[] | undefined> {
  try {
    return await vscode.commands.executeCommand<AnySymbol[] | undefined>(
      'vscode.executeDocumentSymbolProvider',
      uri,
    );
  } catch {
    // An outline that fails is none: that of another extension is not ours to report.
    return undefined;
  }
}

function entryOf(symbol: AnySymbol): OutlineEntry {
  const range = 'range' in symbol ? symbol.range : symbol.location.range;
  return {
    name: symbol.name,
    kind: kinds.get(symbol.kind) ?? 'value',
    first: range.start.line,
    // A range that ends where a line begins has nothing of that line.
    last: Math.max(range.start.line, range.end.character === 0 ? range.end.line - 1 : range.end.line),
    children: 'children' in symbol ? symbol.children.map(entryOf) : [],
  };
}
