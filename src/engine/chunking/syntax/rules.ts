import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../common/contracts/symbolKind';
import type { Definition, DefinitionRule } from './syntaxSpec';

const maxNameChars = 120;

/** Kinds whose functions are methods. */
const typeKinds: ReadonlySet<SymbolKind> = new Set(['class', 'interface', 'struct', 'enum', 'trait']);

/** The text of a node as a name: its first line, with a limited length. */
export function nameText(node: Node, source: string): string {
  const text = source.slice(node.startIndex, Math.min(node.endIndex, node.startIndex + maxNameChars));
  const lineBreak = text.search(/[\r\n]/);
  return (lineBreak < 0 ? text : text.slice(0, lineBreak)).trim();
}

/** A definition named by a node, or undefined when that node is missing or empty. */
export function define(
  nameNode: Node | null,
  kind: SymbolKind | undefined,
  source: string,
  owner?: string,
): Definition | undefined {
  const name = nameNode === null ? '' : nameText(nameNode, source);
  return nameNode === null || name === '' ? undefined : { name, at: nameNode.startIndex, kind, owner };
}

/** The definitions of all names of a node: `a` and `b` of `a, b int`. */
export function defineAll(
  node: Node,
  kind: SymbolKind,
  source: string,
  names: readonly (Node | null)[] = node.childrenForFieldName('name').filter(({ isNamed }) => isNamed),
): Definition | undefined {
  const found = names.flatMap((name) => define(name, kind, source) ?? []);
  return found[0] && { ...found[0], others: found.slice(1) };
}

/** The first named child of one of the types. */
export function childOfType(node: Node, ...types: readonly string[]): Node | null {
  for (let child = node.firstNamedChild; child !== null; child = child.nextNamedSibling) {
    if (types.includes(child.type)) {
      return child;
    }
  }
  return null;
}

/** A definition without members, its name in a field (default `name`). */
export function leaf(kind: SymbolKind, field = 'name'): DefinitionRule {
  return { find: (node, source) => define(node.childForFieldName(field), kind, source) };
}

/** A definition without members, its name in the first child of one of the types. */
export function leafOf(kind: SymbolKind, ...types: readonly string[]): DefinitionRule {
  return { find: (node, source) => define(childOfType(node, ...types), kind, source) };
}

/** A definition with members, its name in a field (default `name`). */
export function container(kind: SymbolKind, field = 'name'): DefinitionRule {
  return {
    find: (node, source) => define(node.childForFieldName(field), kind, source),
    members: 'bodies',
    isType: typeKinds.has(kind),
  };
}

/** A record or an enumeration: it has members, but is one chunk if it is not too large. */
export function whole(kind: SymbolKind, field = 'name'): DefinitionRule {
  return { ...container(kind, field), isType: true, isWhole: true };
}

/** A definition with members, named by a function. */
export function containerBy(
  find: DefinitionRule['find'],
  options?: Pick<DefinitionRule, 'isType' | 'members'>,
): DefinitionRule {
  return { find, members: options?.members ?? 'bodies', isType: options?.isType ?? false };
}

/** A definition without members, named by a function. */
export function leafBy(find: DefinitionRule['find'], isLocal?: boolean): DefinitionRule {
  return { find, isLocal };
}

/** Kind of a value by the spelling of its name: `MAX_SIZE` is a constant in any context. */
export function constantOr(kind: SymbolKind, name: string): SymbolKind {
  return /^[A-Z][A-Z0-9_]*$/.test(name) ? 'constant' : kind;
}

const testNames =
  /^(?:describe|context|suite|test|it|specify|feature|scenario|bench|xit|xdescribe)(?:\.\w+)*$/;

/** A block of a test framework (`describe('...', ...)`): its text is the scope of its content, but it is not a symbol. */
export function testBlock(callee: Node | null, args: Node | null, source: string): Definition | undefined {
  if (callee === null || args === null || callee.endIndex - callee.startIndex > 24) {
    return undefined;
  }
  if (!testNames.test(source.slice(callee.startIndex, callee.endIndex))) {
    return undefined;
  }
  const title = args.firstNamedChild;
  if (title === null || !/^["'`]/.test(source.slice(title.startIndex, title.startIndex + 1))) {
    return undefined;
  }
  const name = nameText(title, source).replace(/^["'`]|["'`]$/g, '');
  return name === '' ? undefined : { name, at: title.startIndex, kind: undefined };
}
