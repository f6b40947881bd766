import { beforeEach, describe, expect, it, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { editor, uriOf } from '../../support/fakeEditor';
import {
  automatic,
  choose,
  engine,
  indexing,
  opened,
  pass,
  renewBeforeEach,
  runs,
} from './workspaceUpdaterOf';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

renewBeforeEach();

const address = 'postgres://me@127.0.0.1/search';
const asked = { kind: 'asked', host: '127.0.0.1', address } as const;
const summary = {
  ...{ server: 'search@127.0.0.1', repository: 'example.com/a', branch: 'main' },
  ...{ files: 7, chunks: 9, publishedAtMs: 0 },
};
const gone = new SemanticSearchError('DATABASE_UNREACHABLE', 'No connection.', 'Try.', {
  retryAfterMs: 30_000,
});
const refused = new SemanticSearchError('DATABASE_ACCESS', 'Refused.', 'Check.');

beforeEach(() => {
  editor.setFolders('/a');
  engine.answers.set('openPublished', () => summary);
});

async function start(): Promise<void> {
  choose(asked);
  await indexing.start();
  await pass(0);
}

const asks = (): number => engine.of('openPublished').length;

describe('a folder whose repository is published', () => {
  it('is searched in the database, and not opened or indexed here', async () => {
    await start();
    expect(engine.of('openPublished')).toMatchObject([{ address, folder: '/a' }]);
    editor.save('/a/x.ts');
    await pass(1000);
    expect([...opened(), ...runs()]).toEqual([]);
    expect(indexing.state).toMatchObject({
      ...{ kind: 'ready', totals: { files: 7, chunks: 9 } },
      published: { kind: 'searched', host: '127.0.0.1', indexes: [{ folder: '/a', summary }] },
    });
    expect(indexing.isComplete).toBe(true);
  });

  it('is ready although indexing is not automatic', async () => {
    editor.configure(automatic, false);
    await start();
    expect(indexing.state).toMatchObject({ kind: 'ready', published: { kind: 'searched' } });
  });

  it('is indexed here when the setting is removed, and searched in the database when it is set again', async () => {
    await start();
    choose({ kind: 'off' });
    await pass(1);
    expect(runs()).toEqual(['/a: everything']);
    expect(indexing.state.published).toBeUndefined();
    choose(asked);
    await pass(1);
    expect(indexing.state.published).toMatchObject({ kind: 'searched' });
  });

  it('is requested again when another branch is checked out', async () => {
    await start();
    editor.watchers.at(-1)!.changed.fire(uriOf('/a/.git/HEAD'));
    await pass(1);
    expect(asks()).toBe(2);
  });

  it('is searched and indexed here when the database fails, and there again when it is back', async () => {
    await start();
    engine.answers.set('openPublished', () => gone);
    await indexing.leaveDatabase(gone);
    await pass(1);
    expect(opened()).toEqual(['/a']);
    expect(runs()).toEqual(['/a: everything']);
    expect(indexing.state).toMatchObject({
      ...{ kind: 'ready', totals: { files: 2 } },
      published: { kind: 'notUsed', error: { code: 'DATABASE_UNREACHABLE' } },
    });
    editor.focus(true);
    await pass(1);
    expect(asks()).toBe(2);
    engine.answers.set('openPublished', () => summary);
    editor.focus(true);
    await pass(1);
    expect(indexing.state.published).toMatchObject({ kind: 'searched' });
  });
});

describe('several folders', () => {
  const missing = new SemanticSearchError('NOT_PUBLISHED', 'Nothing of b.', 'Publish it.');

  beforeEach(() => {
    editor.setFolders('/a', '/b');
    engine.answers.set('openPublished', ({ params }) =>
      (params as { folder: string }).folder === '/a' ? summary : missing,
    );
  });

  it('are searched in the database or indexed here independently', async () => {
    await start();
    expect(opened()).toEqual(['/b']);
    expect(runs()).toEqual(['/b: everything']);
    expect(indexing.state).toMatchObject({
      ...{ kind: 'ready', totals: { files: 9 } },
      published: {
        kind: 'partly',
        indexes: [{ folder: '/a', summary }],
        errors: [{ code: 'NOT_PUBLISHED' }],
      },
    });
    engine.answers.set('openPublished', () => summary);
    await indexing.update();
    expect(indexing.state.published).toMatchObject({ kind: 'searched', indexes: [{}, { folder: '/b' }] });
  });

  it('are all searched here when the database fails', async () => {
    await start();
    await indexing.leaveDatabase(gone);
    await pass(1);
    expect(opened()).toEqual(['/b', '/a']);
    expect(runs()).toEqual(['/b: everything', '/a: everything']);
    expect(indexing.state.published).toMatchObject({
      kind: 'notUsed',
      error: { code: 'DATABASE_UNREACHABLE' },
    });
  });

  it('that are virtual are not requested', async () => {
    editor.setFolders('/a', 'memfs:///b');
    await start();
    expect(asks()).toBe(1);
    expect(indexing.state.published).toMatchObject({ kind: 'partly', errors: [] });
  });
});

describe('a folder that is not searched in the database', () => {
  it('is indexed here, with the reason in the state, until the user asks again', async () => {
    engine.answers.set('openPublished', () => refused);
    await start();
    expect(runs()).toEqual(['/a: everything']);
    expect(indexing.state.published).toMatchObject({ kind: 'notUsed', error: { code: 'DATABASE_ACCESS' } });
    editor.focus(true);
    await pass(1);
    expect(asks()).toBe(1);
    engine.answers.set('openPublished', () => summary);
    await indexing.update();
    expect(indexing.state.published).toMatchObject({ kind: 'searched' });
  });

  it('sends nothing before consent', async () => {
    choose({ kind: 'needsConsent', host: 'db.example.com' });
    await indexing.start();
    await pass(0);
    expect(asks()).toBe(0);
    expect(runs()).toEqual(['/a: everything']);
    expect(indexing.state.published).toEqual({ kind: 'needsConsent', host: 'db.example.com' });
  });
});

describe('a slow database', () => {
  const never = new Promise(() => undefined);

  it('does not delay searches: the index here is open meanwhile, and nothing is indexed', async () => {
    let answer: (value: unknown) => void = () => undefined;
    engine.answers.set('openPublished', () =>
      asks() === 1 ? never : new Promise((resolve) => (answer = resolve)),
    );
    choose(asked);
    const started = indexing.start();
    await pass(1900);
    expect(opened()).toEqual([]);
    await pass(200);
    await started;
    expect(opened()).toEqual(['/a']);
    expect(asks()).toBe(2);
    expect(runs()).toEqual([]);
    expect(indexing.state.published).toBeUndefined();
    answer(summary);
    await pass(1);
    expect(runs()).toEqual([]);
    expect(indexing.state.published).toMatchObject({ kind: 'searched' });
  });

  it('that never answers is replaced by the index here, which is then updated', async () => {
    let fail: (error: unknown) => void = () => undefined;
    engine.answers.set('openPublished', () =>
      asks() === 1 ? never : new Promise((_, reject) => (fail = reject)),
    );
    choose(asked);
    void indexing.start();
    await pass(2100);
    fail(gone);
    await pass(1);
    expect(runs()).toEqual(['/a: everything']);
    expect(indexing.state.published).toMatchObject({
      kind: 'notUsed',
      error: { code: 'DATABASE_UNREACHABLE' },
    });
  });
  it('is not searched any more if the setting was removed meanwhile', async () => {
    let signal: AbortSignal | undefined;
    await start();
    engine.answers.set('openPublished', (call) => {
      ({ signal } = call);
      return new Promise(() => undefined);
    });
    await indexing.leaveDatabase(gone);
    void indexing.update();
    await pass(1);
    expect(signal?.aborted).toBe(false);
    indexing.dispose();
    expect(signal?.aborted).toBe(true);
  });
});
