import type { Node } from 'web-tree-sitter';
import {
  childOfType,
  constantOr,
  container,
  containerBy,
  define,
  defineAll,
  leaf,
  leafBy,
  leafOf,
} from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

/** A field of a Java class, which may have several names. */
function javaField(node: Node, source: string): Definition | undefined {
  const names = node.childrenForFieldName('declarator').map((variable) => variable.childForFieldName('name'));
  const found = defineAll(node, 'property', source, names);
  return found && { ...found, kind: constantOr('property', found.name) };
}

/** Parameters of a primary constructor that are properties: `class A(val x: Int)`. */
function kotlinProperties(node: Node, source: string): Definition[] {
  const list = childOfType(node, 'primary_constructor')?.firstNamedChild;
  return (list?.namedChildren ?? []).flatMap((parameter) => {
    const isProperty = parameter.children.some(({ type }) => type === 'val' || type === 'var');
    const found = define(childOfType(parameter, 'identifier'), 'property', source);
    return isProperty && found ? [found] : [];
  });
}

/** Java. */
export const java: SyntaxSpec = {
  grammar: 'java',
  definitions: {
    class_declaration: container('class'),
    interface_declaration: container('interface'),
    enum_declaration: container('enum'),
    record_declaration: container('class'),
    annotation_type_declaration: container('interface'),
    constructor_declaration: leaf('constructor'),
    compact_constructor_declaration: leaf('constructor'),
    method_declaration: leaf('method'),
    annotation_type_element_declaration: leaf('method'),
    field_declaration: leafBy(javaField),
    constant_declaration: leafBy(javaField),
    enum_constant: leaf('constant'),
  },
  leads: ['line_comment', 'block_comment'],
  bodies: ['class_body', 'interface_body', 'enum_body', 'enum_body_declarations', 'annotation_type_body'],
};

/** A Kotlin class, interface or enum: one node type, distinguished by a keyword. */
function kotlinClass(node: Node, source: string): Definition | undefined {
  let kind: 'class' | 'interface' | 'enum' = 'class';
  for (let child = node.firstChild; child !== null && child.type !== 'class'; child = child.nextSibling) {
    if (child.type === 'interface') {
      kind = 'interface';
    } else if (
      child.type === 'modifiers' &&
      /\benum\b/.test(source.slice(child.startIndex, child.endIndex))
    ) {
      kind = 'enum';
    }
  }
  const found = define(node.childForFieldName('name'), kind, source);
  return found && { ...found, others: kotlinProperties(node, source) };
}

/** A Kotlin function; an extension function is owned by the extended type. */
function kotlinFunction(node: Node, source: string): Definition | undefined {
  const found = define(node.childForFieldName('name'), 'function', source);
  const receiver = childOfType(node, 'user_type', 'nullable_type', 'function_value_parameters');
  const name = found === undefined ? receiver : null;
  if (name !== null) {
    // Without a body, the grammar parses the function name as part of the type: `String.trimmed`.
    return define(name.lastNamedChild, 'function', source);
  }
  const isReceiver = receiver !== null && receiver.type !== 'function_value_parameters';
  if (found === undefined || !isReceiver) {
    return found;
  }
  const owner = source.slice(receiver.startIndex, Math.min(receiver.endIndex, receiver.startIndex + 80));
  return { ...found, owner: owner.replace(/[<?].*$/s, '') };
}

/** Kotlin. */
export const kotlin: SyntaxSpec = {
  grammar: 'kotlin',
  definitions: {
    class_declaration: { ...containerBy(kotlinClass), isType: true },
    object_declaration: container('class'),
    companion_object: containerBy(
      (node, source) =>
        define(node.childForFieldName('name'), undefined, source) ?? {
          name: 'Companion',
          at: node.startIndex,
          kind: undefined,
        },
      { isType: true },
    ),
    function_declaration: leafBy(kotlinFunction),
    secondary_constructor: leafBy((node) => ({
      name: 'constructor',
      at: node.startIndex,
      kind: 'constructor',
    })),
    property_declaration: leafBy((node, source) => {
      const name = childOfType(node, 'variable_declaration')?.firstNamedChild ?? null;
      const found = define(name, 'variable', source);
      return found && { ...found, kind: constantOr('variable', found.name) };
    }),
    type_alias: leaf('type', 'type'),
    enum_entry: leafOf('constant', 'identifier'),
  },
  // An annotation above another may be parsed as an expression.
  leads: ['line_comment', 'block_comment', 'file_annotation', 'annotation', 'annotated_expression'],
  bodies: ['class_body', 'enum_class_body'],
};

/** Scala 2 and 3. */
export const scala: SyntaxSpec = {
  grammar: 'scala',
  definitions: {
    class_definition: container('class'),
    object_definition: container('class'),
    package_object: container('module'),
    trait_definition: container('trait'),
    enum_definition: container('enum'),
    given_definition: leaf('variable'),
    function_definition: leaf('function'),
    function_declaration: leaf('function'),
    val_definition: leaf('variable', 'pattern'),
    var_definition: leaf('variable', 'pattern'),
    val_declaration: leaf('property'),
    var_declaration: leaf('property'),
    type_definition: leaf('type'),
    simple_enum_case: leaf('constant'),
    full_enum_case: leaf('constant'),
  },
  leads: ['comment', 'block_comment', 'annotation'],
  groups: ['enum_case_definitions', 'extension_definition', 'package_clause'],
  bodies: ['template_body', 'with_template_body', 'enum_body'],
};
