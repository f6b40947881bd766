import * as l10n from '@vscode/l10n';
import { listOf } from '../../common/listText';
import type { ViewResult } from '../../common/viewProtocol';
import { linesToShow } from '../model/codeExcerpt';
import { codeElement } from './codeLines';
import { h } from './h';
import { rowActions } from './rowActions';

/** How the row of a result is shown. */
export interface ResultRowLook {
  /** All its lines, not only the first. */
  readonly isUnfolded: boolean;
  readonly isPinned: boolean;
  /** It stands among results of other files, so that it says which one it is in. */
  readonly isApart: boolean;
}

/** What stands between the names of a breadcrumb. */
const separator = ' › ';

/** What the row of a result shows: where it is, and its lines. */
export function resultRowChildren(result: ViewResult, look: ResultRowLook): HTMLElement[] {
  const { symbol, startLine, endLine } = result;
  const lines = startLine === endLine ? String(startLine) : `${startLine}–${endLine}`;
  const names = symbol?.split(separator) ?? [];
  const name = names.pop();
  const heading = h('div', { class: 'result-heading' });
  const range = look.isApart ? `${fileNameOf(result)}:${lines}` : lines;
  if (name === undefined) {
    const text =
      startLine === endLine ? l10n.t('Line {0}', startLine) : l10n.t('Lines {0}–{1}', startLine, endLine);
    heading.append(h('span', { class: 'result-outer' }, look.isApart ? range : text));
  } else {
    heading.append(
      h('span', { class: 'result-outer' }, names.map((outer) => outer + separator).join('')),
      h('span', { class: 'result-name' }, h('bdi', {}, name)),
      h('span', { class: look.isApart ? 'result-range is-place' : 'result-range' }, range),
    );
  }
  // The unseen text of the row says it all.
  for (const part of heading.children) part.setAttribute('aria-hidden', 'true');
  heading.append(
    rowActions(look.isPinned ? 'unpin' : 'pin', ...(look.isApart ? [] : (['dismiss'] as const))),
  );
  const excerpt = linesToShow(result);
  if (excerpt.lines.length === 0) return [heading];
  return [heading, codeElement(excerpt, look.isUnfolded, result.coloredFor)];
}

/** What a screen reader says of a result: its name, its lines, and the first of them. */
export function resultRowLabel(result: ViewResult, { isPinned, isApart }: ResultRowLook): string {
  const { symbol, startLine, endLine } = result;
  const lines =
    startLine === endLine ? l10n.t('line {0}', startLine) : l10n.t('lines {0} to {1}', startLine, endLine);
  const [first = []] = linesToShow(result).lines;
  const code = first
    .map((token) => token.text)
    .join('')
    .trim();
  const pinned = isPinned && !isApart ? l10n.t('pinned') : undefined;
  const file = isApart ? fileNameOf(result) : undefined;
  return listOf([...(symbol?.split(separator) ?? []), file, lines, pinned, code]);
}

function fileNameOf({ path }: ViewResult): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
