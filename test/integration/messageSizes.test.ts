import { serialize } from 'node:v8';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { memoryHost, startEngine } from '../support/engine';

const folder = 'memory://w';
/** Maximum size of one message to the extension host that causes no noticeable delay. */
const mostBytes = 300_000;

/** A virtual folder with very many files that are skipped by name. */
function largeHost(count: number): ReturnType<typeof memoryHost> {
  const entries = Array.from({ length: count }, (_, i) => ({
    name: `picture-number-${i}.png`,
    type: 'file' as const,
  }));
  return { ...memoryHost(), readDirectory: () => Promise.resolve({ value: entries }) };
}

describe('a message to the extension host', () => {
  it('is small for a run that skips 200,000 paths, and all of them can be requested', async () => {
    const indexDirectory = await mkdtemp(path.join(tmpdir(), 'semantic-search-sizes-'));
    onTestFinished(() => rm(indexDirectory, { recursive: true, force: true }));
    const { engine } = await startEngine(largeHost(200_000));
    await engine.call('openFolder', { folder, isVirtual: true, indexDirectory });
    const summary = await engine.call('index', { folder });
    expect(summary).toMatchObject({ files: 0, skipped: 200_000, skippedBy: { binary: 200_000 } });
    expect(serialize(summary).byteLength).toBeLessThan(2000);

    const page = await engine.call('runPaths', { folder, list: 'skipped', from: 199_500 });
    expect(page).toHaveLength(500);
    const first = await engine.call('runPaths', { folder, list: 'skipped', from: 0 });
    expect(serialize(first).byteLength).toBeLessThan(mostBytes);
  });
});
