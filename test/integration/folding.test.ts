import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../src/common/errors/errors';
import type { SearchResult } from '../../src/common/contracts/searchResult';
import { testFolder } from '../support/indexedFolder';

/** A folder whose files have one chunk per line. */
async function indexed(files: Readonly<Record<string, string>>) {
  const { folder, index, workspace } = await testFolder();
  const write = async (file: string, text: string): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  };
  for (const [file, text] of Object.entries(files)) await write(file, text);
  await index.update();
  const rows = async (query: string, locale?: string) =>
    (await workspace.search(query, { locale, limit: 30 })).results.map(rowOf);
  const similar = async (text: string, options: Similar = {}) =>
    (await workspace.similar({ text, origin: originIn(folder, options.at) }, options)).results.map(rowOf);
  return { folder, write, rows, similar, index, workspace };
}

/** Options of a search for similar texts. */
interface Similar {
  /** The file whose first line is the text. */
  readonly at?: string;
  readonly locale?: string;
  readonly limit?: number;
}

function originIn(folder: string, at: string | undefined) {
  return at === undefined ? undefined : { folder, path: at, startLine: 1, endLine: 1 };
}

function rowOf({ path: file, siblings }: SearchResult) {
  return { file, others: siblings?.map((one) => `${one.relation} ${one.path}:${one.startLine}`).sort() };
}

const docs = {
  'docs/en/cache.md': 'The cache of sessions.\n',
  'docs/de/cache.md': 'Der Cache für Sitzungen, sessions.\n',
  'docs/fr/cache.md': 'Le cache des sessions.\n',
};

describe('translations', () => {
  it('are one row, in the language of the question, else of the interface', async () => {
    const { rows } = await indexed(docs);
    const english = ['translation docs/de/cache.md:1', 'translation docs/fr/cache.md:1'];
    expect(await rows('where is the cache of sessions')).toEqual([
      { file: 'docs/en/cache.md', others: english },
    ]);
    expect((await rows('wo ist der cache der sessions'))[0]!.file).toBe('docs/de/cache.md');
    expect((await rows('sessions cache', 'fr'))[0]!.file).toBe('docs/fr/cache.md');
    expect((await rows('sessions cache', 'ja'))[0]!.file).toBe('docs/en/cache.md');
    expect((await rows('sessions cache path:docs/de'))[0]).toEqual({
      file: 'docs/de/cache.md',
      others: undefined,
    });
  });

  it('are listed at their current places, and not listed if they no longer exist', async () => {
    const { folder, write, rows } = await indexed(docs);
    await rm(path.join(folder, 'docs/fr/cache.md'));
    await write('docs/de/cache.md', `Neu\nNeu\n${docs['docs/de/cache.md']}`);
    expect((await rows('sessions cache'))[0]).toEqual({
      file: 'docs/en/cache.md',
      others: ['translation docs/de/cache.md:3'],
    });
  });
});

describe('a search that is cancelled during the search for translations', () => {
  it('ends as cancelled', async () => {
    const { index, workspace } = await indexed(docs);
    const cancellation = new AbortController();
    vi.spyOn(index.root.source, 'stat').mockImplementation(() => {
      cancellation.abort();
      return Promise.reject(new CancelledError());
    });
    await expect(workspace.search('sessions cache', {}, cancellation.signal)).rejects.toThrow(CancelledError);
  });
});

describe('copies', () => {
  it('are one row, and the next results fill the limit', async () => {
    const line = 'export const transformer = superjson sessions\n';
    const { rows } = await indexed({
      'a/transformer.ts': line,
      'b/transformer.ts': line,
      'c/transformer.ts': line,
      'd/other.ts': 'export const other = sessions\n',
    });
    expect(await rows('transformer sessions')).toEqual([
      { file: 'a/transformer.ts', others: ['copy b/transformer.ts:1', 'copy c/transformer.ts:1'] },
      { file: 'd/other.ts', others: undefined },
    ]);
  });

  it('in otherwise different files are listed, whatever the limit', async () => {
    const line = 'export const transformer = superjson sessions';
    const files = {
      'a/transformer.ts': `${line}\n`,
      'b/vendored.ts': `// sessions\n\n${line}\nexport const more = 1;\n`,
      'c/forked.ts': `${line}\nexport const fork = transformer;\n`,
      'd/other.ts': 'export const other = sessions\n',
    };
    const { folder, write, workspace } = await indexed(files);
    const first = async (query: string): Promise<string[]> => {
      const [result] = (await workspace.search(query, { limit: 1 })).results;
      const others = result!.siblings?.map((one) => `${one.relation} ${one.path}:${one.startLine}`) ?? [];
      return [`${result!.path}:${result!.startLine}`, ...others.sort()];
    };
    const query = 'a transformer of superjson sessions';
    expect(await first(query)).toEqual(['a/transformer.ts:1', 'copy b/vendored.ts:3', 'copy c/forked.ts:1']);
    expect(await first(`${query} path:a`)).toEqual(['a/transformer.ts:1']);
    await write('b/vendored.ts', `// one line more\n${files['b/vendored.ts']}`);
    await rm(path.join(folder, 'c/forked.ts'));
    expect(await first(query)).toEqual(['a/transformer.ts:1', 'copy b/vendored.ts:4']);
  });

  it('that are separate results are not listed twice', async () => {
    const line = 'export const transformer = superjson sessions';
    // The path of the second has a word of the question, which the first lacks.
    const { rows } = await indexed({ 'a/x.ts': `${line}\n`, 'b/walrus.ts': `${line}\nwalrus\n` });
    const found = await rows('transformer superjson walrus');
    const named = found.flatMap(({ file, others = [] }) => [
      file,
      ...others.map((one) => one.replace(/^\w+ |:\d+$/g, '')),
    ]);
    expect(named.filter((file) => file === 'a/x.ts')).toHaveLength(1);
  });
});

describe('results that are similar to a text', () => {
  const text = 'The cache of sessions.';

  it('are one row for all translations, in the language of the text, else of the interface', async () => {
    const { similar } = await indexed(docs);
    expect(await similar('Where is the cache for sessions')).toEqual([
      {
        file: 'docs/en/cache.md',
        others: ['translation docs/de/cache.md:1', 'translation docs/fr/cache.md:1'],
      },
    ]);
    expect((await similar('sessions cache', { locale: 'fr' }))[0]!.file).toBe('docs/fr/cache.md');
  });

  it('are the translations of the text itself, without the text', async () => {
    const { similar } = await indexed({ ...docs, 'docs/de/cache.md': 'Der Cache für Sitzungen.\n' });
    expect(await similar(text, { at: 'docs/en/cache.md', locale: 'fr' })).toEqual([
      { file: 'docs/fr/cache.md', others: ['translation docs/de/cache.md:1'] },
    ]);
    // Neither language is preferred: the one with more of the words of the text is shown.
    expect((await similar(text, { at: 'docs/en/cache.md', locale: 'ja' }))[0]).toEqual({
      file: 'docs/fr/cache.md',
      others: ['translation docs/de/cache.md:1'],
    });
  });

  it('have several places of one file, each with its own translations', async () => {
    const { similar } = await indexed({
      'docs/en/cache.md': 'The cache of sessions.\nThe cache of sessions in memory.\n',
      'docs/de/cache.md': 'Der Cache für sessions.\nDer Cache für sessions im Speicher.\n',
    });
    expect(
      (await similar('the cache of sessions')).sort((a, b) => (a.others![0]! < b.others![0]! ? -1 : 1)),
    ).toEqual([
      { file: 'docs/en/cache.md', others: ['translation docs/de/cache.md:1'] },
      { file: 'docs/en/cache.md', others: ['translation docs/de/cache.md:2'] },
    ]);
  });

  it('are one row for all copies, and the next results fill the limit', async () => {
    const copies = Array.from({ length: 40 }, (_, i) => [`copy${i}/cache.ts`, `${text}\n`]);
    const { similar } = await indexed({
      ...(Object.fromEntries(copies) as Record<string, string>),
      'other.ts': 'sessions\n',
    });
    const found = await similar(text, { limit: 2 });
    expect(found.map(({ others }) => others?.length)).toEqual([39, undefined]);
    expect(found[1]!.file).toBe('other.ts');
  });
});
