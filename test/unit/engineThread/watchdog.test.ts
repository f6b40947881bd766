import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { HostContract } from '../../../src/common/contracts/hostContract';
import type { Handlers } from '../../../src/common/contracts/remoteCalls';
import { startEngineWorker } from '../../../src/node/engineWorker';
import { silenceMs, watchAnswers } from '../../../src/node/watchdog';

const roundMs = 5000;
const rounds = silenceMs / roundMs;
const never = new Promise<never>(() => undefined);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
});

afterEach(() => {
  vi.useRealTimers();
});

/** Lets the timer run a number of rounds, as it does when nothing blocks it. */
async function goRound(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await vi.advanceTimersByTimeAsync(roundMs);
}

describe('the watchdog of a thread', () => {
  it('reports once that there is no answer', async () => {
    const onSilence = vi.fn();
    watchAnswers(() => never, onSilence);
    await goRound(rounds);
    expect(onSilence).not.toHaveBeenCalled();
    await goRound(3);
    expect(onSilence).toHaveBeenCalledTimes(1);
  });

  it('starts again with every answer, also a late one or an error', async () => {
    const onSilence = vi.fn();
    let answer = (): void => undefined;
    const ask = vi.fn(
      () =>
        new Promise((_, reject) => {
          answer = () => {
            reject(new Error('answered'));
          };
        }),
    );
    watchAnswers(ask, onSilence);
    for (let i = 0; i < 5; i++) {
      await goRound(rounds);
      answer();
    }
    expect(onSilence).not.toHaveBeenCalled();
    expect(ask).toHaveBeenCalledTimes(5);
  });

  it('does not count while the machine sleeps or its own thread gets no time', async () => {
    const onSilence = vi.fn();
    watchAnswers(() => never, onSilence);
    await goRound(1);
    const awake = performance.now.bind(performance);
    let sleptMs = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => awake() + sleptMs);
    onTestFinished(() => {
      clock.mockRestore();
    });
    for (let i = 0; i < 3 * rounds; i++) {
      sleptMs += 3 * roundMs;
      await goRound(1);
    }
    expect(onSilence).not.toHaveBeenCalled();
  });

  it('stops on request', async () => {
    const onSilence = vi.fn();
    watchAnswers(() => never, onSilence)();
    await goRound(3 * rounds);
    expect(onSilence).not.toHaveBeenCalled();
  });
});

/** The host is not called here. */
const host = {} as Handlers<HostContract>;

/** A thread that answers calls until it is told to block. */
async function startThread(block: string) {
  const directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-watchdog-'));
  const file = path.join(directory, 'worker.js');
  await writeFile(
    file,
    `const { parentPort } = require('node:worker_threads');
     parentPort.on('message', ({ id, method }) => {
       if (method === 'providers') ${block};
       parentPort.postMessage({ type: 'result', id, result: null });
     });`,
  );
  const worker = startEngineWorker(file, { host });
  onTestFinished(async () => {
    await worker.terminate();
    await rm(directory, { recursive: true });
  });
  return worker;
}

describe('the thread of the engine', () => {
  it.each([
    ['computes without end', 'for (;;)'],
    ['waits without end', 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)'],
  ])('is ended when it %s', async (_, block) => {
    const worker = await startThread(block);
    const call = expect(worker.engine.call('providers', null)).rejects.toMatchObject({
      code: 'WORKER_DIED',
      message: 'The engine stopped: no response for 60 seconds.',
    });
    await goRound(rounds + 1);
    await call;
    expect(await worker.ended).toBe('no response for 60 seconds');
  });

  it('is not ended while it answers, even if a call takes long', async () => {
    const worker = await startThread('return');
    const call = worker.engine.call('providers', null).catch(() => 'failed');
    for (let i = 0; i < 3 * rounds; i++) {
      await goRound(1);
      // Earlier calls are answered first.
      await worker.engine.call('ping', null);
    }
    expect(await Promise.race([call, Promise.resolve('pending')])).toBe('pending');
  });
});
