import { constantOr, container, define, leafBy } from '../rules';
import type { SyntaxSpec } from '../syntaxSpec';

/** Python, stubs included. */
export const python: SyntaxSpec = {
  grammar: 'python',
  definitions: {
    class_definition: container('class'),
    function_definition: leafBy((node, source) => {
      const found = define(node.childForFieldName('name'), 'function', source);
      return found?.name === '__init__' ? { ...found, kind: 'constructor' } : found;
    }),
    assignment: leafBy((node, source) => {
      const left = node.childForFieldName('left');
      if (left?.type !== 'identifier') {
        return undefined;
      }
      const found = define(left, 'variable', source);
      return found && { ...found, kind: constantOr(found.kind!, found.name) };
    }),
    type_alias_statement: leafBy((node, source) => define(node.childForFieldName('left'), 'type', source)),
  },
  leads: ['comment', 'decorator'],
  groups: [
    'decorated_definition',
    'expression_statement',
    'if_statement',
    'elif_clause',
    'else_clause',
    'try_statement',
    'except_clause',
    'finally_clause',
  ],
  bodies: ['block'],
};
