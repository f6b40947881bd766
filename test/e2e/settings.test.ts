import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeSampleRepository } from './support/sampleRepository';
import { openVscode, type VscodePage } from './support/vscodePage';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-settings-'));
let window: VscodePage;

beforeAll(async () => {
  window = await openVscode({
    workspace: await makeSampleRepository(directory),
    settings: { 'semanticSearch.preview': false },
  });
});

afterAll(async () => {
  await window.close();
  rmSync(directory, { recursive: true });
});

const eventually = <T>(ask: () => T | Promise<T>) => expect.poll(ask, { timeout: 30_000 });

/** As a person does in settings.json. */
function change(settings: Readonly<Record<string, unknown>>): void {
  const file = path.join(window.userDataDir, 'User', 'settings.json');
  const known = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  writeFileSync(file, JSON.stringify({ ...known, ...settings }));
}

/** Asks in the palette, and tells how many results there are. */
async function countResults(): Promise<number> {
  await window.command('Semantic Search: Search…');
  await window.quickInput.type('where do we retry failed uploads');
  const places = async (): Promise<number> =>
    (await window.quickInput.items()).filter(({ description }) => /:\d+/.test(description)).length;
  await eventually(places).toBeGreaterThan(0);
  return places();
}

describe('a setting of the window', () => {
  it('preview: when off, no editor opens beside the palette; when on, one does', async () => {
    expect(await countResults()).toBeGreaterThan(2);
    expect(await window.activeEditor()).toBeUndefined();
    await window.quickInput.escape();
    change({ 'semanticSearch.preview': true });
    // A window learns of a file that changed in its own time.
    await eventually(async () => {
      await countResults();
      const editor = await window.activeEditor();
      await window.quickInput.escape();
      return editor?.fileName;
    }).toMatch(/\.(?:ts|md|go|py)$/);
  });

  it('maxResults: the next search shows so many', async () => {
    change({ 'semanticSearch.maxResults': 2 });
    await eventually(async () => {
      const count = await countResults();
      await window.quickInput.escape();
      return count;
    }).toBe(2);
  });
});
