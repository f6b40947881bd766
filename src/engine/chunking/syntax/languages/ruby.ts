import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { container, containerBy, define, leaf, leafBy, nameText, testBlock } from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

const scopes = /^(?:included|prepended|class_methods|refine|(?:class|module|instance)_(?:eval|exec))$/;

const attributes =
  /^(?:(?:attr|attr_internal|[mc]attr|thread_mattr|thread_cattr)(?:_(?:reader|writer|accessor))?|class_attribute)$/;

/** The method that a call defines, or the attributes: `attr_reader :a, :b`, `alias_method :a, :b`. */
function call(node: Node, source: string): Definition | undefined {
  const method = node.childForFieldName('method');
  const args = node.childForFieldName('arguments');
  const name = method === null ? '' : nameText(method, source);
  if (node.childForFieldName('block') !== null) {
    if (method !== null && scopes.test(name)) return { name, at: method.startIndex, kind: undefined };
    const test = testBlock(method, args, source);
    if (test) return test;
  }
  const first = args?.firstNamedChild ?? null;
  if (attributes.test(name)) return namesOf(args?.namedChildren ?? [], 'property', source);
  return /^(?:alias_method|define_method|define_singleton_method|alias_attribute)$/.test(name)
    ? namesOf([first], 'method', source)
    : undefined;
}

const newClass = /^(?:(?:Struct|Class|Module)\.new|Data\.define)\b/;

/** Whether methods are in the arguments or the block of a call: `private def a`, `Struct.new(:a) do`. */
function wrapsMethods(node: Node, source: string): boolean {
  const isClass = node.childForFieldName('block') !== null && newClass.test(nameText(node, source));
  return isClass || isOfMethods(node.childForFieldName('arguments'));
}

function isOfMethods(list: Node | null): boolean {
  return /^(?:singleton_)?method$/.test(list?.firstNamedChild?.type ?? '');
}

/** Names that are written as symbols or strings. */
function namesOf(nodes: readonly (Node | null)[], kind: SymbolKind, source: string): Definition | undefined {
  const found = nodes.flatMap((node) => {
    const isName = node?.type === 'simple_symbol' || (node?.type === 'string' && node.namedChildCount === 1);
    const name = isName ? define(node, kind, source) : undefined;
    return name ?? [];
  });
  const [first, ...others] = found.map((one) => ({ ...one, name: one.name.replace(/^[:"']|["']$/g, '') }));
  return first && { ...first, others };
}

/** A constant; a class if its value is a new class. */
function assignment(node: Node, source: string): Definition | undefined {
  const left = node.childForFieldName('left');
  if (left?.type !== 'constant') return undefined;
  const right = node.childForFieldName('right');
  const value = right === null ? '' : nameText(right, source);
  const kind = value.startsWith('Module.new') ? 'module' : newClass.test(value) ? 'class' : 'constant';
  return define(left, kind, source);
}

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
    assignment: { find: assignment, isLocal: false, members: 'children', isWhole: true },
    alias: leafBy((node, source) => {
      const found = define(node.childForFieldName('name'), 'method', source);
      return found && { ...found, name: found.name.replace(/^:/, '') };
    }),
    call: { ...containerBy(call), isGroup: wrapsMethods },
    argument_list: { find: () => undefined, isGroup: isOfMethods },
  },
  leads: ['comment'],
  bodies: ['body_statement', 'do_block', 'block_body'],
};
