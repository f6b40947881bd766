import type { Node } from 'web-tree-sitter';
import { childOfType, container, containerBy, define, leaf, leafBy, leafOf, nameText } from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

/** `define('NAME', value)` */
function phpConstant(node: Node, source: string): Definition | undefined {
  const callee = node.childForFieldName('function');
  if (callee === null || !/^\\?define$/.test(nameText(callee, source))) return undefined;
  const title = node.childForFieldName('arguments')?.firstNamedChild?.firstNamedChild ?? null;
  return title?.type === 'string' || title?.type === 'encapsed_string'
    ? define(title.firstNamedChild, 'constant', source)
    : undefined;
}

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
    function_call_expression: leafBy(phpConstant, false),
  },
  leads: ['comment', 'attribute_list'],
  groups: ['const_declaration', 'property_declaration'],
  bodies: [
    'declaration_list',
    'enum_declaration_list',
    'compound_statement',
    'expression_statement',
    // Functions may depend on a condition: `if (!function_exists('a')) { function a() {} }`.
    'if_statement',
    'else_if_clause',
    'else_clause',
  ],
};

/** `alias a='...' b='...'` */
function bashAlias(node: Node, source: string): Definition | undefined {
  const command = node.childForFieldName('name');
  if (command === null || nameText(command, source) !== 'alias') return undefined;
  const [first, ...others] = node.childrenForFieldName('argument').flatMap((argument) => {
    const name = /^[^-=\s][^=\s]*(?==)/.exec(nameText(argument, source))?.[0];
    return name === undefined ? [] : [{ name, at: argument.startIndex, kind: 'variable' as const }];
  });
  return first && { ...first, others };
}

/** Shell scripts. */
export const bash: SyntaxSpec = {
  grammar: 'bash',
  definitions: {
    function_definition: leaf('function'),
    variable_assignment: leaf('variable'),
    command: leafBy(bashAlias, true),
  },
  leads: ['comment'],
  groups: ['declaration_command'],
  // Aliases and functions may depend on a condition.
  blocks: ['if_statement', 'elif_clause', 'else_clause'],
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

/** A function in a table: `{ f = function() ... end }`. */
function luaField(node: Node, source: string): Definition | undefined {
  if (node.childForFieldName('value')?.type !== 'function_definition') return undefined;
  const found = define(node.childForFieldName('name'), 'method', source);
  return found && { ...found, name: found.name.replace(/^["']|["']$/g, '') };
}

/** Lua. */
export const lua: SyntaxSpec = {
  grammar: 'lua',
  definitions: {
    function_declaration: leafBy((node, source) => luaName(node.childForFieldName('name'), source)),
    assignment_statement: {
      members: 'bodies',
      isWhole: true,
      find: (node, source) => {
        const name = node.firstNamedChild?.childForFieldName('name') ?? null;
        const value = node.lastNamedChild?.childForFieldName('value') ?? null;
        if (value?.type === 'function_definition') {
          return luaName(name, source);
        }
        return name?.type === 'identifier' ? define(name, 'variable', source) : undefined;
      },
    },
    field: { ...leafBy(luaField), isGroup: () => true },
  },
  leads: ['comment'],
  groups: ['variable_declaration', 'return_statement'],
  bodies: ['expression_list', 'table_constructor'],
};
