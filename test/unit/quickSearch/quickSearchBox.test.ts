import { describe, expect, it } from 'vitest';
import { QuickSearchBox } from '../../../src/vscode/search/quickSearchBox';

describe('the box of a quick search', () => {
  it('takes only changes of the user for changes', () => {
    const box = new QuickSearchBox({ value: '' });
    box.set('retry');
    expect(box.follow('retry')).toBe(false);
    expect(box.follow('retry now')).toBe(true);
    expect([box.text, box.isEmpty]).toEqual(['retry now', false]);
  });

  it('ignores late events of texts that code has replaced, also if VS Code skips some', () => {
    const box = new QuickSearchBox({ value: '' });
    for (const text of ['a', 'b', 'c']) box.set(text);
    expect([box.follow('b'), box.follow('c')]).toEqual([false, false]);
    expect(box.text).toBe('c');
    // The event of `b` is over: the user has typed it.
    expect(box.follow('b')).toBe(true);
  });

  it('is empty with blanks only', () => {
    const box = new QuickSearchBox({ value: '' });
    box.set('  ');
    expect(box.isEmpty).toBe(true);
  });
});
