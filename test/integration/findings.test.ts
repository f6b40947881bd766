import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchFilters } from '../../src/common/contracts/engineContract';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { memoryHost, startEngine } from '../support/engine';
import { repositoryRoot, temporaryDirectory } from '../support/realSources';

const ends: (() => Promise<void>)[] = [];
let project: Awaited<ReturnType<typeof openProject>>;
beforeAll(async () => {
  project = await openProject();
});
afterAll(async () => {
  for (const end of ends.reverse()) await end();
});

/** Opens two workspace folders with code of this project, in the engine with the built-in model. */
async function openProject() {
  const { directory, remove } = await temporaryDirectory('findings');
  ends.push(remove);
  const { engine } = await startEngine(memoryHost(), (end) => ends.push(end));
  const open = async (name: string, sources: readonly string[]): Promise<string> => {
    const folder = path.join(directory, name);
    await mkdir(folder);
    for (const source of sources)
      await cp(path.join(repositoryRoot, 'src', source), path.join(folder, source), { recursive: true });
    await writeFile(path.join(folder, 'NOTES.md'), '# Notes\n\nA provider is a record of its endpoint.\n');
    await engine.call('openFolder', { folder, indexDirectory: path.join(directory, 'index') });
    await engine.call('index', { folder });
    return folder;
  };
  const core = await open('Core', ['engine/embedding', 'engine/corpus', 'engine/retrieval']);
  const ui = await open('ui', ['webview', 'common']);
  return { engine, core, ui };
}

const placesOf = ({ results }: SearchAnswer): string[] =>
  results.map(({ folder, path: file }) => `${path.basename(folder)}/${file}`);

describe('filters', () => {
  it('apply to folders, files and exclusions, in the query and as parameters', async () => {
    const { engine, core, ui } = project;
    const find = async (query: string, filters: SearchFilters = {}) =>
      placesOf(await engine.call('search', { query, limit: 30, ...filters }));

    const everywhere = await find('provider');
    expect(everywhere.some((place) => place.startsWith('Core/'))).toBe(true);
    expect(everywhere.some((place) => place.startsWith('ui/'))).toBe(true);
    const inCore = await find('provider', { folders: [core] });
    expect(inCore.length).toBeGreaterThan(5);
    expect(inCore.filter((place) => !place.startsWith('Core/'))).toEqual([]);
    expect(await find('provider folder:CORE')).toEqual(inCore);
    expect(await find('provider -folder:ui')).toEqual(inCore);
    expect(await find('provider folder:core', { folders: [ui] })).toEqual([]);

    const below = await find('provider folder:remote');
    expect(below.length).toBeGreaterThan(5);
    expect(below.filter((place) => !place.startsWith('Core/engine/embedding/remote/'))).toEqual([]);

    expect(new Set(await find('provider', { files: [{ folder: ui, path: 'NOTES.md' }] }))).toEqual(
      new Set(['ui/NOTES.md']),
    );
    expect(await find('provider', { files: [] })).toEqual([]);
    const without = await find('provider', { excludedPaths: ['engine/embedding/**', '*.md'] });
    expect(without.length).toBeGreaterThan(3);
    expect(without.filter((place) => /embedding\/|\.md$/.test(place))).toEqual([]);
    expect(await find('provider -path:engine/embedding/** -lang:markdown')).toEqual(without);
  });
});

describe('good answers', () => {
  it('are distinguished from results that are merely the best available', async () => {
    const { engine } = project;
    const lessLikely = async (query: string, limit = 30) =>
      (await engine.call('search', { query, limit })).results.map(({ isLessLikely = false }) => isLessLikely);
    for (const query of ['zxqv unicorn teleportation', 'how is the monthly payment of a mortgage calculated'])
      expect(new Set(await lessLikely(query))).toEqual(new Set([true]));
    const good = await lessLikely('split a long text into pieces by tokens', 500);
    expect(good[0]).toBe(false);
    expect(good).toEqual([...good].sort((a, b) => Number(a) - Number(b)));
    expect(good.at(-1)).toBe(true);
    expect(await lessLikely('splitText', 1)).toEqual([false]);
  });
});

describe('similar', () => {
  it('finds the other records of providers, and a renamed copy before them', async () => {
    const { engine, core } = project;
    const file = 'engine/embedding/providers/mistral.ts';
    const lines = await engine.call('excerpt', { folder: core, path: file, line: 20 });
    const { text, ...place } = lines!;
    expect(text).toContain('openaiRecord({');
    const origin = { folder: core, path: file, ...place };
    const others = await engine.call('similar', { text, origin, limit: 5 });
    for (const { path: found } of others.results) expect(found).toMatch(/^engine\/embedding\/providers\//);
    const previews = await Promise.all(
      others.results.map(({ path: found }) => readFile(path.join(core, found), 'utf8')),
    );
    expect(
      previews.filter((source) => /= (openaiR|r)ecord\(|: ProviderRecord = /.test(source)).length,
    ).toBeGreaterThan(3);
    expect(
      others.results.some(({ path: found, startLine }) => found === file && startLine === place.startLine),
    ).toBe(false);
    expect(others.results[0]!.matches.length).toBeGreaterThan(0);

    const copy = (await readFile(path.join(core, file), 'utf8')).replaceAll('mistral', 'sirocco');
    await writeFile(path.join(core, 'sirocco.ts'), copy);
    await engine.call('index', { folder: core, paths: ['sirocco.ts'] });
    const [first, second] = (await engine.call('similar', { text, origin, limit: 2 })).results;
    expect(first).toMatchObject({ path: 'sirocco.ts', startLine: place.startLine });
    expect(first!.score).toBeGreaterThan(second!.score + 0.1);
    await rm(path.join(core, 'sirocco.ts'));
    await engine.call('index', { folder: core, paths: ['sirocco.ts'] });
  });

  it('accepts a text that is in no file, and the place from which it was taken', async () => {
    const { engine, core } = project;
    const file = 'engine/embedding/remote/splitText.ts';
    const { text } = (await engine.call('excerpt', { folder: core, path: file, line: 10, endLine: 30 }))!;
    expect(text).toBe((await readFile(path.join(core, file), 'utf8')).split('\n').slice(9, 30).join('\n'));
    const [first] = (await engine.call('similar', { text, limit: 1, kind: 'code' })).results;
    expect(first!.path).toBe(file);
    const prose = { text: 'The record of a provider names its endpoint.', kind: 'docs', limit: 5 } as const;
    // Both have the same text, so that one is a copy of the other.
    const { results } = await engine.call('similar', prose);
    expect(results).toHaveLength(1);
    const files = results.flatMap((result) => [result, ...(result.siblings ?? [])]);
    expect(files.map(({ folder, path: file }) => `${path.basename(folder)}/${file}`).sort()).toEqual([
      'Core/NOTES.md',
      'ui/NOTES.md',
    ]);
  });

  it('reveals nothing about files outside the folder, or about lines that do not exist', async () => {
    const { engine, core } = project;
    const excerpt = (file: string, line: number, endLine?: number) =>
      engine.call('excerpt', { folder: core, path: file, line, endLine });
    expect(await excerpt('../ui/NOTES.md', 1, 2)).toBeNull();
    expect(await excerpt('NOTES.md', 40, 50)).toBeNull();
    expect(await excerpt('NOTES.md', 40)).toBeNull();
    expect(await excerpt('none.ts', 1)).toBeNull();
    expect(await excerpt('NOTES.md', 3, 99)).toMatchObject({
      startLine: 3,
      text: 'A provider is a record of its endpoint.\n',
    });
  });
});

describe('a word of the query', () => {
  it('is marked in the shown lines of the file', async () => {
    const { engine, core } = project;
    const { results } = await engine.call('search', {
      query: 'split a long text into pieces by tokens',
      folders: [core],
    });
    expect(results[0]!.path).toBe('engine/embedding/remote/splitText.ts');
    for (const { path: file, previewLine, preview, matches } of results) {
      const lines = (await readFile(path.join(core, file), 'utf8')).split('\n');
      const last = previewLine + preview.split('\n').length - 1;
      for (const { line, start, end } of matches) {
        expect(line).toBeGreaterThanOrEqual(previewLine);
        expect(line).toBeLessThanOrEqual(last);
        expect(lines[line - 1]!.slice(start, end)).toMatch(/split|long|text|piece|token/i);
      }
    }
    expect(results.filter(({ matches }) => matches.length > 0).length).toBeGreaterThan(5);
  });
});
