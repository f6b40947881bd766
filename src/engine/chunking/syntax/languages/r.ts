import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { childOfType, define, leafBy, nameText } from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

const assignment = /^(?:<-|<<-|=|:=)$/;

/** A value or a function that R assigns to a name. */
function rAssignment(node: Node, source: string): Definition | undefined {
  const name = node.childForFieldName('lhs');
  const value = node.childForFieldName('rhs');
  const operator = node.childForFieldName('operator')?.type ?? '';
  if (!assignment.test(operator) || (name?.type !== 'identifier' && name?.type !== 'string'))
    return undefined;
  const found = define(name, value?.type === 'function_definition' ? 'function' : 'variable', source);
  return found && { ...found, name: found.name.replace(/^[`"']|[`"']$/g, '') };
}

/** Calls that define what their first argument names. */
const rDefinitions: Readonly<Record<string, SymbolKind>> = {
  setClass: 'class',
  setRefClass: 'class',
  setGeneric: 'function',
  setMethod: 'method',
};

function rCall(node: Node, source: string): Definition | undefined {
  const callee = node.childForFieldName('function');
  const kind = callee === null ? undefined : rDefinitions[nameText(callee, source)];
  const title = childOfType(node.childForFieldName('arguments') ?? node, 'argument')?.firstNamedChild ?? null;
  const found = kind === undefined ? undefined : define(title, kind, source);
  return found && { ...found, name: found.name.replace(/^["']|["']$/g, '') };
}

/** R. */
export const r: SyntaxSpec = {
  grammar: 'r',
  definitions: { binary_operator: leafBy(rAssignment), call: leafBy(rCall) },
  leads: ['comment'],
};
