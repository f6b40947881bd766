import type { ProviderSummary } from '../../common/engineContract';
import { countOf, formatCount } from '../../common/countText';
import { totalsOf, type IndexState, type IndexTotals } from '../../common/indexState';
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
export function headlineOf(state: IndexState): string {
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

/**
 * What the status bar shows. Quiet when all is well: an icon and no more.
 *
 * @param provider undefined while it is not known
 */
export function describeState(state: IndexState, provider?: ProviderSummary): StateDescription {
  const headline = headlineOf(state);
  const totals = totalsLine(totalsOf(state));
  const particulars = particularsOf(state).map(escapeMarkdown);
  return {
    text: textOf(state),
    label: `Semantic Search: ${headline}`,
    tooltipMarkdown: [
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
  if (state.kind !== 'failed') return 'none';
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
  if (host) return `Model ${model} (${id}): texts are sent to ${host}`;
  return id === 'builtin'
    ? 'Built-in model: nothing leaves this machine'
    : `Model ${model} (${id}): nothing leaves this machine`;
}

/** `text` so that Markdown shows it as it is, without icons and HTML. */
export function escapeMarkdown(text: string): string {
  return escapeIcons(text).replace(/[\\`*_{}[\]()#+\-!~|<>&]/g, '\\$&');
}
