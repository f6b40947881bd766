import { afterEach, beforeEach, vi } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { FolderUpdater, type FolderUpdaterParts } from '../../../src/vscode/indexing/folderUpdater';
import { FakeEngine, runReport } from '../../support/fakeEngine';

export const busy = new SemanticSearchError('PROVIDER_BUSY', 'Busy.', 'Wait.', { retryAfterMs: 30_000 });

export let engine: FakeEngine;
/** Lines that the updaters have logged. */
export let logged: string[];
/** Number of reported changes of a state. */
export let changes: number;

/** Gives each test of a file a new engine, and fake timers. */
export function renewBeforeEach(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    engine = new FakeEngine();
    logged = [];
    changes = 0;
  });
  afterEach(() => {
    vi.useRealTimers();
  });
}

/** An indexing of `/w` whose time the test lets pass. */
export function indexingOf(before?: FolderUpdaterParts['before']): FolderUpdater {
  const log = (line: string): void => void logged.push(line);
  return new FolderUpdater({
    options: { folder: '/w', indexDirectory: '/index' },
    engine: engine as unknown as FolderUpdaterParts['engine'],
    logger: { ...silentLogger, info: log, error: log },
    onDidChange: () => changes++,
    ...(before && { before }),
  });
}

export const pass = (ms: number): Promise<unknown> => vi.advanceTimersByTimeAsync(ms);
/** What each run was about: `everything`, `rebuild` or paths. */
export const runs = (): unknown[] =>
  engine.of('index').map(({ paths, rebuild }) => paths ?? (rebuild === true ? 'rebuild' : 'everything'));

/** Runs that the test ends. */
export function runsByHand(): {
  succeed(report?: Partial<typeof runReport>): void;
  fail(error: Error): void;
}[] {
  const started: ReturnType<typeof runsByHand> = [];
  engine.answers.set(
    'index',
    () =>
      new Promise((resolve, reject) => {
        started.push({
          succeed: (report) => {
            resolve({ ...runReport, ...report });
          },
          fail: reject,
        });
      }),
  );
  return started;
}
