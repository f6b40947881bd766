import * as l10n from '@vscode/l10n';
import type { ErrorData } from '../../common/errors/errors';
import { waitingText } from '../../common/text/waitingText';
import { totalsOf, type IndexState, type NextIndex } from '../../common/contracts/indexState';
import { formatCount } from '../../common/text/countText';
import { choiceOf, type Choice, type Notice } from './choices';
import { hintNotices } from './hints';
import { isLargeRun } from './searching';
import type { ViewModel } from './viewModel';

/** The notices to show beside the results, most urgent first. */
export function noticesOf(model: ViewModel): readonly Notice[] {
  const { index, environment } = model;
  if (!index || !environment?.hasFolder) return [];
  const notices: Notice[] = [];
  // For an empty index, the card has this information.
  const speaksOfIndex = index.kind === 'building' || totalsOf(index).chunks > 0;
  const ofIndex = speaksOfIndex ? indexNotice(index) : undefined;
  if (ofIndex) notices.push(ofIndex);
  if (index.next) notices.push(nextNotice(index.next));
  const { withoutModel } = model.answer ?? {};
  const isRepeated = index.kind === 'failed' && index.error.message === withoutModel?.message;
  if (withoutModel && !isRepeated) notices.push(withoutModelNotice(withoutModel));
  // If nothing was found, the card shows the first hint.
  const hints = hintNotices(model);
  notices.push(...(model.answer?.results.length === 0 ? hints.slice(1) : hints));
  if (!environment.isTrusted) {
    notices.push({
      icon: 'shield',
      text: l10n.t('Restricted Mode: built-in model only.'),
      tone: 'info',
      choices: [choiceOf(l10n.t('Manage Workspace Trust'), 'manageTrust')],
    });
  }
  return notices;
}

/**
 * A key for each notice, under which its element is kept while its text changes: an updated count must not replace a button
 * under the pointer. No two are equal.
 */
export function noticeKeys(notices: readonly Notice[]): readonly string[] {
  const counts = new Map<string, number>();
  return notices.map((notice) => {
    const look = JSON.stringify({ ...notice, text: '' });
    const count = (counts.get(look) ?? 0) + 1;
    counts.set(look, count);
    return `${count} ${look}`;
  });
}

function withoutModelNotice({ message }: ErrorData): Notice {
  return {
    icon: 'warning',
    text: l10n.t('Keyword matches only: {0}', message),
    tone: 'warning',
    choices: [choiceOf(l10n.t('Details'), 'showStatus')],
  };
}

/** The notice about the index that will replace the current one. */
function nextNotice(next: NextIndex): Notice {
  switch (next.kind) {
    case 'building':
      return {
        icon: 'sync',
        text:
          next.total === 0
            ? l10n.t('Building the index of {0}…', next.model)
            : next.total === 1
              ? l10n.t('Building the index of {0}: {1} of 1 file', next.model, formatCount(next.done))
              : l10n.t(
                  'Building the index of {0}: {1} of {2} files',
                  next.model,
                  formatCount(next.done),
                  formatCount(next.total),
                ),
        tone: 'info',
        choices: [choiceOf(l10n.t('Pause Indexing'), 'pauseIndexing')],
      };
    case 'needsConsent':
      return {
        icon: 'cloud-upload',
        text:
          next.host === undefined
            ? l10n.t('{0} is not used yet: nothing has been sent.', next.model)
            : l10n.t('{0} is not used yet: nothing has been sent to {1}.', next.model, next.host),
        tone: 'info',
        choices: [choiceOf(l10n.t('Review Data Sent to Provider'), 'reviewSending')],
      };
    case 'needsKey':
      return {
        icon: 'key',
        text: l10n.t('{0} requires an API key.', next.model),
        tone: 'warning',
        choices: [choiceOf(l10n.t('Set API Key…'), 'setApiKey')],
      };
    case 'waiting':
      return {
        icon: 'history',
        text: l10n.t('The index of {0} is not complete. {1}', next.model, next.why),
        tone: 'warning',
        choices: [choiceOf(l10n.t('Continue'), 'updateIndex')],
      };
    case 'failed':
      return {
        icon: 'warning',
        text: next.waits
          ? l10n.t('Building the index of {0}: {1}', next.model, waitingText(next.waits, next.error))
          : l10n.t('The index of {0} cannot be built. {1}', next.model, next.error.message),
        tone: 'warning',
        choices: choicesAfter(next.error),
      };
  }
}

/** The most likely remedy, and the command that lists the others. */
function choicesAfter({ code }: ErrorData): readonly Choice[] {
  const remedy =
    code === 'PROVIDER_KEY'
      ? choiceOf(l10n.t('Set API Key…'), 'setApiKey')
      : choiceOf(l10n.t('Try Again'), 'updateIndex');
  return [remedy, choiceOf(l10n.t('Details'), 'showStatus')];
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
            ? l10n.t('Looking for files to index…')
            : index.total === 1
              ? l10n.t('Indexing {0} of 1 file', formatCount(index.done))
              : l10n.t('Indexing {0} of {1} files', formatCount(index.done), formatCount(index.total)),
        tone: 'info',
        choices: [choiceOf(l10n.t('Pause Indexing'), 'pauseIndexing')],
      };
    case 'ready':
      return index.failedFiles === 0
        ? undefined
        : {
            icon: 'warning',
            text:
              index.failedFiles === 1
                ? l10n.t('1 file could not be read.')
                : l10n.t('{0} files could not be read.', formatCount(index.failedFiles)),
            tone: 'warning',
            choices: [choiceOf(l10n.t('Details'), 'showStatus')],
          };
    case 'paused':
      return {
        icon: 'debug-pause',
        text: l10n.t('Indexing is paused. Changes cannot be found yet.'),
        tone: 'warning',
        choices: [choiceOf(l10n.t('Resume Indexing'), 'resumeIndexing')],
      };
    case 'stale':
      return {
        icon: 'history',
        text: l10n.t('The index is not up to date. {0}', index.why).trim(),
        tone: 'warning',
        choices: [choiceOf(l10n.t('Update Index'), 'updateIndex')],
      };
    case 'failed':
      if (index.waits) {
        return {
          icon: 'warning',
          text: `${waitingText(index.waits, index.error)}. ${index.error.message}`,
          tone: 'warning',
          choices: choicesAfter(index.error),
        };
      }
      return {
        icon: 'error',
        text: l10n.t('Indexing failed. {0}', index.error.message),
        tone: 'error',
        choices: choicesAfter(index.error),
      };
  }
}

/**
 * Progress of indexing, from 0 to 1; `unknown` while files are being counted or during a slow search; undefined if
 * nothing is in progress.
 */
export function progressOf({ index, pending }: ViewModel): number | 'unknown' | undefined {
  if (pending && !pending.silent) return 'unknown';
  if (index?.kind !== 'building' || !isLargeRun(index)) return undefined;
  return index.total === 0 ? 'unknown' : Math.min(1, index.done / index.total);
}
