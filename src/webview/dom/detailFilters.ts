import * as l10n from '@vscode/l10n';
import { maxQueryLength } from '../../common/view/viewValues';
import type { SearchScope } from '../../common/view/viewProtocol';
import { isNarrowed } from '../model/viewModel';
import { h, iconButton, setAttribute, setPressed } from './h';
import type { Dispatch, Part } from './part';

const detailsId = 'details';

/** The button that shows and hides the glob filters. */
export function createDetailsButton(dispatch: Dispatch): Part {
  const element = iconButton('ellipsis', l10n.t('Toggle Search Details'), 'details-button');
  setAttribute(element, 'aria-controls', detailsId);
  element.addEventListener('click', () => {
    dispatch({ type: 'detailsToggled' });
  });
  return {
    element,
    render: ({ detailsOpen, filters }) => {
      setAttribute(element, 'aria-expanded', detailsOpen ? 'true' : 'false');
      // Active filters must stay visible even while their inputs are hidden.
      element.classList.toggle('is-set', !detailsOpen && isNarrowed(filters));
    },
  };
}

/** The filters for files: globs to include and to exclude, and open editors only, as in the Search view. */
export function createDetailFilters(dispatch: Dispatch): Part {
  const include = globBox(
    'files-to-include',
    l10n.t('files to include'),
    l10n.t('e.g. *.ts, src/**/include'),
  );
  const exclude = globBox('files-to-exclude', l10n.t('files to exclude'), l10n.t('e.g. *.test.ts, docs'));
  let scope: SearchScope = 'workspace';
  const scopeButton = (of: SearchScope, iconName: string, label: string): HTMLButtonElement => {
    const button = iconButton(iconName, label, 'box-toggle');
    button.addEventListener('click', () => {
      dispatch({ type: 'filtered', filters: { scope: scope === of ? 'workspace' : of } });
    });
    return button;
  };
  const folder = scopeButton('folder', 'folder', l10n.t('Search only in the Folder of the Current File'));
  const editors = scopeButton('openEditors', 'book', l10n.t('Search only in Open Editors'));
  include.box.append(h('span', { class: 'box-toggles' }, folder, editors));
  include.box.classList.add('has-toggles');

  include.input.addEventListener('input', () => {
    dispatch({ type: 'narrowed', filters: { include: include.input.value } });
  });
  exclude.input.addEventListener('input', () => {
    dispatch({ type: 'narrowed', filters: { exclude: exclude.input.value } });
  });
  const element = h(
    'div',
    { class: 'details', id: detailsId, hidden: true },
    ...include.parts,
    ...exclude.parts,
  );
  element.addEventListener('keydown', (event) => {
    if (event.isComposing || !(event.target instanceof HTMLInputElement)) return;
    if (event.key === 'Enter') dispatch({ type: 'submitted' });
    else if (event.key === 'ArrowDown' && (event.ctrlKey || event.metaKey)) dispatch({ type: 'entered' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  return {
    element,
    render: ({ detailsOpen, filters }) => {
      element.hidden = !detailsOpen;
      ({ scope } = filters);
      if (include.input.value !== filters.include) include.input.value = filters.include;
      if (exclude.input.value !== filters.exclude) exclude.input.value = filters.exclude;
      setPressed(folder, scope === 'folder');
      setPressed(editors, scope === 'openEditors');
    },
  };
}

interface GlobBox {
  readonly input: HTMLInputElement;
  readonly box: HTMLElement;
  /** A label and its input. */
  readonly parts: readonly HTMLElement[];
}

function globBox(id: string, label: string, placeholder: string): GlobBox {
  const input = h('input', {
    id,
    type: 'text',
    class: 'glob-input',
    maxlength: maxQueryLength,
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder,
  });
  const box = h('div', { class: 'glob-box' }, input);
  return { input, box, parts: [h('label', { for: id, class: 'glob-label' }, label), box] };
}
