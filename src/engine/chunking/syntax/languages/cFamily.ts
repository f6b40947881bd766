import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { containerBy, define, leaf, leafBy, nameText } from '../rules';
import type { Definition, DefinitionRule, SyntaxSpec } from '../syntaxSpec';

const maxDeclaratorDepth = 12;

/** The name inside a declarator (`*(&name[3])(int)`), and whether it names a function. */
function declaredName(node: Node): { name: Node | null; isFunction: boolean } {
  let isFunction = false;
  let name = node.childForFieldName('declarator');
  for (let depth = 0; name !== null && depth < maxDeclaratorDepth; depth++) {
    if (name.type === 'function_declarator') {
      isFunction = true;
    }
    const inner: Node | null =
      name.childForFieldName('declarator') ??
      (/^(?:parenthesized|reference|attributed)_declarator$/.test(name.type) ? name.lastNamedChild : null);
    if (inner === null) {
      break;
    }
    name = inner;
  }
  return { name, isFunction };
}

/** A definition by its declarator; `ns::A<T>::f` is `f`, owned by `A`. */
function declared(nameNode: Node | null, kind: SymbolKind, source: string): Definition | undefined {
  let name = nameNode;
  let owner: string | undefined;
  while (name?.type === 'qualified_identifier') {
    const scope = name.childForFieldName('scope');
    owner = scope === null ? undefined : nameText(scope, source).replace(/<.*$/s, '');
    name = name.childForFieldName('name');
  }
  return define(name, kind, source, owner);
}

/** A definition by its declarator; `typedef struct { ... } name;` begins above its name. */
function declaredBy(node: Node, name: Node | null, kind: SymbolKind, source: string): Definition | undefined {
  const definition = declared(name, kind, source);
  // Most definitions have no line break before their name: their nodes are not read.
  if (!definition || !source.slice(node.startIndex, definition.at).includes('\n')) return definition;
  const body = node.childForFieldName('type')?.childForFieldName('body');
  return body ? { ...definition, begin: node.startIndex } : definition;
}

/** `TEST(Suite, Case) { ... }` looks like a function without a type. */
function testMacro(node: Node, source: string): Definition | undefined {
  const declarator = node.childForFieldName('declarator');
  const macro = declarator?.childForFieldName('declarator');
  if (declarator?.type !== 'function_declarator' || node.childForFieldName('type') !== null || !macro) {
    return undefined;
  }
  const name = nameText(macro, source);
  const parameters = declarator.childForFieldName('parameters');
  if (!/^[A-Z][A-Z0-9_]*$/.test(name) || parameters === null) {
    return undefined;
  }
  const list = source.slice(
    parameters.startIndex + 1,
    Math.min(parameters.endIndex - 1, parameters.startIndex + 120),
  );
  const title = list.split(',', 2).map((part) => part.trim());
  return title[0] ? { name: title.join('.'), at: parameters.startIndex + 1, kind: 'function' } : undefined;
}

const functionDefinition: DefinitionRule = leafBy((node, source) => {
  const test = testMacro(node, source);
  return test ?? declaredBy(node, declaredName(node).name, 'function', source);
});

/**
 * Prototypes, and variables outside functions. In a function, `T x(y);` counts as a variable, however the grammar
 * parses it.
 */
const declaration: DefinitionRule = leafBy((node, source) => {
  const { name, isFunction } = declaredName(node);
  const head = source.slice(node.startIndex, node.startIndex + 40);
  const kind = isFunction ? 'function' : /\b(?:const|constexpr)\b/.test(head) ? 'constant' : 'variable';
  return declaredBy(node, name, kind, source);
}, false);

const member: DefinitionRule = leafBy((node, source) => {
  const { name, isFunction } = declaredName(node);
  return declaredBy(node, name, isFunction ? 'method' : 'property', source);
}, false);

/** A type definition, not a mention or forward declaration. */
function specifier(kind: SymbolKind): DefinitionRule {
  return containerBy(
    (node, source) =>
      node.childForFieldName('body') === null
        ? undefined
        : define(node.childForFieldName('name'), kind, source),
    { isType: true },
  );
}

/** A macro with a value: include guards have none. */
const macro: DefinitionRule = leafBy((node, source) =>
  node.childForFieldName('value') === null
    ? undefined
    : define(node.childForFieldName('name'), 'macro', source),
);

const definitions: Readonly<Record<string, DefinitionRule>> = {
  function_definition: functionDefinition,
  declaration,
  field_declaration: member,
  struct_specifier: specifier('struct'),
  union_specifier: specifier('struct'),
  enum_specifier: { ...specifier('enum'), members: undefined },
  type_definition: leafBy((node, source) => declaredBy(node, declaredName(node).name, 'type', source)),
  preproc_def: macro,
  preproc_function_def: leaf('macro'),
};

const groups: readonly string[] = [
  'preproc_if',
  'preproc_ifdef',
  'preproc_else',
  'preproc_elif',
  'preproc_elifdef',
  'linkage_specification',
];

/**
 * Macros that the grammar parses as a type: those alone on a line, such as `NAMESPACE_BEGIN` or `Q_OBJECT`, and those
 * that begin an exported declaration, such as `UV_EXTERN`.
 */
const strayMacro =
  /^[ \t]*(?:[A-Z][A-Z0-9_]{3,}[ \t]*(?=\r?$)|(?:[A-Z][A-Z0-9]*_)+(?:EXTERN|EXPORT|API|DLL|PUBLIC|PRIVATE|LOCAL)\b(?=[ \t]+\w))/gm;

function prepare(source: string): string {
  return source.replace(strayMacro, (macroText) => ' '.repeat(macroText.length));
}

/** C. */
export const c: SyntaxSpec = {
  grammar: 'c',
  definitions,
  leads: ['comment', 'attribute_declaration'],
  groups,
  bodies: ['declaration_list', 'field_declaration_list'],
  prepare,
};

/** C++, and headers of C and C++. */
export const cpp: SyntaxSpec = {
  grammar: 'cpp',
  definitions: {
    ...definitions,
    class_specifier: specifier('class'),
    namespace_definition: {
      find: (node, source) => define(node.childForFieldName('name'), 'module', source),
      members: 'bodies',
      // An anonymous one.
      isGroup: true,
    },
    alias_declaration: leaf('type'),
    concept_definition: leaf('type'),
  },
  leads: ['comment', 'attribute_declaration', 'access_specifier'],
  groups: [...groups, 'template_declaration', 'export_declaration'],
  bodies: ['declaration_list', 'field_declaration_list'],
  prepare,
};
