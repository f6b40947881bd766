import { totalsOf, type IndexState } from '../../common/indexState';
import { choiceOf, type Choice } from './notices';
import { countOf } from '../../common/countText';
import { isLargeRun, isPartial } from './searching';
import { isUnfiltered, type ViewModel } from './viewModel';

/** What stands in the place of the results where there are none. */
export interface Card {
  /** Name of a codicon. */
  readonly icon: string;
  readonly title: string;
  readonly text: string;
  /** Buttons; the first is the one that is likely wanted. */
  readonly choices: readonly Choice[];
  /** Questions to try. */
  readonly examples: readonly Choice[];
}

const exampleQuestions = [
  'where are failed requests retried?',
  'how is the configuration read and checked?',
  'what happens when a user signs in?',
];

/** What to show in the place of the results; undefined where results are shown, or are about to be. */
export function cardOf(model: ViewModel): Card | undefined {
  const { index, environment, answer, failure, text } = model;
  if (!index || !environment) return undefined;
  if (!environment.hasFolder || (index.kind === 'empty' && index.reason === 'noFolder')) return noFolder;
  if (failure) {
    return card('error', failure.message, failure.hint, [
      { label: 'Try Again', event: { type: 'submitted' } },
      choiceOf('Show Log', 'showLog'),
    ]);
  }
  const blank = text.trim() === '';
  if ((blank || answer?.results.length === 0) && totalsOf(index).chunks === 0) {
    const nothing = nothingIndexed(index, blank);
    if (nothing) return nothing;
  }
  if (blank) return welcome(environment.host);
  return answer?.results.length === 0 ? nothingFound(model, answer.state) : undefined;
}

function card(icon: string, title: string, text: string, choices: readonly Choice[]): Card {
  return { icon, title, text, choices, examples: [] };
}

const noFolder = card(
  'folder-opened',
  'No folder is open',
  'Open a folder, and its code and documentation can be found by meaning.',
  [choiceOf('Open Folder', 'openFolder')],
);

function welcome(host: string | undefined): Card {
  const where =
    host === undefined ? 'Nothing you ask leaves this machine.' : `What you ask is sent to ${host}.`;
  return {
    icon: 'search',
    title: 'Ask in your own words',
    text: `Describe what the code does, or name it. ${where}`,
    choices: [],
    examples: exampleQuestions.map((text) => ({ label: text, event: { type: 'asked', text } })),
  };
}

/** What to say of an index that holds nothing. */
function nothingIndexed(index: IndexState, blank: boolean): Card | undefined {
  switch (index.kind) {
    case 'empty':
      if (index.reason === 'noFiles') {
        return card('files', 'There is nothing to index', 'No file of the open folders can be searched.', [
          choiceOf('What Is Left Out', 'showStatus'),
        ]);
      }
      return card(
        'database',
        'Nothing is indexed yet',
        'Index what is open, and it can be found by meaning.',
        [choiceOf('Index Now', 'updateIndex')],
      );
    case 'building':
      return blank
        ? undefined
        : card('sync', 'Nothing is indexed yet', 'Results come as soon as the first files are read.', []);
    case 'paused':
      return card('debug-pause', 'Indexing is paused', 'Nothing is indexed yet, so nothing can be found.', [
        choiceOf('Resume Indexing', 'resumeIndexing'),
      ]);
    case 'failed':
      return card('error', index.error.message, index.error.hint, [
        choiceOf('Try Again', 'updateIndex'),
        choiceOf('Rebuild Index', 'rebuildIndex'),
        choiceOf('Show Log', 'showLog'),
      ]);
    case 'stale':
      return card('history', 'Nothing is indexed yet', index.why, [choiceOf('Update Index', 'updateIndex')]);
    case 'ready':
      return undefined;
  }
}

function nothingFound({ filters }: ViewModel, state: IndexState): Card {
  if (isLargeRun(state)) {
    return card(
      'sync',
      'Nothing found so far',
      'Indexing still runs; results come as more files are read.',
      [],
    );
  }
  const where = isPartial(state)
    ? 'in what is indexed so far'
    : `in ${countOf(totalsOf(state).files, 'file')}`;
  if (isUnfiltered(filters)) {
    return card(
      'search-stop',
      `Nothing found ${where}`,
      'Try other words: what the code does, or a name it may have.',
      [],
    );
  }
  return card(
    'filter',
    `Nothing found ${where}`,
    'The filters leave nothing over, or other words are needed.',
    [{ label: 'Clear Filters', event: { type: 'filtered', filters: { kind: undefined, languages: [] } } }],
  );
}
