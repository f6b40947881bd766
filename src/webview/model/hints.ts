import * as l10n from '@vscode/l10n';
import { lexiconsFor } from '../../common/query/lexiconNames';
import type { SearchHint } from '../../common/contracts/searchResult';
import { choiceOf, type Choice, type Notice } from './choices';
import type { ViewEvent, ViewModel } from './viewModel';

/** Notices about how the query was interpreted, with corrections. */
export function hintNotices(model: ViewModel): readonly Notice[] {
  return (model.answer?.hints ?? []).map((hint) => hintNotice(hint, model));
}

function hintNotice(hint: SearchHint, model: ViewModel): Notice {
  switch (hint.type) {
    case 'unknownFilter': {
      const { suggestion } = hint;
      const choices =
        suggestion === undefined ? [] : [didYouMean(suggestion, corrected(model, hint, suggestion))];
      return { icon: 'filter', text: unknownFilterText(hint), tone: 'warning', choices };
    }
    case 'didYouMean':
      return {
        icon: 'lightbulb',
        text: l10n.t('{0} does not occur in the workspace.', hint.word),
        tone: 'info',
        choices: [didYouMean(hint.suggestion, { type: 'asked', text: hint.query })],
      };
    case 'unknownLanguage':
      return {
        icon: 'globe',
        text:
          lexiconsFor(hint.language).length > 0
            ? l10n.t(
                'The lexicon of the built-in model has no word of this question. Ask in English, or choose a multilingual model.',
              )
            : understoodLanguages(),
        tone: 'warning',
        choices: [choiceOf(l10n.t('Choose a Model'), 'chooseProvider')],
      };
    case 'translated':
      return {
        icon: 'globe',
        text: l10n.t('Also searched for: {0}', hint.words.join(', ')),
        tone: 'info',
        choices: [],
      };
  }
}

/** The languages that the built-in model understands, and what to do in another one. */
export function understoodLanguages(): string {
  return l10n.t(
    'The built-in model understands English and, with lexicons, Chinese, Czech, French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish and Turkish. Ask in one of these languages, or choose a multilingual model.',
  );
}

function didYouMean(suggestion: string, event: ViewEvent): Choice {
  return { label: l10n.t('Did you mean {0}?', suggestion), event };
}

function unknownFilterText({ filter, value }: SearchHint & { type: 'unknownFilter' }): string {
  switch (filter) {
    case 'lang':
      return l10n.t('No indexed file has the language {0}.', value);
    case 'ext':
      return l10n.t('No indexed file has the extension {0}.', value);
    case 'path':
      return l10n.t('No indexed file matches the path {0}.', value);
    case 'folder':
      return l10n.t('No folder has the name {0}.', value);
    case 'kind':
      return l10n.t('There is no kind {0}. Use code or docs.', value);
  }
}

/** Searches with the suggestion in place of the value: in the text of the query, else in the filters beside it. */
function corrected(
  { filters }: ViewModel,
  { filter, value, query }: SearchHint & { type: 'unknownFilter' },
  suggestion: string,
): ViewEvent {
  if (query !== undefined) return { type: 'asked', text: query };
  if (filter === 'path') {
    return { type: 'filtered', filters: { include: filters.include.replace(value, () => suggestion) } };
  }
  const languages = filters.languages.map((language) => (language === value ? suggestion : language));
  return { type: 'filtered', filters: { languages } };
}
