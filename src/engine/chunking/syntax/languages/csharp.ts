import type { Node } from 'web-tree-sitter';
import { childOfType, container, defineAll, leaf, leafBy, whole } from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

/** A field or an event, which may have several names. */
function field(node: Node, source: string): Definition | undefined {
  const names = childOfType(node, 'variable_declaration')
    ?.namedChildren.filter(({ type }) => type === 'variable_declarator')
    .map((variable) => variable.childForFieldName('name'));
  return defineAll(node, 'property', source, names ?? []);
}

/** C#. */
export const csharp: SyntaxSpec = {
  grammar: 'c-sharp',
  definitions: {
    namespace_declaration: container('module'),
    class_declaration: container('class'),
    struct_declaration: container('struct'),
    record_declaration: container('class'),
    interface_declaration: container('interface'),
    enum_declaration: whole('enum'),
    enum_member_declaration: leaf('constant'),
    delegate_declaration: leaf('type'),
    constructor_declaration: leaf('constructor'),
    destructor_declaration: leaf('method'),
    method_declaration: leaf('method'),
    local_function_statement: leaf('function'),
    operator_declaration: leaf('method', 'operator'),
    conversion_operator_declaration: leaf('method', 'type'),
    indexer_declaration: leafBy((node) => ({ name: 'this[]', at: node.startIndex, kind: 'property' })),
    property_declaration: leaf('property'),
    event_declaration: leaf('property'),
    field_declaration: leafBy(field),
    event_field_declaration: leafBy(field),
  },
  leads: ['comment', 'attribute_list'],
  groups: ['preproc_if', 'preproc_else', 'preproc_elif', 'global_statement'],
  bodies: ['declaration_list', 'enum_member_declaration_list'],
  // The grammar supports `ref struct` and `partial struct`, but not both together.
  prepare: (source) => source.replace(/\bref(?=\s+partial\s+struct\b)/g, '   '),
};
