import { childOfType, containerBy, define, leaf, leafBy, leafOf } from '../rules';
import type { SyntaxSpec } from '../syntaxSpec';

/** OCaml. */
export const ocaml: SyntaxSpec = {
  grammar: 'ocaml',
  definitions: {
    let_binding: leafBy((node, source) => {
      const name = node.childForFieldName('pattern');
      return name?.type === 'value_name' || name?.type === 'parenthesized_operator'
        ? define(name, childOfType(node, 'parameter') ? 'function' : 'variable', source)
        : undefined;
    }),
    type_binding: leaf('type'),
    module_binding: containerBy((node, source) => define(childOfType(node, 'module_name'), 'module', source)),
    module_type_definition: containerBy((node, source) =>
      define(childOfType(node, 'module_type_name'), 'interface', source),
    ),
    class_binding: {
      ...containerBy((node, source) => define(childOfType(node, 'class_name'), 'class', source)),
      isType: true,
    },
    method_definition: leafOf('method', 'method_name'),
    exception_definition: leafBy((node, source) =>
      define(childOfType(node, 'constructor_declaration')?.firstNamedChild ?? null, 'type', source),
    ),
    external: leafOf('function', 'value_name', 'parenthesized_operator'),
    value_specification: leafOf('function', 'value_name', 'parenthesized_operator'),
  },
  leads: ['comment'],
  groups: ['value_definition', 'type_definition', 'module_definition', 'class_definition'],
  bodies: ['structure', 'signature', 'object_expression'],
};
