import type { Node } from 'web-tree-sitter';
import {
  childOfType,
  container,
  containerBy,
  define,
  leaf,
  leafBy,
  leafOf,
  nameText,
  testBlock,
} from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

/** Ruby. */
export const ruby: SyntaxSpec = {
  grammar: 'ruby',
  definitions: {
    module: container('module'),
    class: container('class'),
    method: leafBy((node, source) => {
      const found = define(node.childForFieldName('name'), 'method', source);
      return found?.name === 'initialize' ? { ...found, kind: 'constructor' } : found;
    }),
    singleton_method: leaf('method'),
    singleton_class: containerBy((node) => ({ name: 'self', at: node.startIndex, kind: undefined }), {
      isType: true,
    }),
    assignment: leafBy((node, source) => {
      const left = node.childForFieldName('left');
      return left?.type === 'constant' ? define(left, 'constant', source) : undefined;
    }),
    call: containerBy((node, source) =>
      node.childForFieldName('block') === null
        ? undefined
        : testBlock(node.childForFieldName('method'), node.childForFieldName('arguments'), source),
    ),
  },
  leads: ['comment'],
  bodies: ['body_statement', 'do_block', 'block_body'],
};

/** PHP, templates included. */
export const php: SyntaxSpec = {
  grammar: 'php',
  definitions: {
    namespace_definition: containerBy((node, source) =>
      node.childForFieldName('body') === null
        ? undefined
        : define(node.childForFieldName('name'), 'module', source),
    ),
    class_declaration: container('class'),
    interface_declaration: container('interface'),
    trait_declaration: container('trait'),
    enum_declaration: container('enum'),
    method_declaration: leafBy((node, source) => {
      const found = define(node.childForFieldName('name'), 'method', source);
      return found?.name === '__construct' ? { ...found, kind: 'constructor' } : found;
    }),
    function_definition: leaf('function'),
    const_element: leafOf('constant', 'name'),
    property_element: leaf('property'),
    enum_case: leaf('constant'),
  },
  leads: ['comment', 'attribute_list'],
  groups: ['const_declaration', 'property_declaration'],
  bodies: ['declaration_list', 'enum_declaration_list', 'compound_statement'],
};

/** Shell scripts. */
export const bash: SyntaxSpec = {
  grammar: 'bash',
  definitions: {
    function_definition: leaf('function'),
    variable_assignment: leaf('variable'),
  },
  leads: ['comment'],
  groups: ['declaration_command'],
};

/** PowerShell. */
export const powershell: SyntaxSpec = {
  grammar: 'powershell',
  definitions: {
    function_statement: leafOf('function', 'function_name'),
    class_statement: {
      find: (node, source) => define(childOfType(node, 'simple_name'), 'class', source),
      members: 'children',
      isType: true,
    },
    class_method_definition: leafOf('method', 'simple_name'),
    class_property_definition: leafOf('property', 'variable'),
    enum_statement: leafOf('enum', 'simple_name'),
  },
  leads: ['comment'],
  groups: ['statement_list'],
};

/** A Lua function by its name: `M.f` and `M:f` are `f`, owned by `M`. */
function luaName(name: Node | null, source: string): Definition | undefined {
  if (name === null) {
    return undefined;
  }
  const member = name.childForFieldName('field') ?? name.childForFieldName('method');
  const table = name.childForFieldName('table');
  return member === null || table === null
    ? define(name, 'function', source)
    : define(member, 'method', source, nameText(table, source));
}

/** Lua. */
export const lua: SyntaxSpec = {
  grammar: 'lua',
  definitions: {
    function_declaration: leafBy((node, source) => luaName(node.childForFieldName('name'), source)),
    assignment_statement: leafBy((node, source) => {
      const name = node.firstNamedChild?.childForFieldName('name') ?? null;
      const value = node.lastNamedChild?.childForFieldName('value') ?? null;
      if (value?.type === 'function_definition') {
        return luaName(name, source);
      }
      return name?.type === 'identifier' ? define(name, 'variable', source) : undefined;
    }),
    field: leafBy((node, source) =>
      node.childForFieldName('value')?.type === 'function_definition'
        ? define(node.childForFieldName('name'), 'method', source)
        : undefined,
    ),
  },
  leads: ['comment'],
  groups: ['variable_declaration'],
};
