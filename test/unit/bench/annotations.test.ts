import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBenchmark } from '../../../bench/quality/annotations';

let directory: string;

const repository = { name: 'rack', language: 'ruby', source: 'rack/rack', commit: 'abc', root: null };
const query = {
  query: 'how are responses built',
  relevant: ['lib/a.rb', { path: 'lib/b.rb', start_line: 23, end_line: 62 }],
  secondary: ['lib/c.rb'],
  category: 'semantic',
};

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'benchmark-'));
  await mkdir(path.join(directory, 'annotations'));
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function write(repositories: unknown, queries: unknown): Promise<void> {
  await writeFile(path.join(directory, 'repos.json'), JSON.stringify(repositories));
  await writeFile(path.join(directory, 'annotations', 'rack.json'), JSON.stringify(queries));
}

describe('readBenchmark', () => {
  it('reads repositories with their queries', async () => {
    const published = { bm25_raw: 0.5, semantic_raw: 0.6, hybrid: 0.7 };
    await write([{ ...repository, root: 'lib', published }], [query]);
    expect(await readBenchmark(directory)).toEqual([
      {
        ...repository,
        root: 'lib',
        published: { bm25Raw: 0.5, semanticRaw: 0.6, hybrid: 0.7 },
        queries: [
          {
            query: 'how are responses built',
            category: 'semantic',
            targets: [
              { path: 'lib/a.rb' },
              { path: 'lib/b.rb', startLine: 23, endLine: 62 },
              { path: 'lib/c.rb' },
            ],
          },
        ],
      },
    ]);
  });

  it('reads the questions of another language, with their originals, where a repository has them', async () => {
    await write([repository, { ...repository, name: 'other' }], [query]);
    await mkdir(path.join(directory, 'annotations-zh'));
    const asked = { ...query, query: '响应如何构造', en: query.query };
    await writeFile(path.join(directory, 'annotations-zh', 'rack.json'), JSON.stringify([asked]));
    const read = await readBenchmark(directory, 'zh');
    expect(read.map(({ name }) => name)).toEqual(['rack']);
    expect(read[0]!.queries[0]).toMatchObject({ query: '响应如何构造', english: query.query });
  });

  it('reads translations of the English questions, where the benchmark has none of its own', async () => {
    await write([repository], [query, { ...query, query: 'another' }]);
    const languages = path.join(directory, 'languages');
    await mkdir(languages);
    const file = path.join(languages, 'de.json');
    const translation = { repository: 'rack', en: query.query, query: 'wie entstehen Antworten' };
    await writeFile(file, JSON.stringify([translation]));
    const [read] = await readBenchmark(directory, 'de', languages);
    expect(read!.queries).toMatchObject([
      { query: translation.query, english: query.query, category: 'semantic' },
    ]);
    expect(read!.queries[0]!.targets).toHaveLength(3);
    await writeFile(file, JSON.stringify([{ ...translation, en: 'no such question' }]));
    await expect(readBenchmark(directory, 'de', languages)).rejects.toThrow('no question "no such question"');
  });

  it('takes a repository without root and published scores', async () => {
    await write([repository], []);
    const [read] = await readBenchmark(directory);
    expect(read).toMatchObject({ root: undefined, published: undefined, queries: [] });
  });

  it.each([
    ['repositories that are no list', {}, [query], /repos\.json is not a list/],
    [
      'a repository without a name',
      [{ ...repository, name: undefined }],
      [query],
      /\[0\]\.name is not a text/,
    ],
    ['a root that is no text', [{ ...repository, root: 7 }], [query], /\[0\]\.root is not a text/],
    ['scores that are no numbers', [{ ...repository, published: { bm25_raw: '1' } }], [query], /bm25_raw/],
    [
      'a query without targets',
      [repository],
      [{ ...query, relevant: undefined }],
      /\[0\]\.relevant is not a list/,
    ],
    [
      'a target that is a number',
      [repository],
      [query, { ...query, secondary: [7] }],
      /\[1\]\.secondary\[0\] is not/,
    ],
    [
      'a line that is a text',
      [repository],
      [{ ...query, relevant: [{ path: 'a', start_line: '1' }] }],
      /start_line/,
    ],
  ])('refuses %s', async (_, repositories, queries, message) => {
    await write(repositories, queries);
    await expect(readBenchmark(directory)).rejects.toThrow(message);
  });

  it('says which file is missing or broken', async () => {
    await expect(readBenchmark(directory)).rejects.toThrow(/repos\.json/);
    await write([{ ...repository, name: 'other' }], []);
    await expect(readBenchmark(directory)).rejects.toThrow(/other\.json/);
    await writeFile(path.join(directory, 'repos.json'), '[');
    await expect(readBenchmark(directory)).rejects.toThrow(/repos\.json is not valid JSON/);
  });
});
