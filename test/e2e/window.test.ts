import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-sample-'));
let window: VscodePage;

beforeAll(async () => {
  window = await openVscode({ workspace: await makeSampleRepository(directory) });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

describe('a window with the packaged extension', () => {
  it('finds from the palette and opens at the right lines', async () => {
    await window.command('Semantic Search: Search…');
    await window.quickInput.opened();
    await window.quickInput.type('where do we retry failed uploads');
    const first = async (): Promise<string> => (await window.quickInput.items())[0]?.description ?? '';
    await expect.poll(first, { timeout: 30_000 }).toMatch(/^src\/upload\/uploadQueue\.ts:\d+/);
    const line = Number(/:(\d+)/.exec(await first())?.[1]);
    await window.quickInput.accept();
    await window.quickInput.closed();
    await expect
      .poll(() => window.activeEditor(), { timeout: 10_000 })
      .toMatchObject({ fileName: 'uploadQueue.ts', line });
    const editor = await window.activeEditor();
    expect(editor?.firstVisibleLine).toBeLessThanOrEqual(line);
    expect(editor?.lastVisibleLine).toBeGreaterThanOrEqual(line);
  });

  it('has said nothing that nobody asked for', async () => {
    expect(await window.notifications()).toEqual([]);
  });
});
