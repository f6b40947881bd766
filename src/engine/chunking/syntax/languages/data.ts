import type { Node } from 'web-tree-sitter';
import { childOfType, define, leafOf, nameText } from '../rules';
import type { Definition, DefinitionRule, SyntaxSpec } from '../syntaxSpec';
import type { Scope } from '../../outline';

const maxKeyDepth = 2;
const maxDataSymbols = 200;

/** A key of the first two levels; deeper ones are too many to be useful. */
function key(node: Node | null, source: string, scope: Scope): Definition | undefined {
  const found = scope.path.length < maxKeyDepth ? define(node, 'key', source) : undefined;
  return found && { ...found, name: found.name.replace(/^["']|["']$/g, '') };
}

const pair: DefinitionRule = {
  find: (node, source, scope) => key(node.childForFieldName('key'), source, scope),
  members: 'bodies',
};

/** JSON, also with comments. */
export const json: SyntaxSpec = {
  grammar: 'json',
  definitions: { pair },
  leads: ['comment'],
  bodies: ['object'],
  maxSymbols: maxDataSymbols,
};

/** YAML. */
export const yaml: SyntaxSpec = {
  grammar: 'yaml',
  definitions: { block_mapping_pair: pair },
  leads: ['comment'],
  groups: ['document'],
  bodies: ['block_node', 'block_mapping'],
  maxSymbols: maxDataSymbols,
};

const tomlTable: DefinitionRule = {
  find: (node, source, scope) =>
    key(childOfType(node, 'dotted_key', 'bare_key', 'quoted_key'), source, scope),
  members: 'children',
};

/** TOML. */
export const toml: SyntaxSpec = {
  grammar: 'toml',
  definitions: {
    table: tomlTable,
    table_array_element: tomlTable,
    pair: { ...tomlTable, members: undefined },
  },
  leads: ['comment'],
  maxSymbols: maxDataSymbols,
};

const atRule: DefinitionRule = {
  find: (node, source) => {
    const text = nameText(node, source);
    const brace = text.indexOf('{');
    return { name: (brace < 0 ? text : text.slice(0, brace)).trim(), at: node.startIndex, kind: undefined };
  },
  members: 'bodies',
};

/** CSS. */
export const css: SyntaxSpec = {
  grammar: 'css',
  definitions: {
    rule_set: leafOf('section', 'selectors'),
    keyframes_statement: leafOf('section', 'keyframes_name'),
    media_statement: atRule,
    supports_statement: atRule,
  },
  leads: ['comment'],
  bodies: ['block'],
  maxSymbols: 2000,
};

/** An element with an id, or a heading. */
function landmark(node: Node, source: string): Definition | undefined {
  const tag = node.firstNamedChild;
  if (tag === null) {
    return undefined;
  }
  for (let child = tag.firstNamedChild; child !== null; child = child.nextNamedSibling) {
    if (child.type === 'tag_name' && /^h[1-6]$/i.test(nameText(child, source))) {
      return define(childOfType(node, 'text'), 'section', source);
    }
    if (child.type === 'attribute' && /^id\s*=/i.test(source.slice(child.startIndex, child.startIndex + 8))) {
      const value = child.lastNamedChild;
      return define(value?.firstNamedChild ?? value, 'section', source);
    }
  }
  return undefined;
}

const element: DefinitionRule = { find: landmark, members: 'children', isLocal: true, isGroup: true };

/** HTML. */
export const html: SyntaxSpec = {
  grammar: 'html',
  definitions: { element, script_element: element, style_element: element },
  leads: ['comment'],
  maxSymbols: maxDataSymbols,
};
