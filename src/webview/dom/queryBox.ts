import * as l10n from '@vscode/l10n';
import { maxQueryLength } from '../../common/view/viewValues';
import { h, iconButton, setAttribute } from './h';
import type { Dispatch, Part } from './part';
import { createSimilarChip, similarChipId } from './similarChip';

/** Least width at which the placeholder includes an example. */
const roomyWidthPx = 420;

/** The query box; `focus` can also select its text. */
export interface QueryBox extends Part {
  focus(select: boolean): void;
}

/** The query box, which grows with its text. */
export function createQueryBox(dispatch: Dispatch): QueryBox {
  const input = h('textarea', {
    class: 'query-input',
    rows: 1,
    maxlength: maxQueryLength,
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-label': l10n.t('Search by meaning'),
  });
  const clear = iconButton('close', l10n.t('Clear'), 'query-clear');
  const chip = createSimilarChip(dispatch);
  const element = h('div', { class: 'query-box', role: 'search' }, chip.element, input, clear);
  let isSimilar = false;

  const fit = (): void => {
    input.placeholder = placeholder(isSimilar, element.clientWidth >= roomyWidthPx);
    input.style.height = 'auto';
    // Includes the borders; the style sheet sets the maximum.
    input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
  };
  const isCaretAt = (end: 'start' | 'end'): boolean => {
    const { selectionStart, selectionEnd, value } = input;
    const lineHeight = parseFloat(getComputedStyle(input).lineHeight);
    const isOneLine = input.clientHeight < lineHeight * 2;
    if (isOneLine) return true;
    return end === 'start' ? selectionEnd === 0 : selectionStart === value.length;
  };
  let isBrowsing = false;

  input.addEventListener('input', (event) => {
    fit();
    // Text of an input method is not part of the query until it is committed.
    if (!event.isComposing) dispatch({ type: 'typed', text: input.value });
  });
  input.addEventListener('compositionend', () => {
    dispatch({ type: 'typed', text: input.value });
  });
  input.addEventListener('blur', () => {
    dispatch({ type: 'settled' });
  });
  const edited = (): void => {
    dispatch({ type: 'edited' });
  };
  input.addEventListener('pointerdown', edited);
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') edited();
    if (event.isComposing || event.altKey || (event.shiftKey && event.key !== 'Enter')) return;
    const modified = event.ctrlKey || event.metaKey;
    if (event.key === 'Escape' && isSimilar) dispatch({ type: 'similarEnded' });
    else if (event.key === 'Enter' && !event.shiftKey) dispatch({ type: 'submitted', enters: true });
    else if (modified && !event.shiftKey && event.key.toLowerCase() === 'a') {
      // VS Code would handle the key asynchronously, and select text typed meanwhile.
      input.select();
    } else if (event.key === 'ArrowDown' && modified) dispatch({ type: 'entered' });
    else if (event.key === 'ArrowDown' && isCaretAt('end')) {
      dispatch(isBrowsing ? { type: 'recalled', direction: 'newer' } : { type: 'entered' });
    } else if (event.key === 'ArrowUp' && !modified && isCaretAt('start')) {
      dispatch({ type: 'recalled', direction: 'older' });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  clear.addEventListener('click', () => {
    dispatch({ type: 'cleared' });
  });
  new ResizeObserver(fit).observe(element);

  return {
    element,
    render: (model) => {
      const { history, similarTo } = model;
      chip.render(model);
      isBrowsing = history.position !== undefined;
      // The text of the box returns when the search for similar code ends.
      const text = similarTo ? '' : model.text;
      clear.hidden = text === '';
      const hasChanged = input.value !== text || isSimilar !== (similarTo !== undefined);
      isSimilar = similarTo !== undefined;
      element.classList.toggle('is-similar', isSimilar);
      setAttribute(input, 'aria-describedby', isSimilar ? similarChipId : undefined);
      if (!hasChanged) return;
      if (input.value !== text) input.value = text;
      fit();
    },
    focus: (select) => {
      input.focus();
      if (select) input.select();
    },
  };
}

function placeholder(isSimilar: boolean, isRoomy: boolean): string {
  if (isSimilar) return l10n.t('Or ask in your own words');
  return isRoomy
    ? l10n.t('Ask in your own words: where are failed uploads retried?')
    : l10n.t('Ask in your own words');
}
