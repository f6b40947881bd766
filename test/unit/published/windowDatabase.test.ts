import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiKeys } from '../../../src/vscode/provider/apiKeys';
import { WindowDatabase } from '../../../src/vscode/published/windowDatabase';
import { editor, EventEmitter } from '../../support/fakeEditor';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

const setting = 'semanticSearch.postgres';
const here = 'postgres://me@127.0.0.1:5432/search';
const there = 'postgres://me@db.example.com/search';

let database: WindowDatabase;
let changes: number;

beforeEach(() => {
  editor.reset('/w');
  const stored = new Map<string, string>();
  const memento = new Map<string, unknown>();
  const changed = new EventEmitter<{ key: string }>();
  const set = (key: string, value: string | undefined): Promise<void> => {
    if (value === undefined) stored.delete(key);
    else stored.set(key, value);
    changed.fire({ key });
    return Promise.resolve();
  };
  const keys = new ApiKeys({
    ...{ onDidChange: changed.event, get: (key: string) => Promise.resolve(stored.get(key)) },
    ...{ store: set, delete: (key: string) => set(key, undefined), keys: () => Promise.resolve([]) },
  });
  database = new WindowDatabase(
    {
      keys: () => [...memento.keys()],
      get: (key: string) => memento.get(key),
      update: (key: string, value: unknown) => {
        memento.set(key, value);
        return Promise.resolve();
      },
    } as ConstructorParameters<typeof WindowDatabase>[0],
    keys,
  );
  changes = 0;
  database.onDidChange(() => changes++);
});

describe('the database of a window', () => {
  it('is off without the setting, and in an empty window', async () => {
    expect(await database.choice()).toEqual({ kind: 'off' });
    editor.configure(setting, here);
    expect(changes).toBe(1);
    expect(await database.choice()).toMatchObject({ kind: 'asked' });
    editor.setFolders();
    expect(await database.choice()).toEqual({ kind: 'off' });
  });

  it('is off in a restricted workspace, and follows its trust', async () => {
    editor.isTrusted = false;
    editor.configure(setting, here);
    expect(await database.choice()).toEqual({ kind: 'off' });
    editor.trust();
    expect(changes).toBe(2);
    expect(await database.choice()).toEqual({ kind: 'asked', host: '127.0.0.1', address: here });
  });

  it('on another machine is asked after consent only', async () => {
    editor.configure(setting, there);
    expect(await database.choice()).toEqual({ kind: 'needsConsent', host: 'db.example.com' });
    await database.decide('db.example.com', false);
    expect(await database.choice()).toEqual({ kind: 'off' });
    await database.decide('db.example.com', true);
    expect(await database.choice()).toEqual({ kind: 'asked', host: 'db.example.com', address: there });
    editor.configure(setting, 'postgres://me@other.example.com/search');
    expect(await database.choice()).toMatchObject({ kind: 'needsConsent', host: 'other.example.com' });
  });

  it('gets the password of its own account only', async () => {
    editor.configure(setting, here);
    await database.setPassword(database.account!, 'open sesame');
    expect(await database.password(database.account!)).toBe('open sesame');
    expect(await database.choice()).toMatchObject({ address: here.replace('me@', 'me:open%20sesame@') });
    editor.configure(setting, here.replace('5432', '5433'));
    expect(await database.choice()).toMatchObject({ address: here.replace('5432', '5433') });
    editor.configure(setting, here);
    await database.setPassword(database.account!, '');
    expect(await database.choice()).toMatchObject({ address: here });
    expect(changes).toBe(5);
  });

  it('is not used with an address that has a password, or if all folders are virtual', async () => {
    editor.configure(setting, 'postgres://me:open-sesame@127.0.0.1/search');
    expect(await database.choice()).toMatchObject({ kind: 'notUsed', error: { code: 'USAGE' } });
    expect(database.account).toBeUndefined();
    editor.configure(setting, here);
    editor.setFolders('/a', '/b');
    expect(await database.choice()).toMatchObject({ kind: 'asked' });
    editor.setFolders('memfs:///a');
    expect(await database.choice()).toMatchObject({ kind: 'notUsed' });
  });
});
