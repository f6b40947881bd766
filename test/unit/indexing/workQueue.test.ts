import { describe, expect, it } from 'vitest';
import type { CorpusFile } from '../../../src/engine/corpus/corpusFile';
import { WorkQueue } from '../../../src/engine/indexing/workQueue';

const file = (path: string): CorpusFile => ({ path, sizeBytes: 1, mtimeMs: 1 });

/** A queue of files whose first letter is their shard. */
function queueOf(paths: string): WorkQueue {
  return new WorkQueue(paths.split(' ').map(file), (path) => path.charCodeAt(0));
}

/** Takes all files that are left; those that were brought forward with a `!`. */
function takeAll(queue: WorkQueue): string {
  const taken: string[] = [];
  for (let next = queue.take(); next; next = queue.take()) {
    taken.push(next.file.path + (next.isBroughtForward ? '!' : ''));
  }
  return taken.join(' ');
}

/** Whether a promise has resolved. */
async function isResolved(promise: Promise<void>): Promise<boolean> {
  let resolved = false;
  void promise.then(() => (resolved = true));
  await new Promise(setImmediate);
  return resolved;
}

describe('the queue of a run', () => {
  it('is ordered by shard, and by path in each', () => {
    expect(takeAll(queueOf('b1 a2 c1 a1 b0'))).toBe('a1 a2 b0 b1 c1');
  });

  it('returns each file once; those that are brought forward in the given order and before all others', () => {
    const queue = queueOf('a1 a2 b1 b2 c1');
    expect(queue.take()?.file.path).toBe('a1');
    void queue.bringForward(['c1', 'a1', 'b1', 'unknown']);
    expect(queue.isAhead).toBe(true);
    expect(queue.upcoming(3).map(({ path }) => path)).toEqual(['c1', 'b1', 'a2']);
    expect(queue.waiting().map(({ path }) => path)).toEqual(['a2', 'b1', 'b2', 'c1']);
    expect(takeAll(queue)).toBe('c1! b1! a2 b2');
    expect(queue.isAhead).toBe(false);
  });

  it('knows the number and the size of all its files, taken or not', () => {
    const sizes = { a1: 10, b1: 30, b2: 2 };
    const files = Object.entries(sizes).map(([path, sizeBytes]) => ({ ...file(path), sizeBytes }));
    const queue = new WorkQueue(files, () => 0);
    queue.take();
    expect([queue.size, queue.bytes]).toEqual([3, 42]);
  });

  it.each([
    ['as many as asked for', 2, 0, 2],
    ['more, until they have the given size together', 2, 50, 5],
    ['no more, if the first ones have that size', 3, 20, 3],
    ['all, if there are no more', 2, 5000, 400],
  ])('names the next files: %s', (_, count, bytes, expected) => {
    const files = Array.from({ length: 400 }, (__, i) => ({ ...file(String(1000 + i)), sizeBytes: 10 }));
    const queue = new WorkQueue(files, () => 0);
    const upcoming = queue.upcoming(count, bytes).map(({ path }) => path);
    const limited = Math.min(expected, 256);
    expect(upcoming).toEqual(files.slice(0, limited).map(({ path }) => path));
    // A file that was brought forward counts once.
    void queue.bringForward(['1399', '1000']);
    expect(queue.upcoming(count, bytes)).toHaveLength(limited);
    expect(queue.upcoming(1)[0]!.path).toBe('1399');
  });

  it('takes the files of the latest question first, then those of the one before', () => {
    const queue = queueOf('a1 a2 b1 b2 c1');
    void queue.bringForward(['b1', 'b2']);
    void queue.bringForward(['c1', 'b2']);
    expect(takeAll(queue)).toBe('c1! b2! b1! a1 a2');
  });

  it('returns files to their former position if the question is cancelled', async () => {
    const queue = queueOf('a1 a2 b1 b2');
    const stop = new AbortController();
    const brought = queue.bringForward(['b2', 'b1'], stop.signal);
    expect(queue.take()?.file.path).toBe('b2');
    stop.abort();
    expect(await isResolved(brought)).toBe(true);
    expect(takeAll(queue)).toBe('a1 a2 b1');
  });

  it('reports when the files that were brought forward are indexed', async () => {
    const queue = queueOf('a1 a2 b1 b2');
    const brought = queue.bringForward(['b2', 'b1']);
    takeAll(queue);
    queue.noteDone('b1');
    expect(await isResolved(brought)).toBe(false);
    queue.noteDone('b2');
    expect(await isResolved(brought)).toBe(true);
  });

  it('reports it at the end of the run, too, and at once for files that are indexed', async () => {
    const queue = queueOf('a1 b1');
    const brought = queue.bringForward(['b1']);
    takeAll(queue);
    queue.noteDone('a1');
    expect(await isResolved(queue.bringForward(['a1']))).toBe(true);
    expect(await isResolved(brought)).toBe(false);
    queue.end();
    expect(await isResolved(brought)).toBe(true);
    expect(await isResolved(queue.bringForward(['b1']))).toBe(true);
  });
});
