import * as l10n from '@vscode/l10n';
import { listOf } from '../../common/listText';
import type { ViewResult } from '../../common/viewProtocol';
import { linesToShow } from '../model/codeExcerpt';
import { reasonOf } from '../model/reasons';
import { breadcrumbSeparator, labelOf, tellingTextOf } from '../model/resultLabel';
import { codeElement } from './codeLines';
import { fileIconName } from './fileIcon';
import { h, icon } from './h';
import { pathText } from './pathText';
import { detailsButton, rowActions } from './rowActions';

/** How the row of a result is shown. */
export interface ResultRowLook {
  /** All its lines, and why it was found; not only the first lines. */
  readonly isUnfolded: boolean;
  readonly isPinned: boolean;
  /** It stands among results of other files, so that it says which one it is in. */
  readonly isApart: boolean;
  /** It is one of the pinned ones on top. */
  readonly isOnTop: boolean;
  /** One line, until it is unfolded. */
  readonly isCompact: boolean;
}

/** What the row of a result shows: where it is, and its lines. */
export function resultRowChildren(result: ViewResult, look: ResultRowLook): HTMLElement[] {
  const heading = headingOf(result, look);
  const excerpt = linesToShow(result);
  const hasCode = excerpt.lines.length > 0 && (look.isUnfolded || !look.isCompact);
  const reason = look.isUnfolded ? reasonOf(result) : '';
  return [
    heading,
    ...(hasCode ? [codeElement(excerpt, look.isUnfolded, result.coloredFor)] : []),
    ...(reason === '' ? [] : [h('div', { class: 'result-reason', 'aria-hidden': 'true' }, reason)]),
  ];
}

function headingOf(result: ViewResult, look: ResultRowLook): HTMLElement {
  const { kind, language } = result;
  const { name, outer } = labelOf(result);
  const isDocs = kind === 'docs';
  const parts: HTMLElement[] = [];
  if (look.isApart) parts.push(icon(fileIconName(language, kind), 'file-icon'));
  if (name === undefined) {
    parts.push(
      h('span', { class: 'result-outer' }, look.isCompact ? tellingTextOf(result) : linesText(result)),
    );
  } else {
    // Of documentation the last heading says it; where that stands is in the label and the hover.
    const path = isDocs || look.isCompact ? [] : outer;
    parts.push(
      h('span', { class: 'result-outer' }, path.map((one) => one + breadcrumbSeparator).join('')),
      h('span', { class: 'result-name' }, h('bdi', {}, name)),
    );
    if (look.isCompact) parts.push(h('span', { class: 'result-telling' }, tellingTextOf(result)));
  }
  if (look.isApart) parts.push(...placeParts(result));
  else if (name !== undefined || look.isCompact) {
    parts.push(h('span', { class: 'result-range' }, look.isCompact ? String(result.line) : rangeOf(result)));
  }
  // The unseen text of the row says it all.
  for (const part of parts) part.setAttribute('aria-hidden', 'true');
  const acts = look.isOnTop ? [] : (['dismiss'] as const);
  const actions = rowActions(look.isPinned ? 'unpin' : 'pin', ...acts);
  actions.prepend(detailsButton(look.isUnfolded));
  return h('div', { class: 'result-heading' }, ...parts, actions);
}

/** The file of a result and its lines, which are always seen, and its directory, where there is room. */
function placeParts(result: ViewResult): HTMLElement[] {
  const { path, folder } = result;
  const slash = path.lastIndexOf('/');
  const directory = path.slice(0, Math.max(0, slash));
  const separator = folder !== undefined && directory !== '' ? ' • ' : '';
  return [
    h('span', { class: 'result-directory' }, h('bdi', {}, folder ?? ''), separator, ...pathText(directory)),
    h('span', { class: 'result-file' }, h('bdi', {}, path.slice(slash + 1))),
    h('span', { class: 'result-range is-place' }, `:${result.line}`),
  ];
}

function linesText({ startLine, endLine }: ViewResult): string {
  return startLine === endLine ? l10n.t('Line {0}', startLine) : l10n.t('Lines {0}–{1}', startLine, endLine);
}

function rangeOf({ startLine, endLine }: ViewResult): string {
  return startLine === endLine ? String(startLine) : `${startLine}–${endLine}`;
}

/** What the hover of a result says: where it is, and why it was found. */
export function resultRowTitle(result: ViewResult, { isApart }: ResultRowLook): string {
  const { name, outer } = labelOf(result);
  const heading =
    result.kind === 'docs' && name !== undefined ? [...outer, name].join(breadcrumbSeparator) : '';
  const place = isApart ? [result.folder, result.path].filter(Boolean).join('/') : '';
  return [place === '' ? '' : `${place}:${rangeOf(result)}`, heading, reasonOf(result)]
    .filter(Boolean)
    .join('\n');
}

/** What a screen reader says of a result: its name, its lines, and what they say; unfolded, why it was found. */
export function resultRowLabel(result: ViewResult, look: ResultRowLook): string {
  const { path, folder, startLine, endLine } = result;
  const { name, outer } = labelOf(result);
  const lines =
    startLine === endLine ? l10n.t('line {0}', startLine) : l10n.t('lines {0} to {1}', startLine, endLine);
  const pinned = look.isPinned && !look.isOnTop ? l10n.t('pinned') : undefined;
  const place = look.isApart ? [path, folder] : [];
  const reason = look.isUnfolded ? reasonOf(result) : undefined;
  return listOf([...outer, name, ...place, lines, pinned, tellingTextOf(result), reason]);
}
