import * as l10n from '@vscode/l10n';
import type { ThemeKind } from '../../common/view/viewProtocol';
import { visibleText } from '../../common/text/visibleText';
import type { CodeExcerpt } from '../model/codeExcerpt';
import type { ShownLine, ShownToken } from '../model/marks';
import { h } from './h';

/** Most characters of a line that are rendered; the rest would be out of sight. */
const maxLineLength = 400;

/**
 * Lines of code in the colours of the theme, each with its number.
 *
 * @param coloredFor the theme kind of the colours: under a theme of another kind the style sheet ignores them
 */
export function codeElement(
  { firstLine, lines, foldable }: CodeExcerpt,
  isUnfolded: boolean,
  coloredFor: ThemeKind | undefined,
): HTMLElement {
  const shown = isUnfolded ? lines : lines.slice(0, lines.length - foldable);
  const digits = String(firstLine + lines.length - 1).length;
  const code = h('div', { class: 'code', 'aria-hidden': 'true', 'data-colored-for': coloredFor ?? '' });
  // The gutter fits the largest number, so that all rows of the result align.
  code.style.setProperty('--digits', String(digits));
  code.append(...shown.map((line, index) => lineElement(line, firstLine + index)));
  if (foldable > 0) {
    const more = isUnfolded ? l10n.t('Show fewer lines') : l10n.t('Show {0} more lines', foldable);
    code.append(h('div', { class: 'fold', 'data-fold': true }, more));
  }
  return code;
}

function lineElement(line: ShownLine, number: number): HTMLElement {
  const text = h('span', { class: 'line-text' });
  let left = maxLineLength;
  for (const token of line) {
    if (left <= 0) break;
    text.append(tokenElement(token, left));
    left -= token.text.length;
  }
  return h('div', { class: 'line' }, h('span', { class: 'line-number' }, String(number)), text);
}

function tokenElement(token: ShownToken, maxLength: number): Node {
  // Code colours can be hard to read on the background of a match.
  return token.isMatch
    ? h('mark', { class: 'match' }, styledText({ ...token, color: undefined }, maxLength))
    : styledText(token, maxLength);
}

function styledText({ text, color, bold, italic, underline }: ShownToken, maxLength: number): Node {
  const shown = text.slice(0, maxLength);
  if (color === undefined && !bold && !italic && !underline)
    return document.createTextNode(visibleText(shown, '\t'));
  const element = h('span', {}, shown);
  if (color !== undefined) element.style.color = color;
  if (bold) element.style.fontWeight = 'bold';
  if (italic) element.style.fontStyle = 'italic';
  if (underline) element.style.textDecoration = 'underline';
  return element;
}
