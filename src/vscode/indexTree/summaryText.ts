import * as l10n from '@vscode/l10n';
import { adviceOf } from '../../common/errors/errorAdvice';
import type { ProviderSummary } from '../../common/contracts/providerInfo';
import {
  totalsOf,
  type IndexState,
  type NextIndex,
  type PublishedUse,
  type WaitingFiles,
} from '../../common/contracts/indexState';
import { modelText } from '../../common/text/modelText';
import { timeText } from '../../common/text/timeText';
import { joinParts } from '../../common/text/listText';
import { needsConsentText } from '../published/publishedUseText';
import { describeState, escapeMarkdown, headlineOf, nextHeadlineOf } from '../status/indexStateText';
import type { IndexUse } from './indexUse';
import { chunkCount, fileCount, sizeText } from './figures';

/** Texts of the first row of the tree. */
export interface SummaryText {
  readonly label: string;
  readonly description: string;
  readonly icon: string;
  /** Id of a colour of the theme. */
  readonly color?: string | undefined;
  readonly tooltipMarkdown: string;
}

interface SummaryFacts {
  readonly state: IndexState;
  /** Undefined if it is not known yet. */
  readonly provider: ProviderSummary | undefined;
  readonly use: IndexUse | undefined;
}

/** State and size of the index that answers queries. */
export function summaryText({ state, provider, use }: SummaryFacts): SummaryText {
  const { next: _, ...answering } = state;
  const { files, chunks } = totalsOf(state);
  const trouble = state.kind === 'failed' ? state.error.message : state.kind === 'stale' ? state.why : '';
  const { published } = state;
  return {
    label: headlineOf(state),
    description: joinParts(
      trouble.replace(/\.$/, ''),
      published && publishedFigure(published),
      files > 0 && fileCount(files),
      files > 0 && chunkCount(chunks),
      use && use.sizeBytes > 0 && sizeText(use.sizeBytes),
      provider && modelName(provider),
      use?.checkedAtMs !== undefined && l10n.t('checked {0}', timeText(use.checkedAtMs)),
    ),
    ...(published?.kind === 'notUsed' && state.kind === 'ready'
      ? { icon: 'warning', color: 'list.warningForeground' }
      : iconOf(state)),
    tooltipMarkdown: describeState(answering, provider, use).tooltipMarkdown,
  };
}

function publishedFigure(published: PublishedUse): string {
  switch (published.kind) {
    case 'searched':
    case 'partly':
      return joinParts(
        ...published.indexes.map(({ summary }) => summary.repository),
        published.indexes[0]!.summary.server,
      );
    case 'needsConsent':
      return needsConsentText(published.host).replace(/\.$/, '');
    case 'notUsed':
      return published.error.message.replace(/\.$/, '');
  }
}

/** State of the index that will replace it. */
export function nextSummaryText(next: NextIndex): SummaryText {
  const why = next.kind === 'failed' ? joinParts(next.error.message, adviceOf(next.error)) : '';
  const waits = next.kind === 'waiting' ? next.why : '';
  return {
    label: nextHeadlineOf(next),
    description: why || waits,
    ...(next.kind === 'failed'
      ? failureIcon(next)
      : { icon: next.kind === 'building' ? 'loading~spin' : 'history' }),
    tooltipMarkdown: [nextHeadlineOf(next), why, waits].filter(Boolean).map(escapeMarkdown).join('\n\n'),
  };
}

/** Name of the model for the user. */
export function modelName(provider: ProviderSummary): string {
  return provider.id === 'builtin' ? l10n.t('built-in model') : modelText(provider);
}

interface Icon {
  readonly icon: string;
  readonly color?: string;
}

/** A temporary error gets a less prominent icon. */
function failureIcon({ waits }: { readonly waits?: WaitingFiles | undefined }): Icon {
  return waits
    ? { icon: 'warning', color: 'list.warningForeground' }
    : { icon: 'error', color: 'list.errorForeground' };
}

function iconOf(state: IndexState): Icon {
  switch (state.kind) {
    case 'building':
      return { icon: 'loading~spin' };
    case 'paused':
      return { icon: 'debug-pause' };
    case 'stale':
      return { icon: 'sync-ignored' };
    case 'failed':
      return failureIcon(state);
    case 'empty':
    case 'ready':
      return { icon: 'database' };
  }
}
