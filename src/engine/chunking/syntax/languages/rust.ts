import { container, containerBy, define, leaf, whole } from '../rules';
import type { SyntaxSpec } from '../syntaxSpec';

/** Rust. */
export const rust: SyntaxSpec = {
  grammar: 'rust',
  definitions: {
    function_item: leaf('function'),
    function_signature_item: leaf('function'),
    struct_item: leaf('struct'),
    union_item: leaf('struct'),
    enum_item: whole('enum'),
    enum_variant: leaf('constant'),
    trait_item: container('trait'),
    // The type of an `impl` is defined at its declaration.
    impl_item: containerBy(
      (node, source) => {
        const type = node.childForFieldName('type');
        return define(type?.childForFieldName('type') ?? type, undefined, source);
      },
      { isType: true },
    ),
    mod_item: container('module'),
    macro_definition: leaf('macro'),
    const_item: leaf('constant'),
    static_item: leaf('constant'),
    type_item: leaf('type'),
    associated_type: leaf('type'),
  },
  leads: ['line_comment', 'block_comment', 'attribute_item', 'inner_attribute_item'],
  groups: ['foreign_mod_item'],
  bodies: ['declaration_list', 'enum_variant_list'],
};
