import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import { editor } from '../../support/fakeEditor';
import { FakeEngine } from '../../support/fakeEngine';
import { calm, engines, FakeWindow, indexingByHand, pass, providers } from './fakeWindow';

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

describe('the model of the first start', () => {
  it('is the built-in one, whose index is built at once', async () => {
    expect(window.generations.state).toEqual({ kind: 'empty', reason: 'notStarted' });
    await window.started();
    expect(engines()).toEqual(['builtin']);
    expect(FakeEngine.all[0]).toMatchObject({
      workerFile: '/dist/worker.js',
      options: { provider: { provider: 'builtin' }, cacheDirectory: '/cache' },
    });
    expect(window.generations.state).toEqual(expect.objectContaining({ kind: 'ready' }));
    expect(window.generations.state).not.toHaveProperty('next');
    expect(window.generations.all).toHaveLength(1);
  });

  it('is a model file that the settings name', async () => {
    editor.settings.set('semanticSearch.modelPath', '/m');
    await window.started();
    expect(FakeEngine.all[0]!.options!.provider).toMatchObject({ provider: 'builtin', model: '/m' });
    expect(engines()).toEqual(['builtin']);
  });

  it('is the built-in one in a restricted workspace, whatever the settings, until it is trusted', async () => {
    editor.isTrusted = false;
    editor.settings.set('semanticSearch.modelPath', '/m');
    await window.started();
    expect(FakeEngine.all.map(({ options }) => options!.provider)).toEqual([{ provider: 'builtin' }]);
    editor.trust();
    await calm();
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ model: '/m' });
  });

  it('is the built-in one, although another is chosen, until that may be used', async () => {
    editor.settings.set('semanticSearch.provider', 'openai');
    await window.started();
    expect(engines()).toEqual(['builtin']);
    expect(window.generations.state.next).toEqual({
      ...{ kind: 'needsConsent', model: 'OpenAI text-embedding-3-small', host: 'api.openai.com' },
    });
  });
});

describe('the number of threads in the settings', () => {
  it('is passed to the engine, which is restarted when it changes', async () => {
    await window.started();
    expect(FakeEngine.all[0]!.options!.threads).toBeUndefined();
    editor.configure('semanticSearch.indexingThreads', 3);
    await pass(300);
    await calm();
    expect(engines()).toEqual(['(builtin)', 'builtin']);
    expect(FakeEngine.all[1]!.options!.threads).toBe(3);
  });
});

describe('another model', () => {
  it('is not used before the settings have stopped changing', async () => {
    await window.started();
    editor.configure('semanticSearch.provider', 'ollama');
    await pass(200);
    editor.configure('semanticSearch.model', 'other');
    await pass(299);
    expect(engines()).toEqual(['builtin']);
    await pass(1);
    await calm();
    expect(FakeEngine.all[1]!.options!.provider).toMatchObject({ provider: 'ollama', model: 'other' });
    expect(engines()).toHaveLength(2);
  });

  it('is not affected by other settings', async () => {
    await window.started();
    editor.settings.set('semanticSearch.provider', 'ollama');
    editor.configure('editor.fontSize', 12);
    await pass(1000);
    expect(engines()).toEqual(['builtin']);
  });

  it('is built beside the one that answers, and takes over when it is complete', async () => {
    await window.started();
    const finish = indexingByHand();
    await window.choose({ provider: 'ollama' });
    expect(engines()).toEqual(['builtin', 'ollama']);
    expect((await window.generations.answering()).choice.provider).toBe('builtin');
    expect(window.generations.state).toMatchObject({
      kind: 'ready',
      next: { kind: 'building', model: 'Ollama nomic', host: 'localhost:11434' },
    });
    expect(window.generations.all).toHaveLength(2);
    await finish();
    expect(engines()).toEqual(['(builtin)', 'ollama']);
    expect((await window.generations.answering()).choice.provider).toBe('ollama');
    expect(window.generations.state).not.toHaveProperty('next');
    expect(window.generations.state.kind).toBe('ready');
    expect(window.logged).toContain('The index of ollama answers from now on.');
  });

  it('answers at the next start', async () => {
    await window.started();
    await window.choose({ provider: 'ollama' });
    window.generations.dispose();
    window.open();
    await window.started();
    expect(engines()).toEqual(['(builtin)', '(ollama)', 'ollama']);
    expect(window.generations.state).not.toHaveProperty('next');
  });

  it('is one with other request parameters, which are those of its provider, also at the next start', async () => {
    const parameters = (): unknown => FakeEngine.all.at(-1)!.options!.provider.parameters;
    await window.started();
    editor.settings.set('semanticSearch.requestParameters', {
      ollama: { keep_alive: '1h' },
      openai: { user: 'a' },
    });
    await window.choose({ provider: 'ollama' });
    expect(parameters()).toEqual({ keep_alive: '1h' });
    const finish = indexingByHand();
    editor.configure('semanticSearch.requestParameters', { ollama: { options: { num_ctx: 8192 } } });
    await pass(300);
    await calm();
    expect(engines()).toEqual(['(builtin)', 'ollama', 'ollama']);
    expect(parameters()).toEqual({ options: { num_ctx: 8192 } });
    await finish();
    expect(engines()).toEqual(['(builtin)', '(ollama)', 'ollama']);
    window.generations.dispose();
    window.open();
    await window.started();
    expect(engines()).toEqual(['(builtin)', '(ollama)', '(ollama)', 'ollama']);
    expect(parameters()).toEqual({ options: { num_ctx: 8192 } });
    expect(window.generations.state).not.toHaveProperty('next');
  });

  it('is one with another model for questions, which is written to the settings and remembered', async () => {
    const queryModel = (): unknown => FakeEngine.all.at(-1)!.options!.provider.queryModel;
    await window.started();
    await window.generations.adopt({ provider: 'ollama', model: 'large', queryModel: 'lite' });
    await calm();
    expect(editor.settings.get('semanticSearch.queryModel')).toBe('lite');
    expect(queryModel()).toBe('lite');
    window.generations.dispose();
    window.open();
    await window.started();
    expect(queryModel()).toBe('lite');
    expect(window.generations.state).not.toHaveProperty('next');
    await window.generations.adopt({ provider: 'ollama', model: 'large' });
    await calm();
    expect(queryModel()).toBeUndefined();
  });

  it('is dropped if the choice is changed back before it is complete', async () => {
    await window.started();
    indexingByHand();
    await window.choose({ provider: 'ollama' });
    await window.choose({ provider: 'builtin' });
    expect(engines()).toEqual(['builtin', '(ollama)']);
    expect(FakeEngine.all[1]!.isStopped).toBe(true);
    expect(window.generations.state).not.toHaveProperty('next');
  });

  it('is replaced by a third', async () => {
    await window.started();
    const finish = indexingByHand();
    await window.choose({ provider: 'ollama' });
    await window.choose({ model: 'third' });
    expect(engines()).toEqual(['builtin', '(ollama)', 'ollama']);
    await finish();
    expect((await window.generations.answering()).choice).toMatchObject({
      provider: 'ollama',
      model: 'third',
    });
  });

  it('is not started again by a setting that changes nothing', async () => {
    await window.started();
    indexingByHand();
    await window.choose({ provider: 'ollama' });
    await window.choose({ model: '  ' });
    expect(engines()).toEqual(['builtin', 'ollama']);
  });

  it('reports each change of its state', async () => {
    await window.started();
    const seen: unknown[] = [];
    window.generations.onDidChangeState(({ kind, next }) =>
      seen.push(next ? `${kind}, next ${next.kind}` : kind),
    );
    const finish = indexingByHand();
    await window.choose({ provider: 'ollama' });
    expect(seen).toContain('ready, next building');
    await finish();
    expect(seen.at(-1)).toBe('ready');
    const [current] = window.generations.all;
    let changes = 0;
    current!.updater.onDidChangeState(() => changes++);
    const toldBefore = seen.length;
    editor.save('/w/b.ts');
    await calm();
    expect(changes).toBeGreaterThan(0);
    // Each change is reported once.
    expect(seen.length - toldBefore).toBe(changes);
  });
});

describe('without an engine that answers', () => {
  it('a search waits for one, and is cancelled before the start', async () => {
    await expect(window.generations.answering()).rejects.toThrow(CancelledError);
    void window.generations.start();
    expect((await window.generations.answering()).choice.provider).toBe('builtin');
  });

  it('an unknown provider is logged, and the built-in model continues to answer', async () => {
    FakeEngine.answers.set('providers', () => new Error('not yet'));
    await window.started();
    await window.choose({ provider: 'openai' });
    expect(window.logged.at(-1)).toBe('Choice of the model: not yet');
    expect((await window.generations.answering()).choice.provider).toBe('builtin');
    FakeEngine.all[0]!.answers.set('providers', () => providers);
    await window.choose({ model: 'm' });
    expect(window.generations.state.next).toMatchObject({ kind: 'needsConsent', model: 'OpenAI m' });
  });
});

describe('a fault of the window', () => {
  it('is the error of a search if no index could be opened because of it', async () => {
    window.memento.set('provider.answering', { choice: { provider: 'openai' }, host: 'api.openai.com' });
    window.consents.add('api.openai.com');
    window.keys.get = () => {
      throw new Error('The keyring is locked.');
    };
    await window.started();
    await expect(window.generations.answering()).rejects.toThrow('The keyring is locked.');
  });

  it('is logged if it prevents indexing after a consent', async () => {
    await window.started();
    indexingByHand();
    await window.choose({ provider: 'ollama' });
    FakeEngine.all[1]!.tryNow = () => Promise.reject(new Error('The thread ended.'));
    window.agree('api.voyageai.com');
    await calm();
    expect(window.logged.at(-1)).toBe('Indexing could not be started: The thread ended.');
  });
});

describe('dispose', () => {
  it('ends all engines, and nothing starts afterwards', async () => {
    await window.started();
    indexingByHand();
    await window.choose({ provider: 'ollama' });
    let told = 0;
    window.generations.onDidChangeState(() => told++);
    editor.configure('semanticSearch.provider', 'builtin');
    window.generations.dispose();
    await calm();
    expect(vi.getTimerCount()).toBe(0);
    await pass(1000);
    expect(engines()).toEqual(['(builtin)', '(ollama)']);
    editor.configure('semanticSearch.provider', 'openai');
    window.keysChanged.fire();
    window.consentsChanged.fire();
    await pass(1000);
    expect(engines()).toHaveLength(2);
    expect(told).toBe(0);
  });
});

describe('dispose before the start has finished', () => {
  it('starts no engine', async () => {
    const starting = window.generations.start();
    window.generations.dispose();
    await starting;
    await calm();
    expect(engines()).toEqual([]);
  });
});
