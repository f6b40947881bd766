import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../../common/contracts/symbolKind';
import { leafBy, leafOf, nameText } from '../rules';
import type { Definition, SyntaxSpec } from '../syntaxSpec';

/** A block of HCL, named by its last label, or by its type if it has none. */
function hclBlock(node: Node, source: string): Definition | undefined {
  const labels: Node[] = [];
  for (let child = node.firstNamedChild; child; child = child.nextNamedSibling) {
    if (child.type === 'string_lit') labels.push(child);
  }
  const type = node.firstNamedChild;
  if (type === null) return undefined;
  const name =
    labels.map((label) => nameText(label, source).replace(/^"|"$/g, '')).at(-1) ?? nameText(type, source);
  const keyword = nameText(type, source);
  const kind: SymbolKind = /^(?:variable|output|module|provider)$/.test(keyword) ? 'variable' : 'section';
  return { name, at: (labels.at(-1) ?? type).startIndex, kind };
}

/** Terraform and HCL. */
export const hcl: SyntaxSpec = {
  grammar: 'hcl',
  definitions: { block: leafBy(hclBlock, false), attribute: leafOf('key', 'identifier') },
  leads: ['comment'],
  groups: ['body'],
  maxSymbols: 2000,
};
