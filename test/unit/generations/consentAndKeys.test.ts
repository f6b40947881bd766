import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { editor } from '../../support/fakeEditor';
import { FakeEngine } from '../../support/fakeEngine';
import { calm, engines, FakeWindow, indexingByHand } from './fakeWindow';

vi.mock('vscode', async () => (await import('../../support/fakeEditor')).vscodeModule);
vi.mock('../../../src/vscode/engineThread/engineThread', async () => ({
  EngineThread: (await import('../../support/fakeEngine')).FakeEngine,
}));

let window: FakeWindow;
beforeEach(() => {
  window = new FakeWindow();
});
afterEach(() => {
  window.close();
});

describe('a model to which texts are sent', () => {
  it('waits for consent, then for the key, and then is built', async () => {
    await window.started();
    await window.choose({ provider: 'openai' });
    expect(window.generations.state.next).toMatchObject({ kind: 'needsConsent' });
    window.agree('api.voyageai.com');
    await calm();
    expect(window.generations.state.next).toMatchObject({ kind: 'needsConsent' });
    window.agree('api.openai.com');
    await calm();
    expect(window.generations.state.next).toMatchObject({ kind: 'needsKey', host: 'api.openai.com' });
    expect(engines()).toEqual(['builtin']);
    const finish = indexingByHand();
    window.storeKey('openai', 'api.openai.com');
    await calm();
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'openai', apiKey: 'secret' });
    await finish();
    expect((await window.generations.answering()).choice.provider).toBe('openai');
    expect(window.generations.state).not.toHaveProperty('next');
  });

  it('gets the key of its host only', async () => {
    await window.started();
    window.keys.set('openai api.openai.com', 'secret');
    window.agree('api.openai.com', 'relay.example');
    await window.choose({ provider: 'openai', baseUrl: 'https://relay.example/v1' });
    expect(window.generations.state.next).toMatchObject({ kind: 'needsKey', host: 'relay.example' });
  });

  it.each([
    [
      'consent is withdrawn',
      () => {
        window.consents.clear();
      },
    ],
    ['the workspace is restricted', () => void (editor.isTrusted = false)],
  ])('stops answering at once when %s', async (_, withdraw) => {
    await window.started();
    window.keys.set('openai api.openai.com', 'secret');
    window.agree('api.openai.com');
    await window.choose({ provider: 'openai' });
    expect((await window.generations.answering()).choice.provider).toBe('openai');
    withdraw();
    window.consentsChanged.fire();
    await calm();
    expect((await window.generations.answering()).choice.provider).toBe('builtin');
    expect(FakeEngine.all[1]).toMatchObject({ isStopped: true, isDisposed: true });
  });

  it.each([
    [
      'with its key, before the providers are known',
      true,
      { provider: 'openai', apiKey: 'secret' },
      undefined,
    ],
    ['not, if consent was withdrawn meanwhile', false, { provider: 'builtin' }, { kind: 'needsConsent' }],
  ])('answers at the next start: %s', async (_, isAgreed, provider, next) => {
    window.keys.set('openai api.openai.com', 'secret');
    window.agree('api.openai.com');
    await window.started();
    await window.choose({ provider: 'openai' });
    window.generations.dispose();
    FakeEngine.all = [];
    if (!isAgreed) window.consents.clear();
    window.open();
    await window.started();
    expect(FakeEngine.all[0]!.options!.provider).toMatchObject(provider);
    expect(engines()).toEqual([provider.provider]);
    if (next) expect(window.generations.state.next).toMatchObject(next);
    else expect(window.generations.state).not.toHaveProperty('next');
  });

  it('is opened again with a new key', async () => {
    window.keys.set('openai api.openai.com', 'old');
    window.agree('api.openai.com');
    await window.started();
    await window.choose({ provider: 'openai' });
    window.storeKey('openai', 'api.openai.com');
    await calm();
    expect(engines()).toEqual(['(builtin)', '(openai)', 'openai']);
    expect(FakeEngine.all[2]!.options!.provider).toMatchObject({ apiKey: 'secret' });
  });

  it('is refused by the engine if its address is not valid', async () => {
    await window.started();
    await window.choose({ provider: 'openai', baseUrl: 'api.example.com' });
    expect(window.generations.state.next).toMatchObject({ kind: 'needsKey', host: undefined });
  });

  it('has a named host, unless that is this machine', async () => {
    await window.started();
    expect(window.generations.sendsTo).toBeUndefined();
    const engine = FakeEngine.all[0]!;
    engine.provider = { id: 'x', host: 'localhost:1234' };
    expect(window.generations.provider).toMatchObject({ id: 'x' });
    expect(window.generations.sendsTo).toBeUndefined();
    engine.provider = { id: 'x', host: 'api.example.com' };
    expect(window.generations.sendsTo).toBe('api.example.com');
  });
});

describe('adopting a choice', () => {
  it('writes it with its consent, and starts when all is written, also if indexing is not automatic', async () => {
    editor.settings.set('semanticSearch.indexAutomatically', false);
    window.keys.set('openai api.openai.com', 'secret');
    FakeEngine.answers.set('openFolder', () => ({ files: 0, chunks: 0, state: 'empty', unreadable: 0 }));
    await window.started();
    const seen: string[] = [];
    await window.generations.adopt({ provider: 'openai', model: 'm' }, async () => {
      window.agree('api.openai.com');
      await calm();
      seen.push(...engines());
    });
    await calm();
    expect(seen).toEqual(['builtin']);
    expect(editor.settings.get('semanticSearch.provider')).toBe('openai');
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'openai', model: 'm' });
    expect(FakeEngine.all[1]!.of('index')).toHaveLength(1);
    expect((await window.generations.answering()).choice.provider).toBe('openai');
  });

  it('does not start with a partly written choice', async () => {
    await window.started();
    const seen: string[] = [];
    await window.generations.adopt({ provider: 'ollama', model: 'm' }, async () => {
      await window.choose({ provider: 'ollama' });
      seen.push(...engines());
    });
    await calm();
    expect(seen).toEqual(['builtin']);
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'ollama', model: 'm' });
    expect(FakeEngine.all).toHaveLength(2);
  });

  it('continues with the old one if it cannot be written', async () => {
    await window.started();
    const refused = window.generations.adopt({ provider: 'openai' }, () => Promise.reject(new Error('no')));
    await expect(refused).rejects.toThrow('no');
    await window.choose({ provider: 'ollama' });
    expect((await window.generations.answering()).choice.provider).toBe('ollama');
  });

  it('keeps a pause', async () => {
    await window.started();
    window.memento.set('indexing.paused', true);
    FakeEngine.answers.set('openFolder', () => ({ files: 1, chunks: 1, state: 'partial', unreadable: 0 }));
    await window.generations.adopt({ provider: 'ollama' });
    await calm();
    expect(FakeEngine.all[1]!.of('index')).toEqual([]);
    expect(window.generations.state.next).toMatchObject({ kind: 'waiting' });
  });
});
