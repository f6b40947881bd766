import { describe, expect, it } from 'vitest';
import type { QuickPick } from 'vscode';
import type { QuickSearchItem } from '../../../src/vscode/search/quickSearchItems';
import { QuickSearchList } from '../../../src/vscode/search/quickSearchList';

/** As in VS Code: events for values set by code come late or not at all. */
function makeList() {
  const pick = {
    items: [] as readonly QuickSearchItem[],
    activeItems: [] as readonly QuickSearchItem[],
    keepScrollPosition: false,
  };
  const list = new QuickSearchList(pick as unknown as QuickPick<QuickSearchItem>);
  return {
    pick,
    list,
    /** Focuses a row and fires VS Code's event. */
    focus: (item: QuickSearchItem | undefined) => {
      pick.activeItems = item ? [item] : [];
      list.follow(item);
    },
  };
}

const row = (label: string): QuickSearchItem => ({ label, action: { type: 'ask', query: label } });
const heading: QuickSearchItem = { label: 'results' };
const labelOf = (item: QuickSearchItem | undefined) => item?.label;

describe('QuickSearchList', () => {
  it('focuses the first row that is not a heading', () => {
    const { list, focus } = makeList();
    const first = row('a');
    list.fill([heading, first, row('b')]);
    expect(list.active).toBe(first);
    focus(first);
    expect(list.hasMoved).toBe(false);
  });

  it('focuses another row on request', () => {
    const { list, pick, focus } = makeList();
    const wanted = row('b');
    list.fill([row('a'), wanted], { focus: wanted });
    expect(pick.activeItems).toEqual([wanted]);
    focus(wanted);
    expect(list.hasMoved).toBe(false);
    expect(list.active).toBe(wanted);
  });

  it('ignores a late event about earlier rows', () => {
    const { list, pick } = makeList();
    list.fill([row('old')]);
    const old = pick.items[0]!;
    list.fill([row('new')]);
    pick.activeItems = [old];
    expect(labelOf(list.active)).toBe('new');
  });

  it('keeps a moved focus on its row, unless the row is gone', () => {
    const { list, focus, pick } = makeList();
    list.fill([row('a'), row('b')]);
    focus(pick.items[1]);
    expect(list.hasMoved).toBe(true);
    list.fill([row('c'), row('b')]);
    expect(labelOf(list.active)).toBe('b');
    expect(pick.keepScrollPosition).toBe(true);
    focus(pick.items[1]);
    list.fill([row('b'), row('a')]);
    expect(labelOf(list.active)).toBe('b');
    expect(list.hasMoved).toBe(true);
    list.fill([row('x'), row('y')]);
    expect(labelOf(list.active)).toBe('x');
    expect(list.hasMoved).toBe(false);
  });

  it('does not replace rows by equal ones, so that a move that VS Code has not reported yet is kept', () => {
    const { list, focus, pick } = makeList();
    list.fill([row('a'), row('b')]);
    focus(pick.items[0]);
    const displayed = pick.items;
    list.fill([row('a'), row('b')]);
    expect(pick.items).toBe(displayed);
    focus(pick.items[1]);
    expect(list.hasMoved).toBe(true);
    list.fill([row('a'), row('b')]);
    expect(pick.items).toBe(displayed);
    expect(labelOf(list.active)).toBe('b');
  });

  it('replaces rows by equal ones if another row must be focused', () => {
    const { list, focus, pick } = makeList();
    list.fill([row('a'), row('b')]);
    focus(pick.items[1]);
    list.forgetMoves();
    list.fill([row('a'), row('b')]);
    focus(pick.items[0]);
    expect(labelOf(list.active)).toBe('a');
    list.fill([row('a'), row('b')], { focus: pick.items[1] });
    expect(labelOf(list.active)).toBe('b');
  });

  it('does not keep it for another query', () => {
    const { list, focus, pick } = makeList();
    list.fill([row('a'), row('b')]);
    focus(pick.items[1]);
    list.forgetMoves();
    list.fill([row('c'), row('b')]);
    expect(labelOf(list.active)).toBe('c');
  });
});
