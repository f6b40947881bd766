import * as l10n from '@vscode/l10n';
import { lexiconsFor } from '../../common/query/lexiconNames';
import { findWordsLikeFilters, writeFilterWord, type FilterName } from '../../common/query/queryFilters';
import type { SearchHint } from '../../common/contracts/searchResult';
import type { Note } from './quickSearchNotes';

type UnknownFilter = Extract<SearchHint, { type: 'unknownFilter' }>;

/**
 * Note to the user about how their query was read, and what they can do about it.
 *
 * @param query as it was asked, filters included
 */
export function hintNote(hint: SearchHint, query: string): Note {
  switch (hint.type) {
    case 'unknownFilter':
      return unknownFilterNote(hint, query);
    case 'didYouMean':
      return {
        icon: 'lightbulb',
        text: l10n.t('Did you mean {0}?', hint.suggestion),
        detail: l10n.t(
          "'{0}' does not occur in the index. Press Enter to search for: {1}",
          hint.word,
          hint.query,
        ),
        action: { query: hint.query },
      };
    case 'unknownLanguage':
      return {
        icon: 'globe',
        ...unknownLanguageText(hint.language),
        action: 'chooseProvider',
      };
    case 'translated':
      return {
        icon: 'globe',
        text: l10n.t('Also searched for: {0}', hint.words.join(', ')),
        detail: l10n.t('Press Enter to choose a model that understands your language.'),
        action: 'chooseProvider',
      };
  }
}

function unknownLanguageText(language: string): Pick<Note, 'text' | 'detail'> {
  return lexiconsFor(language).length > 0
    ? {
        text: l10n.t('The lexicon of the built-in model has no word of this question'),
        detail: l10n.t('Ask in English, or press Enter to choose a multilingual model.'),
      }
    : {
        text: l10n.t('The built-in model does not understand this language'),
        detail: l10n.t(
          'It understands English, Chinese, Czech, French, German, Italian, Japanese, Korean, Polish, Portuguese, Russian, Spanish and Turkish. Press Enter to choose a multilingual model.',
        ),
      };
}

function unknownFilterNote(hint: UnknownFilter, query: string): Note {
  const { filter, value, suggestion, query: corrected } = hint;
  const text = unknownFilterText[filter](value);
  if (suggestion === undefined || corrected === undefined) {
    return {
      icon: 'filter',
      text,
      detail: l10n.t('Press Enter to search without this filter.'),
      action: { query: withoutFilter(query, hint) },
    };
  }
  return {
    icon: 'filter',
    text: l10n.t('{0} Did you mean {1}?', text, suggestion),
    detail: l10n.t('Press Enter to search with {0}', writeFilterWord(filter, suggestion)),
    action: { query: corrected },
  };
}

const unknownFilterText: Readonly<Record<FilterName, (value: string) => string>> = {
  lang: (value) => l10n.t("No files of the language '{0}'.", value),
  ext: (value) => l10n.t("No files with the extension '{0}'.", value),
  path: (value) => l10n.t("No files match the path '{0}'.", value),
  folder: (value) => l10n.t("No folder is named '{0}'.", value),
  kind: (value) => l10n.t("There is no kind '{0}'.", value),
};

function withoutFilter(query: string, { filter, value }: UnknownFilter): string {
  let text = query;
  // Backwards, so that earlier positions stay valid.
  for (const word of findWordsLikeFilters(query).toReversed()) {
    if (word.name === filter && word.value === value)
      text = `${text.slice(0, word.start)}${text.slice(word.end)}`;
  }
  return text.replace(/\s+/g, ' ').trim();
}
