import { beforeEach, describe, expect, it, vi } from 'vitest';
import { openWalkthroughOnce } from '../../../src/vscode/walkthrough/openOnce';

const editor = vi.hoisted(() => {
  const state = { isWanted: true, ran: [] as string[] };
  const module = {
    workspace: { getConfiguration: () => ({ get: () => state.isWanted }) },
    commands: {
      executeCommand: (command: string) => {
        state.ran.push(command);
        return Promise.resolve();
      },
    },
  };
  return { state, module };
});
vi.mock('vscode', () => editor.module);

/** The global storage. */
function memento() {
  const values = new Map<string, unknown>();
  const synchronised: string[] = [];
  return {
    values,
    synchronised,
    keys: () => [...values.keys()],
    get: (key: string, fallback?: unknown) => (values.has(key) ? values.get(key) : fallback) as never,
    update: (key: string, value: unknown) => Promise.resolve(void values.set(key, value)),
    setKeysForSync: (keys: readonly string[]) => void synchronised.push(...keys),
  };
}

describe('the walkthrough after installation', () => {
  beforeEach(() => {
    editor.state.isWanted = true;
    editor.state.ran = [];
  });

  it('opens in the first window only, also on other machines of the user', async () => {
    const storage = memento();
    expect(await openWalkthroughOnce({ memento: storage, hasSearched: false })).toBe(true);
    expect(editor.state.ran).toEqual(['semanticSearch.openWalkthrough']);
    expect(await openWalkthroughOnce({ memento: storage, hasSearched: false })).toBe(false);
    expect(editor.state.ran).toHaveLength(1);
    expect(storage.synchronised).toContain(storage.keys()[0]);
  });

  it('does not open if the user has searched before', async () => {
    expect(await openWalkthroughOnce({ memento: memento(), hasSearched: true })).toBe(false);
    expect(editor.state.ran).toEqual([]);
  });

  it('does not open while walkthroughs are turned off, and opens later', async () => {
    const storage = memento();
    editor.state.isWanted = false;
    expect(await openWalkthroughOnce({ memento: storage, hasSearched: false })).toBe(false);
    editor.state.isWanted = true;
    expect(await openWalkthroughOnce({ memento: storage, hasSearched: false })).toBe(true);
  });
});
