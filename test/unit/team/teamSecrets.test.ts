import { beforeEach, describe, expect, it, vi } from 'vitest';
import { checkHeader, checkSecret } from '../../../src/vscode/team/secretText';
import { TeamSecrets } from '../../../src/vscode/team/teamSecrets';
import { editor, EventEmitter } from '../../support/fakeEditor';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);

const secret = 'correct horse battery staple';
const header = 'Authorization: Bearer open-sesame';

let stored: Map<string, string>;
let teamSecrets: TeamSecrets;

beforeEach(() => {
  editor.reset('/w');
  stored = new Map();
  const changed = new EventEmitter<{ key: string }>();
  teamSecrets = new TeamSecrets({
    onDidChange: changed.event,
    get: (key: string) => Promise.resolve(stored.get(key)),
    store: (key: string, value: string) => {
      stored.set(key, value);
      changed.fire({ key });
      return Promise.resolve();
    },
    delete: (key: string) => {
      stored.delete(key);
      changed.fire({ key });
      return Promise.resolve();
    },
  });
});

describe('team secrets', () => {
  it('are none without a place', async () => {
    expect(await teamSecrets.options()).toBeUndefined();
  });

  it('are kept for each place, so that a header goes to no other server', async () => {
    editor.configure('semanticSearch.sharedResults', 'https://a.example/search');
    await teamSecrets.store('https://a.example/search', { secret, header });
    expect(await teamSecrets.options()).toEqual({ location: 'https://a.example/search', secret, header });
    editor.configure('semanticSearch.sharedResults', 'https://b.example/search');
    expect(await teamSecrets.options()).toEqual({ location: 'https://b.example/search' });
    editor.configure('semanticSearch.sharedResultsKey', 'MCowBQYDK2VwAyEA');
    expect(await teamSecrets.options()).toMatchObject({ publicKey: 'MCowBQYDK2VwAyEA' });
  });

  it('ignore a stored text that is damaged', async () => {
    editor.configure('semanticSearch.sharedResults', '/mnt/team');
    await teamSecrets.store('/mnt/team', { secret });
    for (const key of stored.keys()) stored.set(key, '{"secret":');
    expect(await teamSecrets.options()).toEqual({ location: '/mnt/team' });
  });

  it('report each change, and can be forgotten', async () => {
    let changes = 0;
    teamSecrets.onDidChange(() => changes++);
    editor.configure('semanticSearch.sharedResults', '/mnt/team');
    await teamSecrets.store('/mnt/team', { secret });
    await teamSecrets.forget('/mnt/team');
    expect(changes).toBe(2);
    expect(await teamSecrets.options()).toEqual({ location: '/mnt/team' });
  });
});

describe('the inputs', () => {
  it('accept a secret that cannot be guessed', () => {
    expect(checkSecret(secret, false)).toBeUndefined();
    expect(checkSecret('short', true)).toMatchObject({ severity: 'error' });
    expect(checkSecret('', false)).toMatchObject({ severity: 'error' });
    expect(checkSecret('', true)).toBeUndefined();
  });

  it('accept one header, or none', () => {
    for (const text of ['', header, 'X-JFrog-Art-Api: AKC12'])
      expect(checkHeader(text), text).toBeUndefined();
    for (const text of ['Bearer x', 'A: b\nC: d', 'Authorization:', 'Autor: ü']) {
      expect(checkHeader(text), text).toMatchObject({ severity: 'error' });
    }
  });
});
