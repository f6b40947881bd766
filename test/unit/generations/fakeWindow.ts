import { vi } from 'vitest';
import type { SharedResultsOptions } from '../../../src/common/contracts/engineOptions';
import { silentLogger } from '../../../src/common/logger';
import {
  IndexGenerations,
  type IndexGenerationsParts,
} from '../../../src/vscode/generations/indexGenerations';
import type { DatabaseChoice } from '../../../src/vscode/published/windowDatabase';
import { editor, EventEmitter } from '../../support/fakeEditor';
import { FakeEngine, runReport } from '../../support/fakeEngine';

/** The providers of each engine: one needs consent and a key, the other runs on this machine. */
export const providers = [
  {
    ...{ id: 'openai', label: 'OpenAI', baseUrl: 'https://api.openai.com/v1' },
    ...{ key: 'required', defaultModel: 'text-embedding-3-small' },
  },
  { id: 'ollama', label: 'Ollama', baseUrl: 'http://localhost:11434/v1', key: 'none', defaultModel: 'nomic' },
];

export const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);

/** Lets everything happen that has begun. */
export async function calm(): Promise<void> {
  for (let i = 0; i < 5; i++) await pass(1);
}

/** Providers of the engines so far, those that were stopped or disposed in brackets. */
export const engines = (): string[] =>
  FakeEngine.all.map(({ options, isDisposed }) => {
    const { provider } = options!.provider;
    return isDisposed ? `(${provider})` : provider;
  });

/** From now on, runs of new engines end when the returned function is called. */
export function indexingByHand(): () => Promise<void> {
  const ends: (() => void)[] = [];
  FakeEngine.answers.set('openFolder', () => ({ files: 0, chunks: 0, state: 'empty', unreadable: 0 }));
  FakeEngine.answers.set(
    'index',
    () =>
      new Promise((resolve) =>
        ends.push(() => {
          resolve(runReport);
        }),
      ),
  );
  return async () => {
    for (const end of ends.splice(0)) end();
    await calm();
  };
}

/**
 * The generations of a window with fake timers, editor and engines. A test file that uses it replaces `vscode` and the thread of the
 * engine by those of `test/support`.
 */
export class FakeWindow {
  readonly memento = new Map<string, unknown>();
  readonly keys = new Map<string, string>();
  readonly consents = new Set<string>();
  readonly logged: string[] = [];
  readonly keysChanged = new EventEmitter<void>();
  readonly consentsChanged = new EventEmitter<void>();
  readonly teamSecretsChanged = new EventEmitter<void>();
  readonly databaseChanged = new EventEmitter<void>();
  database: DatabaseChoice = { kind: 'off' };
  sharedResults: SharedResultsOptions | undefined;
  generations: IndexGenerations;

  constructor() {
    vi.useFakeTimers();
    editor.reset('/w');
    FakeEngine.reset();
    FakeEngine.answers.set('providers', () => providers);
    this.generations = this.create();
  }

  /** Opens it again, with what is stored. */
  open(): void {
    this.generations = this.create();
  }

  private create(): IndexGenerations {
    const log = (line: string): void => void this.logged.push(line);
    return new IndexGenerations({
      workerFile: '/dist/worker.js',
      indexDirectory: '/index',
      cacheDirectory: '/cache',
      memento: {
        get: (key: string, otherwise?: unknown) => this.memento.get(key) ?? otherwise,
        update: (key: string, value: unknown) => {
          this.memento.set(key, value);
          return Promise.resolve();
        },
      },
      logger: { ...silentLogger, info: log, error: log },
      keys: {
        get: (provider: string, host: string) => Promise.resolve(this.keys.get(`${provider} ${host}`)),
        onDidChange: this.keysChanged.event,
      },
      teamSecrets: {
        options: () => Promise.resolve(this.sharedResults),
        onDidChange: this.teamSecretsChanged.event,
      },
      database: {
        choice: () => Promise.resolve(this.database),
        onDidChange: this.databaseChanged.event,
      },
      consents: { has: (host: string) => this.consents.has(host), onDidChange: this.consentsChanged.event },
    } as unknown as IndexGenerationsParts);
  }

  /** Starts it: the built-in model answers, unless another one was stored. */
  async started(): Promise<void> {
    await this.generations.start();
    await calm();
  }

  /** Changes settings of the extension, and waits until they are at rest. */
  async choose(settings: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [key, value] of Object.entries(settings)) editor.configure(`semanticSearch.${key}`, value);
    await pass(300);
    await calm();
  }

  agree(...hosts: readonly string[]): void {
    for (const host of hosts) this.consents.add(host);
    this.consentsChanged.fire();
  }

  storeKey(provider: string, host: string): void {
    this.keys.set(`${provider} ${host}`, 'secret');
    this.keysChanged.fire();
  }

  close(): void {
    this.generations.dispose();
    vi.useRealTimers();
  }
}
