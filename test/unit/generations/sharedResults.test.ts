import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { editor } from '../../support/fakeEditor';
import { FakeEngine } from '../../support/fakeEngine';
import { calm, engines, FakeWindow } from './fakeWindow';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);
vi.mock('../../../src/vscode/engineThread/engineThread', async () => ({
  EngineThread: (await import('../../support/fakeEngine')).FakeEngine,
}));

const place = { location: 'https://cache.example.com/search', secret: 'correct horse battery staple' };

let window: FakeWindow;
beforeEach(() => {
  window = new FakeWindow();
});
afterEach(() => {
  window.close();
});

describe('the place where a team shares results', () => {
  it('reaches the engine of a remote model with its secret, and no other engine', async () => {
    window.sharedResults = place;
    await window.started();
    await window.choose({ provider: 'ollama' });
    expect(FakeEngine.all.map(({ options }) => options!.sharedResults)).toEqual([undefined, place]);
  });

  it('is not used in a restricted workspace', async () => {
    window.sharedResults = place;
    editor.isTrusted = false;
    await window.started();
    await window.choose({ provider: 'ollama' });
    expect(FakeEngine.all.map(({ options }) => options!.sharedResults)).toEqual([undefined]);
  });

  it('is opened again when the place or its secret changes', async () => {
    await window.started();
    await window.choose({ provider: 'ollama' });
    expect(engines()).toEqual(['(builtin)', 'ollama']);
    window.sharedResults = place;
    window.teamSecretsChanged.fire();
    await calm();
    expect(engines()).toEqual(['(builtin)', '(ollama)', 'ollama']);
    window.sharedResults = { location: '/mnt/team' };
    await window.choose({ sharedResults: '/mnt/team' });
    expect(FakeEngine.all.at(-1)!.options!.sharedResults).toEqual({ location: '/mnt/team' });
  });
});
