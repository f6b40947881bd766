import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { childOfType, define, leafBy, nameText, testBlock } from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

const kinds: Readonly<Record<string, SymbolKind>> = {
  defmodule: 'module',
  defprotocol: 'interface',
  defimpl: 'module',
  def: 'function',
  defp: 'function',
  defdelegate: 'function',
  defmacro: 'macro',
  defmacrop: 'macro',
  defguard: 'macro',
  defguardp: 'macro',
};

/** Elixir has no syntax for definitions: they are calls of `def` and similar macros. */
function definition(node: Node, source: string): Definition | undefined {
  const target = node.childForFieldName('target');
  if (target?.type === 'dot') return record(node, target, source);
  if (target?.type !== 'identifier') return undefined;
  const keyword = source.slice(target.startIndex, Math.min(target.endIndex, target.startIndex + 16));
  const args = childOfType(node, 'arguments');
  if (!Object.hasOwn(kinds, keyword)) {
    return childOfType(node, 'do_block') === null ? undefined : testBlock(target, args, source);
  }
  return define(definedName(args, source), kinds[keyword], source);
}

/** The name in `name(x) when y`, `name(x) :: type` or `name`; an operator in `a + b`. */
function definedName(args: Node | null, source: string): Node | null {
  let name = args?.firstNamedChild ?? null;
  while (name?.type === 'binary_operator') {
    const operator = name.childForFieldName('operator');
    if (operator === null || !/^(?:when|::|\\\\)$/.test(nameText(operator, source))) return operator;
    name = name.childForFieldName('left');
  }
  return name?.type === 'call' ? name.childForFieldName('target') : name;
}

const attributeKinds: Readonly<Record<string, SymbolKind>> = {
  type: 'type',
  typep: 'type',
  opaque: 'type',
  callback: 'method',
  macrocallback: 'macro',
};

/** `@type name :: ...`, `@callback name(...) :: ...`. The type `t` of a module is named by the module. */
function attribute(node: Node, source: string): Definition | undefined {
  const call = node.childForFieldName('operand');
  if (call?.type !== 'call' || source[node.startIndex] !== '@') return undefined;
  const target = call.childForFieldName('target');
  if (target === null) return undefined;
  const kind = attributeKinds[nameText(target, source)];
  if (kind === undefined) return undefined;
  const found = define(definedName(childOfType(call, 'arguments'), source), kind, source);
  return found?.name === 't' ? undefined : found;
}

/** `Record.defrecord(:name, ...)` */
function record(node: Node, target: Node, source: string): Definition | undefined {
  const right = target.childForFieldName('right');
  if (right === null || !/^defrecordp?$/.test(nameText(right, source))) return undefined;
  const found = define(childOfType(node, 'arguments')?.firstNamedChild ?? null, 'struct', source);
  return found && { ...found, name: found.name.replace(/^:/, '') };
}

/** Definitions may depend on a condition: `if Code.ensure_loaded?(Jason) do`. */
function isCondition(node: Node, source: string): boolean {
  const target = node.childForFieldName('target');
  return target !== null && /^(?:if|unless)$/.test(nameText(target, source));
}

/** Elixir. */
export const elixir: SyntaxSpec = {
  grammar: 'elixir',
  definitions: {
    call: { find: definition, members: 'bodies', isGroup: isCondition },
    // Other attributes, such as `@doc`, `@spec`, `@impl`, belong to what follows.
    unary_operator: { ...leafBy(attribute, false), isLead: true },
  },
  leads: ['comment'],
  bodies: ['do_block', 'else_block'],
};
