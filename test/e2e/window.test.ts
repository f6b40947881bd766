import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventually } from './support/eventually';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-sample-'));
let folder: string;
let window: VscodePage;

beforeAll(async () => {
  folder = await makeSampleRepository(directory);
  window = await openVscode({ workspace: folder });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

describe('a window with the packaged extension', () => {
  it('finds from the palette and opens at the right lines', async () => {
    await window.command('Semantic Search: Ask…');
    await window.quickInput.opened();
    await window.quickInput.type('where do we retry failed uploads');
    const first = async (): Promise<string> => (await window.quickInput.items())[0]?.description ?? '';
    await eventually(first).toMatch(/^uploadQueue\.ts:\d+ · src\/upload$/);
    const line = Number(/:(\d+)/.exec(await first())?.[1]);
    await window.quickInput.accept();
    await window.quickInput.closed();
    await eventually(() => window.activeEditor()).toMatchObject({ fileName: 'uploadQueue.ts', line });
    const text = readFileSync(path.join(folder, 'src/upload/uploadQueue.ts'), 'utf8').split('\n');
    const comment = text.findIndex((one) => one.includes('Retries a failed upload')) + 1;
    // At the definition or its comment.
    expect([comment, comment + 1]).toContain(line);
    const editor = await window.activeEditor();
    expect(editor?.firstVisibleLine).toBeLessThanOrEqual(line);
    expect(editor?.lastVisibleLine).toBeGreaterThanOrEqual(line);
  });

  it('has said nothing that nobody asked for', async () => {
    expect(await window.notifications()).toEqual([]);
  });
});
