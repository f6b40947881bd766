import { maxQueryLength } from '../../common/viewMessages';
import { h, iconButton } from './h';
import type { Dispatch, Part } from './part';

/** Invitations, the long one where there is room for it. */
const placeholders = {
  short: 'Ask in your own words',
  long: 'Ask in your own words: where are failed uploads retried?',
};
const roomyWidthPx = 420;

export interface QueryBox extends Part {
  focus(select: boolean): void;
}

/** The box in which a person asks; it grows with its text. */
export function createQueryBox(dispatch: Dispatch): QueryBox {
  const input = h('textarea', {
    class: 'query-input',
    rows: 1,
    maxlength: maxQueryLength,
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-label': 'Search by meaning',
  });
  const clear = iconButton('close', 'Clear', 'query-clear');
  const element = h('div', { class: 'query-box', role: 'search' }, input, clear);

  const fit = (): void => {
    input.placeholder = element.clientWidth < roomyWidthPx ? placeholders.short : placeholders.long;
    input.style.height = 'auto';
    // With its borders; the style sheet sets the most.
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
    // Letters of an input method are no query before they are chosen.
    if (!event.isComposing) dispatch({ type: 'typed', text: input.value });
  });
  input.addEventListener('compositionend', () => {
    dispatch({ type: 'typed', text: input.value });
  });
  input.addEventListener('blur', () => {
    dispatch({ type: 'settled' });
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.altKey || (event.shiftKey && event.key !== 'Enter')) return;
    const modified = event.ctrlKey || event.metaKey;
    if (event.key === 'Enter' && !event.shiftKey) dispatch({ type: 'submitted' });
    else if (event.key === 'ArrowDown' && modified) dispatch({ type: 'entered' });
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
    render: ({ text, history }) => {
      isBrowsing = history.position !== undefined;
      clear.hidden = text === '';
      if (input.value === text) return;
      input.value = text;
      fit();
    },
    focus: (select) => {
      input.focus();
      if (select) input.select();
    },
  };
}
