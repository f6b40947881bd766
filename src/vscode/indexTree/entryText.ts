import * as l10n from '@vscode/l10n';
import { joinParts, listOf } from '../../common/text/listText';
import type { IndexState } from '../../common/contracts/indexState';
import type { InventoryCounts, InventoryEntry } from '../../common/contracts/inventoryContract';
import { timeText } from '../../common/text/timeText';
import { escapeMarkdown } from '../status/indexStateText';
import {
  byWordsCount,
  byWordsText,
  chunkCount,
  failedCount,
  fileCount,
  sizeText,
  skippedCount,
} from './figures';
import { inclusionsOf } from './inclusion';
import { reasonText, type OriginOfGlob } from './reasonText';

/** Texts of a row of the tree. */
export interface EntryText {
  /** Shown next to the name. */
  readonly description: string;
  readonly tooltipMarkdown: string;
  /** For screen readers: name and state in words. */
  readonly label: string;
  /** Context values that menus in package.json test for. */
  readonly contextValue: string;
}

/** Creates the texts of a row. */
export function entryText(entry: InventoryEntry, originOf: OriginOfGlob): EntryText {
  const why = reasonText(entry, originOf);
  const state = stateText(entry, why);
  const figures = figuresOf(entry);
  return {
    description: descriptionOf(entry, why, figures),
    tooltipMarkdown: tooltipOf(entry, state, figures),
    label: listOf([entry.name, state, entry.state === 'indexed' && figures]),
    contextValue: contextValueOf(entry, originOf),
  };
}

/**
 * Whether an entry is not fully indexed, or may contain entries that are not. Waiting files below a directory are not counted, so
 * every directory counts until the index is ready.
 */
export function isUnindexed(entry: InventoryEntry, state: IndexState): boolean {
  if (entry.state !== 'indexed') return true;
  if (entry.type === 'file') return entry.withoutVector !== undefined;
  const { skipped, failed, withoutVector = 0 } = entry.below;
  return state.kind !== 'ready' || skipped + failed + withoutVector > 0;
}

/** A sentence without a full stop. */
function stateText({ state }: InventoryEntry, why: string): string {
  switch (state) {
    case 'indexed':
      return why === '' ? l10n.t('Indexed') : l10n.t('Indexed: {0}', why);
    case 'waiting':
      return l10n.t('Waiting: {0}', why);
    case 'skipped':
      return l10n.t('Skipped: {0}', why);
    case 'failed':
      return l10n.t('Failed: {0}', why);
  }
}

function figuresOf(entry: InventoryEntry): string {
  if (entry.type === 'file') {
    return joinParts(
      entry.state === 'indexed' && chunkCount(entry.chunks),
      entry.withoutVector && byWordsCount(entry.withoutVector.chunks),
      entry.sizeBytes !== undefined && sizeText(entry.sizeBytes),
    );
  }
  return belowText(entry.below);
}

/** Counts below a directory: `12 files · 1 failed · 2 skipped`. */
export function belowText({ indexed, skipped, failed, withoutVector = 0 }: InventoryCounts): string {
  return joinParts(
    (indexed > 0 || skipped + failed === 0) && fileCount(indexed),
    withoutVector > 0 && byWordsCount(withoutVector),
    failed > 0 && failedCount(failed),
    skipped > 0 && skippedCount(skipped),
  );
}

function tooltipOf(entry: InventoryEntry, state: string, figures: string): string {
  const facts =
    entry.type === 'file'
      ? [
          entry.withoutVector && byWordsText(entry.withoutVector.chunks, entry.chunks),
          entry.withoutVector?.message,
          entry.language !== undefined && l10n.t('Language: {0}', entry.language),
          entry.changedAtMs !== undefined && l10n.t('Last change: {0}', timeText(entry.changedAtMs)),
        ]
      : [entry.below.chunks > 0 && chunkCount(entry.below.chunks)];
  return [
    `**${escapeMarkdown(entry.path)}**`,
    escapeMarkdown(state),
    ...[figures, ...facts].map((fact) => fact && escapeMarkdown(fact)),
  ]
    .filter(Boolean)
    .join('\n\n');
}

function descriptionOf({ state }: InventoryEntry, why: string, figures: string): string {
  if (state === 'indexed') return figures;
  return state === 'failed' ? l10n.t('failed: {0}', why) : why;
}

function contextValueOf(entry: InventoryEntry, originOf: OriginOfGlob): string {
  const isSkipped = entry.state === 'skipped';
  const isGone = entry.reason === 'removed';
  return [
    entry.type,
    !isSkipped && 'canIndex',
    inclusionsOf(entry, originOf).length > 0 && 'canInclude',
    !isSkipped && !isGone && 'canExclude',
    'canExplain',
  ]
    .filter(Boolean)
    .join(' ');
}
