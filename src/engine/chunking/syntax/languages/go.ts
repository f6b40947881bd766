import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { define, defineAll, leaf, leafBy, nameText } from '../rules';
import type { SyntaxSpec } from '../syntaxSpec';

const kindOfType: Readonly<Record<string, SymbolKind>> = {
  struct_type: 'struct',
  interface_type: 'interface',
};

/** `Server` of `(s *Server[T])`. */
function receiverName(node: Node, source: string): string | undefined {
  let type = node.childForFieldName('receiver')?.firstNamedChild?.childForFieldName('type') ?? null;
  while (type !== null && type.type !== 'type_identifier') {
    type = type.firstNamedChild;
  }
  return type === null ? undefined : nameText(type, source);
}

/** Go. */
export const go: SyntaxSpec = {
  grammar: 'go',
  definitions: {
    function_declaration: leaf('function'),
    method_declaration: leafBy((node, source) =>
      define(node.childForFieldName('name'), 'method', source, receiverName(node, source)),
    ),
    type_spec: leafBy((node, source) =>
      define(
        node.childForFieldName('name'),
        kindOfType[node.childForFieldName('type')?.type ?? ''] ?? 'type',
        source,
      ),
    ),
    type_alias: leaf('type'),
    const_spec: leafBy((node, source) => defineAll(node, 'constant', source), false),
    var_spec: leafBy((node, source) => defineAll(node, 'variable', source), false),
  },
  leads: ['comment'],
  groups: ['type_declaration', 'const_declaration', 'var_declaration', 'var_spec_list'],
};
