import type { ErrorData } from '../../common/errors';
import { totalsOf, type IndexState, type NextIndex } from '../../common/indexState';
import type { ViewAction } from '../../common/viewProtocol';
import { countOf, formatCount } from '../../common/countText';
import { isLargeRun } from './searching';
import type { ViewEvent, ViewModel } from './viewModel';

/** A button, and what it does. */
export interface Choice {
  readonly label: string;
  readonly event: ViewEvent;
}

/** A line between the query and the results about something that goes on beside the search. */
export interface Notice {
  /** Name of a codicon. */
  readonly icon: string;
  readonly text: string;
  readonly tone: 'info' | 'warning' | 'error';
  readonly choices: readonly Choice[];
}

export function choiceOf(label: string, action: ViewAction): Choice {
  return { label, event: { type: 'acted', action } };
}

/** What is to be said beside the results, most pressing first. */
export function noticesOf(model: ViewModel): readonly Notice[] {
  const { index, environment } = model;
  if (!index || !environment?.hasFolder) return [];
  const notices: Notice[] = [];
  // Of an index that holds nothing, the card speaks.
  const speaksOfIndex = index.kind === 'building' || totalsOf(index).chunks > 0;
  const ofIndex = speaksOfIndex ? indexNotice(index) : undefined;
  if (ofIndex) notices.push(ofIndex);
  if (index.next) notices.push(nextNotice(index.next));
  const { withoutModel } = model.answer ?? {};
  const isTold = index.kind === 'failed' && index.error.message === withoutModel?.message;
  if (withoutModel && !isTold) notices.push(withoutModelNotice(withoutModel));
  if (!environment.isTrusted) {
    notices.push({
      icon: 'shield',
      text: 'Restricted Mode: built-in model only.',
      tone: 'info',
      choices: [choiceOf('Manage Trust', 'manageTrust')],
    });
  }
  return notices;
}

function withoutModelNotice({ message }: ErrorData): Notice {
  return {
    icon: 'warning',
    text: `Found by words alone. ${message}`,
    tone: 'warning',
    choices: [choiceOf('Details', 'showStatus')],
  };
}

/** About the index that is to take over. */
function nextNotice(next: NextIndex): Notice {
  switch (next.kind) {
    case 'building':
      return {
        icon: 'sync',
        text:
          next.total === 0
            ? `Building the index of ${next.model}…`
            : `Building the index of ${next.model}: ${formatCount(next.done)} of ${countOf(next.total, 'file')}`,
        tone: 'info',
        choices: [choiceOf('Pause', 'pauseIndexing')],
      };
    case 'needsConsent':
      return {
        icon: 'cloud-upload',
        text: `${next.model} is not used yet: nothing has been sent to ${next.host ?? 'it'}.`,
        tone: 'info',
        choices: [choiceOf('Review What Is Sent', 'reviewSending')],
      };
    case 'needsKey':
      return {
        icon: 'key',
        text: `${next.model} needs a key.`,
        tone: 'warning',
        choices: [choiceOf('Set API Key', 'setApiKey')],
      };
    case 'waiting':
      return {
        icon: 'history',
        text: `The index of ${next.model} is not complete. ${next.why}`,
        tone: 'warning',
        choices: [choiceOf('Go On', 'updateIndex')],
      };
    case 'failed':
      return {
        icon: 'warning',
        text: `The index of ${next.model} cannot be built. ${next.error.message}`,
        tone: 'warning',
        choices: choicesAfter(next.error),
      };
  }
}

/** The likeliest remedy, and where the others are. */
function choicesAfter({ code }: ErrorData): readonly Choice[] {
  const remedy =
    code === 'PROVIDER_KEY' ? choiceOf('Set API Key', 'setApiKey') : choiceOf('Try Again', 'updateIndex');
  return [remedy, choiceOf('Details', 'showStatus')];
}

function indexNotice(index: IndexState): Notice | undefined {
  switch (index.kind) {
    case 'empty':
      return undefined;
    case 'building':
      if (!isLargeRun(index)) return undefined;
      return {
        icon: 'sync',
        text:
          index.total === 0
            ? 'Looking for files to index…'
            : `Indexing ${formatCount(index.done)} of ${countOf(index.total, 'file')}`,
        tone: 'info',
        choices: [choiceOf('Pause', 'pauseIndexing')],
      };
    case 'ready':
      return index.failedFiles === 0
        ? undefined
        : {
            icon: 'warning',
            text: `${countOf(index.failedFiles, 'file')} could not be indexed.`,
            tone: 'warning',
            choices: [choiceOf('Details', 'showStatus')],
          };
    case 'paused':
      return {
        icon: 'debug-pause',
        text: 'Indexing is paused; changes are not found yet.',
        tone: 'warning',
        choices: [choiceOf('Resume', 'resumeIndexing')],
      };
    case 'stale':
      return {
        icon: 'history',
        text: `The index is not up to date. ${index.why}`.trim(),
        tone: 'warning',
        choices: [choiceOf('Update', 'updateIndex')],
      };
    case 'failed':
      return {
        icon: 'error',
        text: `Indexing failed. ${index.error.message}`,
        tone: 'error',
        choices: choicesAfter(index.error),
      };
  }
}

/**
 * How far indexing is, from 0 to 1; `unknown` while files are being counted or a search takes its time; undefined where
 * nothing is under way.
 */
export function progressOf({ index, pending }: ViewModel): number | 'unknown' | undefined {
  if (pending && !pending.silent) return 'unknown';
  if (index?.kind !== 'building' || !isLargeRun(index)) return undefined;
  return index.total === 0 ? 'unknown' : Math.min(1, index.done / index.total);
}
