import * as l10n from '@vscode/l10n';
import { listOf } from '../../common/text/listText';
import type { ViewResult } from '../../common/view/viewProtocol';
import { linesToShow } from '../model/codeExcerpt';
import { reasonOf } from '../model/reasons';
import { breadcrumbSeparator, labelOf, tellingTextOf } from '../model/resultLabel';
import { codeElement } from './codeLines';
import { fileIconName } from './fileIcon';
import { h, icon } from './h';
import { pathText } from './pathText';
import { detailsButton, rowActions } from './rowActions';

/** Display options of a result's row. */
export interface ResultRowLook {
  /** Show all lines and why it was found, not only the first lines. */
  readonly isUnfolded: boolean;
  readonly isPinned: boolean;
  /** The row is among results of other files, so it shows its file. */
  readonly isApart: boolean;
  /** The row is one of the pinned results at the top. */
  readonly isOnTop: boolean;
  /** Show one line, until the row is expanded. */
  readonly isCompact: boolean;
}

/** Content of a result's row: its location and its lines. */
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
    // For documentation the last heading is sufficient; its parents are in the screen reader text and the hover.
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
  // The hidden text of the row already contains all of it.
  for (const part of parts) part.setAttribute('aria-hidden', 'true');
  const acts = look.isOnTop ? [] : (['dismiss'] as const);
  const actions = rowActions(look.isPinned ? 'unpin' : 'pin', ...acts);
  actions.prepend(detailsButton(look.isUnfolded));
  return h('div', { class: 'result-heading' }, ...parts, actions);
}

/** The file and the lines of a result, which are always visible, and its directory if there is space. */
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

/** Hover of a result: its location, and why it was found. */
export function resultRowTitle(result: ViewResult, { isApart }: ResultRowLook): string {
  const { name, outer } = labelOf(result);
  const heading =
    result.kind === 'docs' && name !== undefined ? [...outer, name].join(breadcrumbSeparator) : '';
  const place = isApart ? [result.folder, result.path].filter(Boolean).join('/') : '';
  return [place === '' ? '' : `${place}:${rangeOf(result)}`, heading, reasonOf(result)]
    .filter(Boolean)
    .join('\n');
}

/** Screen reader text of a result: its name, its lines, and their summary; when expanded, also why it was found. */
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
