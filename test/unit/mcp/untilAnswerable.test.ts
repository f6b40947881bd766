import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FolderUpdates } from '../../../src/mcp/folderUpdates';
import { untilAnswerable } from '../../../src/mcp/untilAnswerable';

type Engine = Parameters<typeof FolderUpdates.open>[0];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** An engine whose updates end when they are told to, and that answers a question about first files. */
async function setUp({
  isComplete = true,
  first,
}: { readonly isComplete?: boolean; readonly first?: unknown } = {}) {
  const updates: (() => void)[] = [];
  const call = (method: string): Promise<unknown> =>
    method === 'firstFiles'
      ? first === undefined
        ? new Promise(() => undefined)
        : Promise.resolve(first)
      : method === 'openFolder'
        ? Promise.resolve({ state: isComplete ? 'ready' : 'empty' })
        : new Promise<void>((resolve) => updates.push(resolve));
  const engine = { call } as unknown as Engine;
  const options = { folder: '/folder', indexDirectory: '/index' };
  const folder = await FolderUpdates.open(engine, () => Promise.resolve(options));
  return {
    folder,
    updates,
    ready: (askedAtMs = performance.now()) =>
      untilAnswerable(engine, [folder], { query: 'retry' }, askedAtMs, new AbortController().signal),
  };
}

const turns = () => vi.advanceTimersByTimeAsync(1);

describe('the check before an answer', () => {
  it('starts after the question, because a running one may have missed the latest change', async () => {
    const { folder, updates, ready } = await setUp();
    void folder.refresh(performance.now());
    await turns();
    const readiness = ready();
    updates[0]!();
    await turns();
    expect(updates).toHaveLength(2);
    updates[1]!();
    expect(await readiness).toEqual({ isChecked: true });
    expect(folder.note(await readiness)).toBeUndefined();
  });

  it('is the one that runs if the question waited for the engine', async () => {
    const { folder, updates, ready } = await setUp();
    const askedAtMs = performance.now();
    await turns();
    void folder.refresh(performance.now());
    await turns();
    const readiness = ready(askedAtMs);
    updates[0]!();
    expect(await readiness).toEqual({ isChecked: true });
    expect(updates).toHaveLength(1);
  });

  it('is awaited for a short time, and not at all if the question waited for the engine', async () => {
    const { folder, ready } = await setUp();
    const readiness = ready();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await readiness).toEqual({ isChecked: false });
    expect(folder.note(await readiness)).toMatch(/^checking for changes/);
    const late = ready(performance.now() - 10_000);
    await turns();
    expect(await late).toEqual({ isChecked: false });
  });
});

describe('a question about a new index', () => {
  it('waits for the first files', async () => {
    const { folder, ready } = await setUp({ isComplete: false, first: { files: 3, isWhole: true } });
    const readiness = ready();
    await turns();
    expect(await readiness).toEqual({ isChecked: false, first: { files: 3, isWhole: true } });
    expect(folder.note(await readiness)).toMatch(/^indexing, the files that match the words/);
  });

  it('waits for the check if no files wait', async () => {
    const { updates, ready } = await setUp({ isComplete: false, first: null });
    const readiness = ready();
    await turns();
    updates[0]!();
    expect(await readiness).toEqual({ isChecked: true });
  });

  it('is answered without them if they take too long', async () => {
    const { folder, ready } = await setUp({ isComplete: false });
    const readiness = ready();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await readiness).toEqual({ isChecked: false });
    expect(folder.note(await readiness)).toMatch(/^indexing, results are incomplete/);
  });
});
