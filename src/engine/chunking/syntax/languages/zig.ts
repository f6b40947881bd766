import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { childOfType, containerBy, define, leaf, leafBy, nameText } from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

const zigTypes: Readonly<Record<string, SymbolKind>> = {
  struct_declaration: 'struct',
  union_declaration: 'struct',
  opaque_declaration: 'struct',
  enum_declaration: 'enum',
  error_set_declaration: 'enum',
};

/** A Zig variable; a type is a constant whose value is the declaration of the type. */
function zigVariable(node: Node, source: string): Definition | undefined {
  const type = childOfType(node, ...Object.keys(zigTypes));
  const isConstant = /^(?:pub\s+|export\s+)*const\b/.test(
    source.slice(node.startIndex, node.startIndex + 40),
  );
  const kind = type ? zigTypes[type.type] : isConstant ? 'constant' : 'variable';
  return define(childOfType(node, 'identifier'), kind, source);
}

/** Zig. */
export const zig: SyntaxSpec = {
  grammar: 'zig',
  definitions: {
    variable_declaration: { ...containerBy(zigVariable), isType: true },
    function_declaration: leaf('function'),
    container_field: leaf('property'),
    test_declaration: leafBy((node, source) => {
      const title = childOfType(node, 'string', 'identifier');
      return title === null
        ? undefined
        : { name: nameText(title, source).replace(/^"|"$/g, ''), at: title.startIndex, kind: undefined };
    }),
  },
  leads: ['comment'],
  bodies: ['struct_declaration', 'union_declaration', 'opaque_declaration', 'enum_declaration'],
};
