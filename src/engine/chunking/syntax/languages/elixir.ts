import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { childOfType, define, testBlock } from '../rules';
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
  if (target?.type !== 'identifier') {
    return undefined;
  }
  const keyword = source.slice(target.startIndex, Math.min(target.endIndex, target.startIndex + 16));
  const args = childOfType(node, 'arguments');
  if (!Object.hasOwn(kinds, keyword)) {
    return childOfType(node, 'do_block') === null ? undefined : testBlock(target, args, source);
  }
  let name = args?.firstNamedChild ?? null;
  if (name?.type === 'binary_operator') {
    name = name.childForFieldName('left');
  }
  if (name?.type === 'call') {
    name = name.childForFieldName('target');
  }
  return define(name, kinds[keyword], source);
}

/** Elixir. */
export const elixir: SyntaxSpec = {
  grammar: 'elixir',
  definitions: { call: { find: definition, members: 'bodies' } },
  // `@doc`, `@spec`, `@impl`: attributes are operators.
  leads: ['comment', 'unary_operator'],
  bodies: ['do_block'],
};
