import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { pauseForSearches } from '../../../src/node/analysis/pauseForSearches';
import { readIsOnBattery } from '../../../src/node/analysis/powerSource';
import { automaticThreadCount } from '../../../src/node/analysis/threadCount';
import { watchProgress } from '../../../src/node/analysis/watchProgress';
import { temporaryDirectory } from '../store/temporaryDirectory';

describe('the number of threads that analyze files', () => {
  it.each([
    { cores: 1, plugged: 1, battery: 1 },
    { cores: 2, plugged: 2, battery: 1 },
    { cores: 4, plugged: 3, battery: 1 },
    { cores: 8, plugged: 7, battery: 3 },
    { cores: 64, plugged: 8, battery: 4 },
  ])('leaves one core to the user, and more on battery: $cores cores', ({ cores, plugged, battery }) => {
    expect(automaticThreadCount(cores, false)).toBe(plugged);
    expect(automaticThreadCount(cores, true)).toBe(battery);
  });
});

describe('whether the machine runs on battery', () => {
  /** A directory of power supplies as Linux has it. */
  async function supplies(of: Readonly<Record<string, Readonly<Record<string, string>>>>): Promise<string> {
    const directory = await temporaryDirectory();
    for (const [name, fields] of Object.entries(of)) {
      await mkdir(path.join(directory, name));
      for (const [field, text] of Object.entries(fields))
        await writeFile(path.join(directory, name, field), `${text}\n`);
    }
    return directory;
  }
  const discharging = { type: 'Battery', status: 'Discharging' };

  it.each([
    { of: {}, expected: false },
    { of: { BAT0: discharging }, expected: true },
    { of: { AC: { type: 'Mains', online: '0' }, BAT0: discharging }, expected: true },
    { of: { AC: { type: 'Mains', online: '1' }, BAT0: discharging }, expected: false },
    { of: { BAT0: { type: 'Battery', status: 'Charging' } }, expected: false },
    { of: { mouse: { ...discharging, scope: 'Device' } }, expected: false },
  ])('is read from the files of Linux: $of', async ({ of, expected }) => {
    expect(await readIsOnBattery('linux', await supplies(of))).toBe(expected);
  });

  it('is false if it cannot be read', async () => {
    expect(await readIsOnBattery('linux', '/does/not/exist')).toBe(false);
    expect(await readIsOnBattery('win32')).toBe(false);
  });
});

describe('a thread that makes no progress', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is reported once, after the given time', () => {
    const onHang = vi.fn();
    watchProgress(() => 1, 36_000, onHang);
    vi.advanceTimersByTime(35_000);
    expect(onHang).not.toHaveBeenCalled();
    vi.advanceTimersByTime(100_000);
    expect(onHang).toHaveBeenCalledOnce();
  });

  it('is not reported while it advances, has no work, or after the watch has ended', () => {
    const onHang = vi.fn();
    let count = 0;
    watchProgress(() => count++, 36_000, onHang);
    watchProgress(() => undefined, 36_000, onHang);
    watchProgress(() => 1, 36_000, onHang)();
    vi.advanceTimersByTime(1_000_000);
    expect(onHang).not.toHaveBeenCalled();
  });
});

describe('pausing for searches', () => {
  it('blocks while a search runs, for a limited time, and then lets the thread work for a while', () => {
    const pause = new Int32Array(new SharedArrayBuffer(4));
    const wait = vi.spyOn(Atomics, 'wait').mockReturnValue('timed-out');
    const clock = vi.spyOn(performance, 'now').mockReturnValue(1000);
    onTestFinished(() => {
      wait.mockRestore();
      clock.mockRestore();
    });
    const giveWay = pauseForSearches(pause);
    giveWay();
    expect(wait).not.toHaveBeenCalled();
    pause[0] = 1;
    giveWay();
    expect(wait).toHaveBeenCalledExactlyOnceWith(pause, 0, 1, 200);
    clock.mockReturnValue(1007);
    giveWay();
    expect(wait).toHaveBeenCalledOnce();
    clock.mockReturnValue(1008);
    giveWay();
    expect(wait).toHaveBeenCalledTimes(2);
  });
});
