import * as l10n from '@vscode/l10n';
import { listOf } from '../../common/text/listText';
import { adviceOf } from '../../common/errors/errorAdvice';
import type { SnapshotOrigin } from '../../common/contracts/indexReport';
import type { ProviderSummary } from '../../common/contracts/providerInfo';
import { countOf, formatCount } from '../../common/text/countText';
import {
  totalsOf,
  type AnsweringState,
  type IndexState,
  type IndexTotals,
  type NextIndex,
} from '../../common/contracts/indexState';
import { snapshotText } from '../../common/text/snapshotText';
import { modelText } from '../../common/text/modelText';
import { timeText } from '../../common/text/timeText';
import { waitingText } from '../../common/text/waitingText';
import { isThisMachine } from '../../common/thisMachine';
import { commands } from '../contributions';
import { sizeText } from '../indexTree/figures';
import { labelText } from '../labelText';
import { publishedLines } from '../published/publishedUseText';

/** Description of a state in the status bar. */
export interface StateDescription {
  /** With `$(icon)`s. */
  readonly text: string;
  /** The text in words without icons, for screen readers. */
  readonly label: string;
  /** Lines of the hover, in Markdown. */
  readonly tooltipMarkdown: string;
  readonly severity: 'none' | 'warning' | 'error';
}

/** Size and age of the index. */
export interface IndexFigures {
  readonly sizeBytes?: number | undefined;
  /** Time of the last check of all files, in milliseconds since the epoch. */
  readonly checkedAtMs?: number | undefined;
  /** Time of the last write, in milliseconds since the epoch. */
  readonly writtenAtMs?: number | undefined;
  /** The snapshot of the team from which it started. */
  readonly snapshot?: SnapshotOrigin | undefined;
}

/** The state in one sentence without a full stop, for titles. */
export function headlineOf(state: AnsweringState): string {
  const { published } = state;
  if (published?.kind === 'searched') {
    const branches = new Set(published.indexes.map(({ summary }) => summary.branch));
    return l10n.t('Published index of {0}', listOf([...branches]));
  }
  switch (state.kind) {
    case 'empty':
      return emptyHeadlineOf(state.reason);
    case 'building':
      return state.total > 0
        ? state.total === 1
          ? l10n.t('Indexing {0} of 1 file', formatCount(state.done))
          : l10n.t('Indexing {0} of {1} files', formatCount(state.done), formatCount(state.total))
        : l10n.t('Looking for files to index');
    case 'ready':
      return readyHeadlineOf(state.failedFiles);
    case 'paused':
      return l10n.t('Indexing is paused');
    case 'stale':
      return l10n.t('The index is not up to date');
    case 'failed':
      return state.waits ? waitingText(state.waits, state.error) : l10n.t('Indexing failed');
  }
}

/** The index is up to date even if files cannot be read; their number is part of the headline. */
function readyHeadlineOf(unreadFiles: number): string {
  if (unreadFiles === 0) return l10n.t('The index is up to date');
  return unreadFiles === 1
    ? l10n.t('The index is up to date, but 1 file could not be read')
    : l10n.t('The index is up to date, but {0} files could not be read', formatCount(unreadFiles));
}

function emptyHeadlineOf(reason: 'noFolder' | 'notStarted' | 'noFiles'): string {
  switch (reason) {
    case 'noFolder':
      return l10n.t('No folder is open');
    case 'notStarted':
      return l10n.t('Indexing has not started');
    case 'noFiles':
      return l10n.t('There are no files to index');
  }
}

/** State of the next index, in a sentence without a full stop. */
export function nextHeadlineOf(next: NextIndex): string {
  switch (next.kind) {
    case 'building':
      return next.total > 0
        ? l10n.t(
            'Building the index of {0}: {1} of {2} files',
            next.model,
            formatCount(next.done),
            formatCount(next.total),
          )
        : l10n.t('Building the index of {0}', next.model);
    case 'needsConsent':
      return next.host === undefined
        ? l10n.t('{0} requires your consent. Nothing has been sent', next.model)
        : l10n.t('{0} requires your consent. Nothing has been sent to {1}', next.model, next.host);
    case 'needsKey':
      return l10n.t('{0} requires an API key', next.model);
    case 'waiting':
      return l10n.t('The index of {0} is not complete', next.model);
    case 'failed':
      return next.waits
        ? l10n.t('Building the index of {0}: {1}', next.model, waitingText(next.waits, next.error))
        : l10n.t('The index of {0} cannot be built', next.model);
  }
}

/**
 * Description for the status bar. If there is no problem, the text is only an icon.
 *
 * @param provider undefined if it is not known yet
 * @param figures known figures of the index
 */
export function describeState(
  state: IndexState,
  provider?: ProviderSummary,
  figures: IndexFigures = {},
): StateDescription {
  const headline = headlineOf(state);
  const totals = escapeMarkdown(totalsLine(totalsOf(state), figures.sizeBytes));
  const { next, published } = state;
  const aboutPublished = published ? publishedLines(published) : [];
  const particulars = [...particularsOf(state), ...aboutPublished].map(escapeMarkdown);
  const nextHeadline = next && nextHeadlineOf(next);
  return {
    text: next && state.kind !== 'failed' ? nextTextOf(next) : textOf(state),
    label: [l10n.t('Semantic Search'), headline, nextHeadline, aboutPublished[0]].filter(Boolean).join(': '),
    tooltipMarkdown: [
      ...(next
        ? [`**${escapeMarkdown(nextHeadline!)}**`, ...nextParticularsOf(next).map(escapeMarkdown)]
        : []),
      `**${escapeMarkdown(headline)}**`,
      // The error is more important than the totals.
      ...(state.kind === 'failed' ? [...particulars, totals] : [totals, ...particulars]),
      ...leftOutLinks(state),
      provider && escapeMarkdown(providerLine(provider)),
      figures.snapshot && escapeMarkdown(snapshotText(figures.snapshot)),
      figures.checkedAtMs !== undefined &&
        escapeMarkdown(l10n.t('Last checked: {0}', timeText(figures.checkedAtMs))),
      figures.writtenAtMs !== undefined &&
        escapeMarkdown(l10n.t('Last change: {0}', timeText(figures.writtenAtMs))),
    ]
      .filter(Boolean)
      .join('\n\n'),
    severity: severityOf(state),
  };
}

function nextTextOf(next: NextIndex): string {
  switch (next.kind) {
    case 'building':
      return next.total > 0
        ? `$(loading~spin) ${formatCount(next.done)}/${formatCount(next.total)}`
        : `$(loading~spin) ${l10n.t('Indexing')}`;
    case 'needsConsent':
      return withIcon('cloud-upload');
    case 'needsKey':
      return withIcon('key');
    case 'waiting':
      return withIcon('sync-ignored');
    case 'failed':
      return withIcon('warning');
  }
}

function nextParticularsOf(next: NextIndex): string[] {
  switch (next.kind) {
    case 'building':
      return [next.why ?? '', l10n.t('Searches use the previous index until the new one is ready.')].filter(
        Boolean,
      );
    case 'failed':
      return [next.error.message, adviceOf(next.error), l10n.t('Searches use the previous index.')];
    case 'waiting':
      return [next.why, l10n.t('Searches use the previous index.')];
    case 'needsConsent':
    case 'needsKey':
      return [l10n.t('Searches use the previous index.')];
  }
}

function textOf(state: IndexState): string {
  switch (state.kind) {
    case 'empty':
    case 'ready':
      return textOfPublished(state);
    case 'building':
      return state.total > 0
        ? `$(loading~spin) ${formatCount(state.done)}/${formatCount(state.total)}`
        : `$(loading~spin) ${l10n.t('Indexing')}`;
    case 'paused':
      return withIcon('debug-pause');
    case 'stale':
      return withIcon('sync-ignored');
    case 'failed':
      return withIcon(state.waits ? 'warning' : 'error');
  }
}

function textOfPublished({ published }: IndexState): string {
  switch (published?.kind) {
    case 'needsConsent':
      return withIcon('cloud-upload');
    case 'notUsed':
      return withIcon('warning');
    case 'searched':
    case 'partly':
    case undefined:
      return '$(search)';
  }
}

function severityOf(state: IndexState): StateDescription['severity'] {
  if (state.kind !== 'failed') return state.next?.kind === 'failed' ? 'warning' : 'none';
  return state.totals.chunks > 0 ? 'warning' : 'error';
}

function particularsOf(state: IndexState): string[] {
  switch (state.kind) {
    case 'building':
      return [state.why ?? '', l10n.t('Search works, with results from the existing index.')].filter(Boolean);
    case 'ready':
      // Unreadable and skipped files have separate links.
      return [];
    case 'paused':
      return [l10n.t('Changes are not indexed until indexing is resumed.')];
    case 'stale':
      return [state.why];
    case 'failed':
      return [state.error.message, adviceOf(state.error)].filter(Boolean);
    case 'empty':
      return [];
  }
}

function totalsLine({ files, chunks }: IndexTotals, sizeBytes: number | undefined): string {
  if (files === 0) return '';
  return listOf([
    countOf(files, 'file'),
    countOf(chunks, 'chunk'),
    sizeBytes === undefined || sizeBytes === 0 ? '' : sizeText(sizeBytes),
  ]);
}

/** Links to the list of these files and the reasons. */
function leftOutLinks(state: AnsweringState): string[] {
  if (state.kind !== 'ready') return [];
  const { failedFiles, filesWithoutVector = 0, skippedPaths } = state;
  const texts = [
    failedFiles === 1 && l10n.t('1 file could not be read'),
    failedFiles > 1 && l10n.t('{0} files could not be read', formatCount(failedFiles)),
    filesWithoutVector === 1 && l10n.t('1 file has chunks that the provider could not embed'),
    filesWithoutVector > 1 &&
      l10n.t('{0} files have chunks that the provider could not embed', formatCount(filesWithoutVector)),
    skippedPaths === 1 && l10n.t('1 file or folder skipped'),
    skippedPaths > 1 && l10n.t('{0} files and folders skipped', formatCount(skippedPaths)),
  ];
  return texts.flatMap((text) =>
    text === false ? [] : `[${escapeMarkdown(text)}](command:${commands.showIndex})`,
  );
}

function withIcon(icon: string): string {
  return `$(${icon}) ${l10n.t('Index')}`;
}

function providerLine(provider: ProviderSummary): string {
  const { id, host } = provider;
  const model = modelText(provider);
  if (host) {
    return isThisMachine(host)
      ? l10n.t('Model {0} ({1}) at {2}: nothing leaves this machine', model, id, host)
      : l10n.t('Model {0} ({1}): texts are sent to {2}', model, id, host);
  }
  return id === 'builtin'
    ? l10n.t('Built-in model: nothing leaves this machine')
    : l10n.t('Model {0} ({1}): nothing leaves this machine', model, id);
}

/** Escapes `text` for Markdown, so that it is shown literally, without icons, HTML and links to e-mail addresses. */
export function escapeMarkdown(text: string): string {
  return labelText(text).replace(/[\\`*_{}[\]()#+\-!~|<>&@]/g, '\\$&');
}
