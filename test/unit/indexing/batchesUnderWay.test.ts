import { describe, expect, it } from 'vitest';
import { BatchesUnderWay } from '../../../src/engine/indexing/batchesUnderWay';

/** A batch that the test ends. */
function batch() {
  let end = (): void => undefined;
  let fail = end;
  const promise = new Promise<void>((resolve, reject) => {
    end = resolve;
    fail = () => {
      reject(new Error('disk full'));
    };
  });
  let isStarted = false;
  return {
    store: () => {
      isStarted = true;
      return promise;
    },
    end,
    fail,
    get isStarted() {
      return isStarted;
    },
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('batches under way', () => {
  it('are stored at the same time as long as their chunks fit', async () => {
    const batches = new BatchesUnderWay(10);
    const [first, second, third] = [batch(), batch(), batch()];
    await batches.add(6, first.store);
    await batches.add(4, second.store);
    const adding = batches.add(1, third.store);
    await turn();
    expect([first, second, third].map(({ isStarted }) => isStarted)).toEqual([true, true, false]);
    first.end();
    await adding;
    expect(third.isStarted).toBe(true);
  });

  it('include one that is too large, alone', async () => {
    const batches = new BatchesUnderWay(10);
    const [large, next] = [batch(), batch()];
    await batches.add(50, large.store);
    const adding = batches.add(1, next.store);
    await turn();
    expect([large, next].map(({ isStarted }) => isStarted)).toEqual([true, false]);
    large.end();
    await adding;
    expect(next.isStarted).toBe(true);
  });

  it('are not started after a failure, which is thrown once the others have ended', async () => {
    const batches = new BatchesUnderWay(10);
    const [failing, other, next] = [batch(), batch(), batch()];
    await batches.add(1, failing.store);
    await batches.add(1, other.store);
    failing.fail();
    await turn();
    await expect(batches.add(1, next.store)).rejects.toThrow('disk full');
    expect(next.isStarted).toBe(false);
    await expect(batches.stored()).rejects.toThrow('disk full');
    let hasEnded = false;
    const ending = batches.ended().then(() => (hasEnded = true));
    await turn();
    expect(hasEnded).toBe(false);
    other.end();
    await ending;
  });
});
