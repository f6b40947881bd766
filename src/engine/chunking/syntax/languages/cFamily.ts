import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { containerBy, define, leaf, leafBy, nameText } from '../rules';
import type { Definition, DefinitionRule, SyntaxSpec } from '../syntaxSpec';

const maxDeclaratorDepth = 12;

interface Declared {
  readonly name: Node | null;
  readonly isFunction: boolean;
}

/** The name inside a declarator (`*(&name[3])(int)`), and whether it names a function. */
function declaredName(node: Node, declarator = node.childForFieldName('declarator')): Declared {
  let isFunction = false;
  let name = declarator;
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

/** The definitions of the declarators after the first: `b` and `c` of `int a, *b, c;`. */
function furtherDeclared(node: Node, kind: SymbolKind, source: string): readonly Definition[] {
  const [, ...others] = node.childrenForFieldName('declarator');
  return others.flatMap((other) => declared(declaredName(node, other).name, kind, source) ?? []);
}

/** Definitions by their declarators; `typedef struct { ... } name;` begins above its name. */
function declaredBy(node: Node, name: Node | null, kind: SymbolKind, source: string): Definition | undefined {
  const first = declared(name, kind, source);
  const others = first && kind !== 'function' ? furtherDeclared(node, kind, source) : [];
  const definition = first && { ...first, others };
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

/** A member; a class, structure or enumeration inside a class is one without a declarator. */
const member: DefinitionRule = {
  ...leafBy((node, source) => {
    const { name, isFunction } = declaredName(node);
    return declaredBy(node, name, isFunction ? 'method' : 'property', source);
  }, false),
  isGroup: () => true,
};

/** `typedef ...`: the members of a structure or enumeration in it are its members. */
const typeDefinition: DefinitionRule = {
  find: (node, source) => declaredBy(node, declaredName(node).name, 'type', source),
  members: 'children',
  isType: true,
  isWhole: true,
};

/** A type definition, not a mention or forward declaration; in `typedef struct a { ... } a;`, the second name counts. */
function specifier(kind: SymbolKind): DefinitionRule {
  const rule = containerBy(
    (node, source, scope) => {
      if (node.childForFieldName('body') === null) return undefined;
      const found = define(node.childForFieldName('name'), kind, source);
      const isNamed = found?.name === scope.path.at(-1) && node.parent?.type === 'type_definition';
      return isNamed ? undefined : found;
    },
    { isType: true },
  );
  return { ...rule, isGroup: () => true };
}

const guardTest = /#[ \t]*if(?:ndef|[ \t]*![ \t]*defined)[ \t(]+(?<name>\w+)[ \t)]*\s*$/;

/** Whether a macro is an include guard: the line above tests its absence. */
function isGuard(node: Node, source: string): boolean {
  const above = source.slice(Math.max(0, node.startIndex - 160), node.startIndex);
  const name = node.childForFieldName('name');
  return name !== null && guardTest.exec(above)?.groups?.['name'] === nameText(name, source);
}

const macro: DefinitionRule = leafBy((node, source) =>
  node.childForFieldName('value') === null && isGuard(node, source)
    ? undefined
    : define(node.childForFieldName('name'), 'macro', source),
);

const definitions: Readonly<Record<string, DefinitionRule>> = {
  function_definition: functionDefinition,
  declaration,
  field_declaration: member,
  struct_specifier: specifier('struct'),
  union_specifier: specifier('struct'),
  enum_specifier: { ...specifier('enum'), isWhole: true },
  enumerator: leafBy((node, source) => define(node.childForFieldName('name'), 'constant', source), false),
  type_definition: typeDefinition,
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
  bodies: ['declaration_list', 'field_declaration_list', 'enumerator_list'],
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
  bodies: ['declaration_list', 'field_declaration_list', 'enumerator_list'],
  prepare,
};
