import * as l10n from '@vscode/l10n';
import { maxQueryLength } from '../../common/view/viewValues';
import type { ViewEvent, ViewModel } from '../model/viewModel';
import { h, iconButton, setAttribute } from './h';
import type { Dispatch, Part } from './part';
import { createSimilarChip, similarChipId } from './similarChip';

/** Least width at which the placeholder includes an example. */
const roomyWidthPx = 420;

/** The query box, which grows with its text. */
export class QueryBox implements Part {
  readonly element: HTMLElement;
  private readonly input = h('textarea', {
    class: 'query-input',
    rows: 1,
    maxlength: maxQueryLength,
    spellcheck: 'false',
    autocomplete: 'off',
    'aria-label': l10n.t('Search by meaning'),
  });
  private readonly clear = iconButton('close', l10n.t('Clear'), 'query-clear');
  private readonly chip: Part;
  private isSimilar = false;
  private isBrowsing = false;

  constructor(private readonly dispatch: Dispatch) {
    const { input, clear } = this;
    this.chip = createSimilarChip(dispatch);
    this.element = h('div', { class: 'query-box', role: 'search' }, this.chip.element, input, clear);
    input.addEventListener('input', (event) => {
      this.fit();
      // Text of an input method is not part of the query until it is committed.
      if (!event.isComposing) this.dispatchText();
    });
    input.addEventListener('compositionend', () => {
      this.dispatchText();
    });
    input.addEventListener('blur', () => {
      dispatch({ type: 'settled' });
    });
    input.addEventListener('pointerdown', () => {
      dispatch({ type: 'edited' });
    });
    input.addEventListener('keydown', (event) => {
      this.press(event);
    });
    clear.addEventListener('click', () => {
      dispatch({ type: 'cleared' });
    });
    new ResizeObserver(() => {
      this.fit();
    }).observe(this.element);
  }

  render(model: ViewModel): void {
    const { input } = this;
    this.chip.render(model);
    this.isBrowsing = model.history.position !== undefined;
    const isSimilar = model.similarTo !== undefined;
    // The text of the box returns when the search for similar code ends.
    const text = isSimilar ? '' : model.text;
    this.clear.hidden = text === '';
    const hasChanged = input.value !== text || this.isSimilar !== isSimilar;
    this.isSimilar = isSimilar;
    this.element.classList.toggle('is-similar', isSimilar);
    setAttribute(input, 'aria-describedby', isSimilar ? similarChipId : undefined);
    if (!hasChanged) return;
    if (input.value !== text) input.value = text;
    this.fit();
  }

  focus(): void {
    this.input.focus();
  }

  /** Selects the whole text. */
  select(): void {
    this.input.select();
  }

  private dispatchText(): void {
    this.dispatch({ type: 'typed', text: this.input.value });
  }

  private press(event: KeyboardEvent): void {
    if (event.key !== 'Enter') this.dispatch({ type: 'edited' });
    if (event.isComposing || event.altKey || (event.shiftKey && event.key !== 'Enter')) return;
    const isModified = event.ctrlKey || event.metaKey;
    const done = this.eventOfKey(event, isModified);
    // VS Code would handle the key asynchronously, and select text typed meanwhile.
    const selectsAll = isModified && !event.shiftKey && event.key.toLowerCase() === 'a';
    if (done) this.dispatch(done);
    else if (selectsAll) this.select();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private eventOfKey({ key, shiftKey }: KeyboardEvent, isModified: boolean): ViewEvent | undefined {
    switch (key) {
      case 'Escape':
        return this.isSimilar ? { type: 'similarEnded' } : undefined;
      case 'Enter':
        return shiftKey ? undefined : { type: 'submitted', enters: true };
      case 'ArrowDown':
        if (isModified) return { type: 'entered' };
        if (!this.isCaretAt('end')) return undefined;
        return this.isBrowsing ? { type: 'recalled', direction: 'newer' } : { type: 'entered' };
      case 'ArrowUp':
        return !isModified && this.isCaretAt('start') ? { type: 'recalled', direction: 'older' } : undefined;
      default:
        return undefined;
    }
  }

  private isCaretAt(end: 'start' | 'end'): boolean {
    const { selectionStart, selectionEnd, value, clientHeight } = this.input;
    const lineHeight = parseFloat(getComputedStyle(this.input).lineHeight);
    const isOneLine = clientHeight < lineHeight * 2;
    if (isOneLine) return true;
    return end === 'start' ? selectionEnd === 0 : selectionStart === value.length;
  }

  private fit(): void {
    const { input } = this;
    input.placeholder = placeholder(this.isSimilar, this.element.clientWidth >= roomyWidthPx);
    input.style.height = 'auto';
    // Includes the borders; the style sheet sets the maximum.
    input.style.height = `${input.scrollHeight + input.offsetHeight - input.clientHeight}px`;
  }
}

function placeholder(isSimilar: boolean, isRoomy: boolean): string {
  if (isSimilar) return l10n.t('Or ask in your own words');
  return isRoomy
    ? l10n.t('Ask in your own words: where are failed uploads retried?')
    : l10n.t('Ask in your own words');
}
