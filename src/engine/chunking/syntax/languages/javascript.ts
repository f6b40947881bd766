import type { Node } from 'web-tree-sitter';
import type { Definition, DefinitionRule, SyntaxSpec } from '../syntaxSpec';
import { container, containerBy, define, leaf, leafBy, testBlock, whole } from '../rules';

const functionTypes: readonly string[] = [
  'arrow_function',
  'function_expression',
  'generator_function',
  'class',
];

/** `const`, `let` or `var` with a name: a function if its value is one. */
function declarator(node: Node, source: string): Definition | undefined {
  const name = node.childForFieldName('name');
  if (name?.type !== 'identifier') {
    return undefined;
  }
  const value = node.childForFieldName('value');
  if (value !== null && functionTypes.includes(value.type)) {
    return define(name, value.type === 'class' ? 'class' : 'function', source);
  }
  if (value?.type === 'call_expression' && source.startsWith('require(', value.startIndex)) {
    return undefined;
  }
  const isConstant = node.parent?.firstChild?.type === 'const';
  return define(name, isConstant ? 'constant' : 'variable', source);
}

/** `exports.x = ...`, `A.prototype.m = function`, `res.send = function`. */
function assignment(node: Node, source: string): Definition | undefined {
  const left = node.childForFieldName('left');
  let right = node.childForFieldName('right');
  while (right?.type === 'assignment_expression') {
    right = right.childForFieldName('right');
  }
  if (left?.type !== 'member_expression' || right === null) {
    return undefined;
  }
  const property = left.childForFieldName('property');
  const object = left.childForFieldName('object');
  if (object === null || property === null) {
    return undefined;
  }
  const target = source.slice(object.startIndex, Math.min(object.endIndex, object.startIndex + 80));
  const isFunction = functionTypes.includes(right.type);
  if (target === 'exports' || target === 'module.exports') {
    return define(property, isFunction ? 'function' : 'constant', source);
  }
  if (target === 'module' && property.endIndex - property.startIndex === 7) {
    // `module.exports = ...` defines a name only if the function has one.
    const own = right.childForFieldName('name');
    return own === null ? undefined : define(own, right.type === 'class' ? 'class' : 'function', source);
  }
  const owner = target.replace(/\.prototype$/, '');
  if (isFunction) return define(property, 'method', source, owner);
  return owner === target ? undefined : define(property, 'property', source, owner);
}

/** An object property whose value is a function. */
function functionPair(node: Node, source: string): Definition | undefined {
  const value = node.childForFieldName('value');
  return value !== null && functionTypes.includes(value.type)
    ? define(node.childForFieldName('key'), 'method', source)
    : undefined;
}

/** A class field: a method if its value is a function. */
function field(node: Node, source: string): Definition | undefined {
  const value = node.childForFieldName('value');
  const name = node.childForFieldName('name') ?? node.childForFieldName('property');
  return define(name, value !== null && functionTypes.includes(value.type) ? 'method' : 'property', source);
}

/** An enumeration with its values. */
function enumeration(node: Node, source: string): Definition | undefined {
  const values = (node.childForFieldName('body')?.namedChildren ?? []).flatMap((value) => {
    const found = define(value.childForFieldName('name') ?? value, 'constant', source);
    return found && value.type !== 'comment'
      ? { ...found, name: found.name.replace(/^["']|["']$/g, '') }
      : [];
  });
  const found = define(node.childForFieldName('name'), 'enum', source);
  return found && { ...found, others: values };
}

function method(node: Node, source: string): Definition | undefined {
  const found = define(node.childForFieldName('name'), 'method', source);
  return found?.name === 'constructor' ? { ...found, kind: 'constructor' } : found;
}

const definitions: Readonly<Record<string, DefinitionRule>> = {
  class_declaration: container('class'),
  function_declaration: leaf('function'),
  generator_function_declaration: leaf('function'),
  method_definition: leafBy(method),
  variable_declarator: { find: declarator, members: 'bodies', isWhole: true },
  assignment_expression: {
    find: assignment,
    members: 'bodies',
    isWhole: true,
    isLocal: true,
    isGroup: () => true,
  },
  pair: leafBy(functionPair),
  call_expression: containerBy((node, source) =>
    testBlock(node.childForFieldName('function'), node.childForFieldName('arguments'), source),
  ),
};

const base = {
  leads: ['comment', 'decorator'],
  groups: ['export_statement', 'lexical_declaration', 'variable_declaration', 'expression_statement'],
  bodies: ['class_body', 'class', 'object'],
};

/** JavaScript and JSX. */
export const javascript: SyntaxSpec = {
  grammar: 'javascript',
  definitions: { ...definitions, field_definition: leafBy(field, false) },
  ...base,
};

/** TypeScript, without JSX. */
export const typescript: SyntaxSpec = {
  grammar: 'typescript',
  definitions: {
    ...definitions,
    abstract_class_declaration: container('class'),
    public_field_definition: leafBy(field, false),
    abstract_method_signature: leaf('method'),
    method_signature: leaf('method'),
    function_signature: leaf('function'),
    interface_declaration: container('interface'),
    property_signature: leafBy(field, false),
    type_alias_declaration: whole('type'),
    enum_declaration: leafBy(enumeration),
    internal_module: container('module'),
    module: containerBy((node, source) => {
      const found = define(node.childForFieldName('name'), 'module', source);
      return found && { ...found, name: found.name.replace(/^["']|["']$/g, '') };
    }),
  },
  leads: base.leads,
  groups: [...base.groups, 'ambient_declaration'],
  bodies: [...base.bodies, 'statement_block', 'interface_body', 'object_type'],
};

/** TypeScript with JSX: a separate grammar. */
export const tsx: SyntaxSpec = { ...typescript, grammar: 'tsx' };
