import { describe, expect, it } from 'vitest';
import { TurnTaking } from '../../../src/engine/turnTaking';

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Blocks the thread, as parsing a file does. */
function work(ms: number): void {
  const end = performance.now() + ms;
  while (performance.now() < end);
}

describe('taking turns', () => {
  it('handles messages between two stretches of work', async () => {
    const turns = new TurnTaking(nextTurn);
    const messages: string[] = [];
    setTimeout(() => messages.push('a query'), 0);
    for (let i = 0; i < 5; i++) {
      work(10);
      await turns.giveWay();
    }
    messages.push('all is indexed');
    expect(messages).toEqual(['a query', 'all is indexed']);
  });

  it('does not yield after each piece of work', async () => {
    let turns = 0;
    const taking = new TurnTaking(() => {
      turns++;
      return nextTurn();
    });
    await taking.giveWay();
    for (let i = 0; i < 1000; i++) await taking.giveWay();
    expect(turns).toBeLessThan(100);
  });

  it('waits until the searches have ended', async () => {
    const turns = new TurnTaking(nextTurn);
    const order: string[] = [];
    const search = (name: string, steps: number): Promise<void> =>
      turns.search(async () => {
        for (let i = 0; i < steps; i++) await nextTurn();
        order.push(name);
      });
    const searches = [search('first', 5), search('second', 10)];
    work(10);
    await turns.giveWay();
    order.push('indexing');
    await Promise.all(searches);
    expect(order).toEqual(['first', 'second', 'indexing']);
  });

  it('reports when the first search starts and when the last one ends', async () => {
    const reports: boolean[] = [];
    const turns = new TurnTaking(nextTurn, (isSearching) => reports.push(isSearching));
    await Promise.all([turns.search(nextTurn), turns.search(nextTurn)]);
    expect(reports).toEqual([true, false]);
    const failing = turns.search(() => Promise.reject(new Error('refused')));
    await expect(failing).rejects.toThrow('refused');
    expect(reports).toEqual([true, false, true, false]);
  });

  it('continues if a search fails, and if one takes too long', async () => {
    const turns = new TurnTaking(nextTurn);
    const failing = turns.search(async () => {
      await nextTurn();
      throw new Error('refused');
    });
    work(10);
    await Promise.all([turns.giveWay(), expect(failing).rejects.toThrow('refused')]);

    let end = (): void => undefined;
    const slow = turns.search(() => new Promise<void>((resolve) => (end = resolve)));
    work(10);
    await turns.giveWay();
    end();
    await slow;
  });
});
