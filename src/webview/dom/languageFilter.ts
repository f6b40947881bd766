import * as l10n from '@vscode/l10n';
import { languageName } from '../model/languageNames';
import { noFilters, type Filters } from '../model/viewModel';
import { CheckMenu } from './checkMenu';
import type { Dispatch, Part } from './part';

/** Id of the entry that removes the filter. */
const allLanguages = '';

/** The language filter: a button that shows the selection, and a menu of check boxes. */
export function createLanguageFilter(dispatch: Dispatch): Part {
  let { languages }: Filters = noFilters;
  const menu = new CheckMenu({ title: l10n.t('Filter by language'), name: l10n.t('Languages') }, (id) => {
    dispatch({ type: 'filtered', filters: { languages: toggled(languages, id) } });
  });
  return {
    element: menu.element,
    render: (model) => {
      ({ languages } = model.filters);
      const known = [...new Set([...model.languages, ...languages])];
      menu.element.hidden = known.length < 2 && languages.length === 0;
      menu.setActive(languages.length > 0);
      menu.show(selectionText(languages), [
        { id: allLanguages, label: l10n.t('All Languages'), isChecked: languages.length === 0 },
        ...known.map((id) => ({ id, label: languageName(id), isChecked: languages.includes(id) })),
      ]);
    },
  };
}

function toggled(languages: readonly string[], id: string): readonly string[] {
  if (id === allLanguages) return [];
  return languages.includes(id) ? languages.filter((chosen) => chosen !== id) : [...languages, id];
}

function selectionText(languages: readonly string[]): string {
  const [first] = languages;
  if (first === undefined) return l10n.t('Language');
  return languages.length === 1 ? languageName(first) : l10n.t('{0} Languages', languages.length);
}
