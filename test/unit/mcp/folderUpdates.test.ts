import { describe, expect, it } from 'vitest';
import type { EngineContract, FolderOptions } from '../../../src/common/contracts/engineContract';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import type { RemoteCaller } from '../../../src/common/contracts/remoteCalls';
import { FolderUpdates } from '../../../src/mcp/folderUpdates';
import { FakeEngine } from '../../support/fakeEngine';

/** A folder `/a` whose wanted options a test changes. */
async function opened() {
  const engine = new FakeEngine();
  const wanted = { current: { folder: '/a', indexDirectory: '/index' } as FolderOptions };
  const updates = await FolderUpdates.open(engine as unknown as RemoteCaller<EngineContract>, () =>
    Promise.resolve(wanted.current),
  );
  const calls = (): unknown[] =>
    engine.calls.splice(0).map(({ method, params }) => [method, params['corpus'] ?? params['paths']]);
  calls();
  const change = (exclude: string): void => {
    wanted.current = { ...wanted.current, corpus: { exclude: [exclude] } };
  };
  return { engine, updates, calls, change };
}

describe('the updates of a folder', () => {
  it('open it again only if its options have changed', async () => {
    const { updates, calls, change } = await opened();
    await updates.refresh();
    expect(calls()).toEqual([['index', undefined]]);
    change('out');
    await updates.refresh();
    await updates.refreshPaths(['a.ts']);
    expect(calls()).toEqual([
      ['openFolder', { exclude: ['out'] }],
      ['index', undefined],
      ['index', ['a.ts']],
    ]);
  });

  it('start again if the options change during an update, which may have undone changes of the window', async () => {
    const { engine, updates, calls, change } = await opened();
    const report = engine.answers.get('index')!;
    let runs = 0;
    engine.answers.set('index', (call) => {
      if (++runs === 1) change('out');
      return report(call);
    });
    await updates.refreshPaths(['a.ts']);
    expect(calls()).toEqual([
      ['index', ['a.ts']],
      ['openFolder', { exclude: ['out'] }],
      ['index', undefined],
    ]);
  });

  it('try again to open it if that failed', async () => {
    const { engine, updates, calls, change } = await opened();
    const open = engine.answers.get('openFolder')!;
    engine.answers.set('openFolder', () => {
      throw new SemanticSearchError('FOLDER_UNREADABLE', 'Unreadable.', 'Wait.');
    });
    change('out');
    await updates.refresh();
    expect(updates.note({ isChecked: true })).toBe('not updated (Unreadable.)');
    engine.answers.set('openFolder', open);
    await updates.refresh();
    expect(updates.note({ isChecked: true })).toBeUndefined();
    expect(calls()).toEqual([
      ['openFolder', { exclude: ['out'] }],
      ['openFolder', { exclude: ['out'] }],
      ['index', undefined],
    ]);
  });
});
