import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { QuickSearchItem } from '../../../src/vscode/search/quickSearchItems';
import { QuickSearchPreview } from '../../../src/vscode/search/quickSearchPreview';
import type { LocatedResult } from '../../../src/vscode/services';

let did: string[];
let preview: QuickSearchPreview;

function row(name: string): QuickSearchItem {
  const result = { uri: { toString: () => name }, line: 1 } as unknown as LocatedResult;
  return { label: name, action: { type: 'open', result } };
}

const note: QuickSearchItem = { label: 'a note', action: { type: 'none' } };
const completion: QuickSearchItem = { label: 'lang:go', action: { type: 'complete', text: 'lang:go ' } };
/** Advances the time without input. */
const rest = (): void => void vi.advanceTimersByTime(250);

beforeEach(() => {
  vi.useFakeTimers();
  did = [];
  preview = new QuickSearchPreview(
    () => {
      did.push('captured');
      return {
        show: ({ uri }) => Promise.resolve(void did.push(`shown ${uri.toString()}`)),
        restore: (preserveFocus) => Promise.resolve(void did.push(`restored ${preserveFocus}`)),
        settle: () => Promise.resolve(),
      };
    },
    () => did.push('looked'),
  );
  did.length = 0;
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the preview', () => {
  it('shows a row that the user moved to, after a pause', () => {
    preview.follow(row('b'), true);
    vi.advanceTimersByTime(249);
    expect(did).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(did).toEqual(['looked', 'shown b']);
  });

  it('shows only the last row if the user moves on', () => {
    for (const name of ['b', 'c', 'd']) {
      preview.follow(row(name), true);
      vi.advanceTimersByTime(200);
    }
    rest();
    expect(did).toEqual(['looked', 'shown d']);
  });

  it('does not show a row that has the focus automatically', () => {
    preview.rest();
    preview.follow(row('a'), false);
    rest();
    expect(did).toEqual([]);
  });

  it('does not show a row of a list that was just replaced', () => {
    preview.follow(row('late'), true);
    preview.rest();
    preview.follow(row('a'), false);
    rest();
    expect(did).toEqual([]);
  });

  it('shows the first row if the user comes back to it', () => {
    preview.follow(row('b'), true);
    rest();
    preview.follow(row('a'), false);
    rest();
    expect(did).toEqual(['looked', 'shown b', 'looked', 'shown a']);
  });

  it('ends when another list arrives, even if its first row was reported', () => {
    preview.follow(row('b'), true);
    rest();
    preview.rest();
    preview.follow(row('a'), false);
    rest();
    expect(did).toEqual(['looked', 'shown b', 'restored true']);
  });

  it('stays if a newer answer has the same place', () => {
    preview.follow(row('b'), true);
    rest();
    preview.follow(row('b'), true);
    rest();
    expect(did).toEqual(['looked', 'shown b']);
  });

  it('ends at a row that is not a result, and stays at a completion', () => {
    preview.follow(row('b'), true);
    rest();
    preview.follow(completion, true);
    rest();
    expect(did).toEqual(['looked', 'shown b']);
    preview.follow(note, true);
    rest();
    expect(did).toEqual(['looked', 'shown b', 'restored true']);
  });

  it('restores the state before the last opened result', () => {
    preview.follow(row('b'), true);
    rest();
    preview.restart();
    preview.follow(note, true);
    rest();
    expect(did).toEqual(['looked', 'shown b', 'captured']);
  });

  it('notes a viewed row even if previews are off', () => {
    const looked = vi.fn();
    const off = new QuickSearchPreview(undefined, looked);
    off.follow(row('b'), true);
    rest();
    expect(looked).toHaveBeenCalledOnce();
  });
});
