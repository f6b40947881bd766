import type { MatchedBy } from '../../common/searchResult';
import type { ViewResult } from '../../common/viewProtocol';
import { linesToShow } from '../model/codeExcerpt';
import { codeElement } from './codeLines';
import { h } from './h';

/** What stands between the names of a breadcrumb. */
const separator = ' › ';

const matchNames: Readonly<Record<MatchedBy, string>> = {
  vector: 'meaning',
  lexical: 'words',
  symbol: 'name',
  path: 'path',
};

/** What the row of a result shows: where it is, and its lines. */
export function resultRowChildren(result: ViewResult, isUnfolded: boolean): HTMLElement[] {
  const { symbol, startLine, endLine } = result;
  const lines = startLine === endLine ? String(startLine) : `${startLine}–${endLine}`;
  const names = symbol?.split(separator) ?? [];
  const name = names.pop();
  const heading = h('div', { class: 'result-heading' });
  if (name === undefined) heading.append(h('span', { class: 'result-outer' }, `Lines ${lines}`));
  else {
    heading.append(
      h('span', { class: 'result-outer' }, names.map((outer) => outer + separator).join('')),
      h('span', { class: 'result-name' }, name),
      h('span', { class: 'result-range' }, lines),
    );
  }
  const excerpt = linesToShow(result);
  return excerpt.lines.length === 0 ? [heading] : [heading, codeElement(excerpt, isUnfolded)];
}

/** What a screen reader says of a result: its name, its lines, and the first of them. */
export function resultRowLabel(result: ViewResult): string {
  const { symbol, startLine, endLine } = result;
  const lines = startLine === endLine ? `line ${startLine}` : `lines ${startLine} to ${endLine}`;
  const [first = []] = linesToShow(result).lines;
  const code = first
    .map((token) => token.text)
    .join('')
    .trim();
  return [symbol?.replaceAll(separator, ', '), lines, code].filter(Boolean).join(', ');
}

/** Why a result was found, shown on hover. */
export function resultRowTitle({ matchedBy }: ViewResult): string {
  return matchedBy.length === 0 ? '' : `Found by ${matchedBy.map((match) => matchNames[match]).join(', ')}`;
}
