import * as l10n from '@vscode/l10n';
import { adviceOf } from '../../common/errors/errorAdvice';
import { totalsOf, type IndexState } from '../../common/contracts/indexState';
import { choiceOf, type Choice } from './choices';
import { formatCount } from '../../common/text/countText';
import { parseQuery } from '../../common/query/queryFilters';
import type { SearchedPlace, ViewEnvironment } from '../../common/view/viewProtocol';
import { hintNotices, understoodLanguages } from './hints';
import { foundGroups } from './rows';
import { isLargeRun, isPartial } from './searching';
import { isUnfiltered, noFilters, type ViewModel } from './viewModel';

/** A card shown in place of the results if there are none. */
export interface Card {
  /** Name of a codicon. */
  readonly icon: string;
  readonly title: string;
  readonly text: string;
  /** A second paragraph. */
  readonly note?: string | undefined;
  /** Buttons; the first is the most likely choice. */
  readonly choices: readonly Choice[];
  /** Example queries. */
  readonly examples: readonly Choice[];
}

/** The card to show in place of the results; undefined if results are shown or expected soon. */
export function cardOf(model: ViewModel): Card | undefined {
  const { index, environment, answer, failure, text, similarTo } = model;
  if (!index || !environment) return undefined;
  if (!environment.hasFolder || (index.kind === 'empty' && index.reason === 'noFolder')) return noFolder();
  if (failure) {
    return card('error', failure.message, failure.hint, [
      { label: l10n.t('Try Again'), event: { type: 'submitted' } },
      choiceOf(l10n.t('Show Log'), 'showLog'),
    ]);
  }
  const blank = text.trim() === '' && !similarTo;
  if ((blank || answer?.results.length === 0) && totalsOf(index).chunks === 0) {
    const nothing = nothingIndexed(index, blank);
    if (nothing) return nothing;
  }
  if (blank) return welcome(model, environment);
  if (!answer) return undefined;
  if (answer.place?.isNowhere) return nowhere(answer.place);
  if (answer.results.length === 0) {
    return hasOnlyFilters(text) && !similarTo ? onlyFilters() : nothingFound(model, answer.state);
  }
  return foundGroups(model).length === 0 ? allDismissed() : undefined;
}

function card(icon: string, title: string, text: string, choices: readonly Choice[]): Card {
  return { icon, title, text, choices, examples: [] };
}

function noFolder(): Card {
  return card(
    'folder-opened',
    l10n.t('No folder is open'),
    l10n.t('Open a folder to search its code and documentation by meaning.'),
    [choiceOf(l10n.t('Open Folder'), 'openFolder')],
  );
}

function welcome({ examples }: ViewModel, { host, asksInEnglish }: ViewEnvironment): Card {
  const described =
    host === undefined
      ? l10n.t('Describe what the code does, or enter a name. Your questions stay on this machine.')
      : l10n.t('Describe what the code does, or enter a name. Your questions are sent to {0}.', host);
  return {
    icon: 'search',
    title: l10n.t('Ask in your own words'),
    text: described,
    note: asksInEnglish ? understoodLanguages() : undefined,
    choices: asksInEnglish ? [choiceOf(l10n.t('Choose a Model'), 'chooseProvider')] : [],
    examples: examples.map((text) => ({ label: text, event: { type: 'asked', text } })),
  };
}

function nowhere({ scope }: SearchedPlace): Card {
  const everywhere = {
    label: l10n.t('Search Everywhere'),
    event: { type: 'filtered', filters: { scope: 'workspace' } },
  } as const;
  return scope === 'folder'
    ? card(
        'folder',
        l10n.t('No file of the workspace is active'),
        l10n.t('Only the folder of the current file is searched. Open a file, or search everywhere.'),
        [everywhere],
      )
    : card(
        'book',
        l10n.t('No file of the workspace is open'),
        l10n.t('Only open editors are searched. Open a file, or search everywhere.'),
        [everywhere],
      );
}

function hasOnlyFilters(text: string): boolean {
  return parseQuery(text).text === '';
}

function onlyFilters(): Card {
  return card('filter', l10n.t('Add search terms'), l10n.t('Only filters so far.'), []);
}

function allDismissed(): Card {
  return card('eye-closed', l10n.t('All results dismissed'), '', [
    { label: l10n.t('Show All Again'), event: { type: 'restored' } },
  ]);
}

/** The card for an empty index. */
function nothingIndexed(index: IndexState, blank: boolean): Card | undefined {
  switch (index.kind) {
    case 'empty':
      if (index.reason === 'noFiles') {
        return card(
          'files',
          l10n.t('There is nothing to index'),
          l10n.t('The open folders have no files that can be searched.'),
          [choiceOf(l10n.t('Show Skipped Files'), 'showIndex')],
        );
      }
      return card(
        'database',
        l10n.t('Nothing is indexed yet'),
        l10n.t('Index the open folder to search it by meaning.'),
        [choiceOf(l10n.t('Index Now'), 'updateIndex')],
      );
    case 'building':
      return blank
        ? undefined
        : card(
            'sync',
            l10n.t('Nothing is indexed yet'),
            l10n.t('Results appear when the first files are indexed.'),
            [],
          );
    case 'paused':
      return card(
        'debug-pause',
        l10n.t('Indexing is paused'),
        l10n.t('Search has no results until files are indexed.'),
        [choiceOf(l10n.t('Resume Indexing'), 'resumeIndexing')],
      );
    case 'failed':
      return card('error', index.error.message, adviceOf(index.error), [
        choiceOf(l10n.t('Try Again'), 'updateIndex'),
        choiceOf(l10n.t('Rebuild Index'), 'rebuildIndex'),
        choiceOf(l10n.t('Show Log'), 'showLog'),
      ]);
    case 'stale':
      return card('history', l10n.t('Nothing is indexed yet'), index.why, [
        choiceOf(l10n.t('Update Index'), 'updateIndex'),
      ]);
    case 'ready':
      return undefined;
  }
}

function nothingFound(model: ViewModel, state: IndexState): Card {
  const { filters } = model;
  if (isLargeRun(state)) {
    return card(
      'sync',
      l10n.t('Nothing found so far'),
      l10n.t('Indexing is in progress. More results may appear.'),
      [],
    );
  }
  const title = nothingFoundIn(state);
  const clearFilters = {
    label: l10n.t('Clear Filters'),
    event: { type: 'filtered', filters: noFilters },
  } as const;
  const [hint] = hintNotices(model);
  if (hint) {
    const others = isUnfiltered(filters) ? [] : [clearFilters];
    return card(hint.icon, title, hint.text, [...hint.choices, ...others]);
  }
  if (isUnfiltered(filters)) {
    return card(
      'search-stop',
      title,
      l10n.t('Try other words: describe what the code does, or enter a name.'),
      [],
    );
  }
  return card('filter', title, l10n.t('Try fewer filters or other words.'), [clearFilters]);
}

function nothingFoundIn(state: IndexState): string {
  if (isPartial(state)) return l10n.t('Nothing found in the files indexed so far');
  const { files } = totalsOf(state);
  return files === 1
    ? l10n.t('Nothing found in 1 file')
    : l10n.t('Nothing found in {0} files', formatCount(files));
}
