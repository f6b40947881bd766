import type { ProviderSummary } from '../../common/engineContract';
import { countOf, formatCount } from '../../common/countText';
import {
  totalsOf,
  type AnsweringState,
  type IndexState,
  type IndexTotals,
  type NextIndex,
} from '../../common/indexState';
import { isThisMachine } from '../provider/providerChoice';
import { escapeIcons } from '../search/escapeIcons';

/** What the status bar shows of a state. */
export interface StateDescription {
  /** With `$(icon)`s. */
  readonly text: string;
  /** What the text means, for screen readers: in words, without icons. */
  readonly label: string;
  /** Lines of the hover, in Markdown. */
  readonly tooltipMarkdown: string;
  readonly severity: 'none' | 'warning' | 'error';
}

/** The state in one sentence without a full stop, for titles. */
export function headlineOf(state: AnsweringState): string {
  switch (state.kind) {
    case 'empty':
      return emptyHeadlines[state.reason];
    case 'building':
      return state.total > 0
        ? `Indexing ${formatCount(state.done)} of ${countOf(state.total, 'file')}`
        : 'Looking for files to index';
    case 'ready':
      return 'The index is up to date';
    case 'paused':
      return 'Indexing is paused';
    case 'stale':
      return 'The index is not up to date';
    case 'failed':
      return 'Indexing failed';
  }
}

const emptyHeadlines = {
  noFolder: 'No folder is open',
  notStarted: 'Indexing has not begun yet',
  noFiles: 'There are no files to index',
} as const;

/** How the index that is to take over stands, in a sentence without a full stop. */
export function nextHeadlineOf(next: NextIndex): string {
  switch (next.kind) {
    case 'building':
      return next.total > 0
        ? `Building the index of ${next.model}: ${formatCount(next.done)} of ${countOf(next.total, 'file')}`
        : `Building the index of ${next.model}`;
    case 'needsConsent':
      return `${next.model} waits for your consent: nothing has been sent to ${next.host ?? 'it'}`;
    case 'needsKey':
      return `${next.model} waits for its key`;
    case 'waiting':
      return `The index of ${next.model} is not complete`;
    case 'failed':
      return `The index of ${next.model} cannot be built`;
  }
}

/**
 * What the status bar shows. Quiet when all is well: an icon and no more.
 *
 * @param provider undefined while it is not known
 */
export function describeState(state: IndexState, provider?: ProviderSummary): StateDescription {
  const headline = headlineOf(state);
  const totals = totalsLine(totalsOf(state));
  const particulars = particularsOf(state).map(escapeMarkdown);
  const { next } = state;
  const nextHeadline = next && nextHeadlineOf(next);
  return {
    text: next && state.kind !== 'failed' ? nextTextOf(next) : textOf(state),
    label: ['Semantic Search', headline, nextHeadline].filter(Boolean).join(': '),
    tooltipMarkdown: [
      ...(next
        ? [`**${escapeMarkdown(nextHeadline!)}**`, ...nextParticularsOf(next).map(escapeMarkdown)]
        : []),
      `**${headline}**`,
      // What went wrong matters more than how much there is.
      ...(state.kind === 'failed' ? [...particulars, totals] : [totals, ...particulars]),
      provider && escapeMarkdown(providerLine(provider)),
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
        : '$(loading~spin) Indexing';
    case 'needsConsent':
      return '$(cloud-upload) Index';
    case 'needsKey':
      return '$(key) Index';
    case 'waiting':
      return '$(sync-ignored) Index';
    case 'failed':
      return '$(warning) Index';
  }
}

function nextParticularsOf(next: NextIndex): string[] {
  switch (next.kind) {
    case 'building':
      return ['The former index answers until it is complete.'];
    case 'failed':
      return [next.error.message, next.error.hint, 'The former index answers.'];
    case 'waiting':
      return [next.why, 'The former index answers.'];
    case 'needsConsent':
    case 'needsKey':
      return ['The former index answers.'];
  }
}

function textOf(state: IndexState): string {
  switch (state.kind) {
    case 'empty':
    case 'ready':
      return '$(search)';
    case 'building':
      return state.total > 0
        ? `$(loading~spin) ${formatCount(state.done)}/${formatCount(state.total)}`
        : '$(loading~spin) Indexing';
    case 'paused':
      return '$(debug-pause) Index';
    case 'stale':
      return '$(sync-ignored) Index';
    case 'failed':
      return '$(error) Index';
  }
}

function severityOf(state: IndexState): StateDescription['severity'] {
  if (state.kind !== 'failed') return state.next?.kind === 'failed' ? 'warning' : 'none';
  return state.totals.chunks > 0 ? 'warning' : 'error';
}

function particularsOf(state: IndexState): string[] {
  switch (state.kind) {
    case 'building':
      return ['Searches answer from what is there.'];
    case 'ready':
      return [
        state.failedFiles > 0
          ? `${countOf(state.failedFiles, 'file')} could not be indexed; the log tells why.`
          : '',
        state.skippedPaths > 0 ? `${countOf(state.skippedPaths, 'path')} left out on purpose.` : '',
      ].filter(Boolean);
    case 'paused':
      return ['Changes are not followed until indexing is resumed.'];
    case 'stale':
      return [state.why];
    case 'failed':
      return [state.error.message, state.error.hint].filter(Boolean);
    case 'empty':
      return [];
  }
}

function totalsLine({ files, chunks }: IndexTotals): string {
  return files > 0 ? `${countOf(files, 'file')}, ${countOf(chunks, 'chunk')}` : '';
}

function providerLine({ id, model, host }: ProviderSummary): string {
  if (host) {
    return isThisMachine(host)
      ? `Model ${model} (${id}) at ${host}: nothing leaves this machine`
      : `Model ${model} (${id}): texts are sent to ${host}`;
  }
  return id === 'builtin'
    ? 'Built-in model: nothing leaves this machine'
    : `Model ${model} (${id}): nothing leaves this machine`;
}

/** `text` so that Markdown shows it as it is, without icons and HTML. */
export function escapeMarkdown(text: string): string {
  return escapeIcons(text).replace(/[\\`*_{}[\]()#+\-!~|<>&]/g, '\\$&');
}
