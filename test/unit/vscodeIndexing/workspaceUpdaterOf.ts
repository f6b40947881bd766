import { afterEach, beforeEach, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { WorkspaceUpdater, type WorkspaceUpdaterParts } from '../../../src/vscode/indexing/workspaceUpdater';
import type { DatabaseChoice } from '../../../src/vscode/published/windowDatabase';
import { editor, EventEmitter } from '../../support/fakeEditor';
import { FakeEngine } from '../../support/fakeEngine';

export const automatic = 'semanticSearch.indexAutomatically';
export const busy = new SemanticSearchError('PROVIDER_BUSY', 'Busy.', 'Wait.', { retryAfterMs: 30_000 });

export let engine: FakeEngine;
export let stored: Map<string, unknown>;
/** Logged errors. */
export let errors: string[];
export let indexing: WorkspaceUpdater;
let choice: DatabaseChoice;
let chosen: EventEmitter<void>;

/** Gives each test of a file a new window with the folders `/a` and `/b`, and fake timers. */
export function renewBeforeEach(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    editor.reset('/a', '/b');
    FakeEngine.reset();
    engine = new FakeEngine();
    stored = new Map();
    errors = [];
    choice = { kind: 'off' };
    chosen = new EventEmitter();
    indexing = create();
  });
  afterEach(() => {
    indexing.dispose();
    vi.useRealTimers();
  });
}

/** Replaces {@link indexing} by that of the next window, with what is stored. */
export function restart(): void {
  indexing = create();
}

export const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
/** What a timer begins with another one without a delay takes a millisecond. */
export const soon = (): Promise<unknown> => pass(1);

/** The indexing of another window, with what is stored. The test disposes it. */
export function create(): WorkspaceUpdater {
  return new WorkspaceUpdater({
    engine,
    indexDirectory: '/index',
    database: { choice: () => Promise.resolve(choice), onDidChange: chosen.event },
    memento: {
      get: (key: string, otherwise: unknown) => stored.get(key) ?? otherwise,
      update: (key: string, value: unknown) => {
        stored.set(key, value);
        return Promise.resolve();
      },
    },
    logger: { ...silentLogger, error: (line: string) => errors.push(line) },
  } as unknown as WorkspaceUpdaterParts);
}

/** Changes the database that the user has set. */
export function choose(next: DatabaseChoice): void {
  choice = next;
  chosen.fire();
}

/** Opens and indexes the folders, and forgets the calls. */
export async function started(): Promise<void> {
  await indexing.start();
  await pass(0);
  engine.calls.length = 0;
}

export const opened = (): unknown[] => engine.of('openFolder').map(({ folder }) => folder);
export const runs = (): string[] =>
  engine.of('index').map(({ folder, paths, rebuild }) => {
    const what = Array.isArray(paths) ? paths.join(' ') : rebuild === true ? 'rebuild' : 'everything';
    return `${String(folder)}: ${what}`;
  });
