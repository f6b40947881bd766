import { describe, expect, it } from 'vitest';
import { rankFiles } from '../../../src/engine/ranking/rank';
import { defaultWeights } from '../../../src/engine/ranking/weights';
import { hitsInOrder } from '../../../src/engine/searching/hits';
import { lexicalEvidence, rankedPaths, shardOf, type SmallFile, vectorsOf } from '../../support/memoryIndex';

/** Additional files, so that words have a frequency, files a length and folders a depth. */
const others: SmallFile[] = Array.from({ length: 24 }, (_, i) => ({
  path: `src/other/part${i}.ts`,
  chunks: [
    {
      text: `export function part${i}() { const value = read(${i}); return send(value, options, callback); }`,
      symbols: [{ name: `part${i}`, kind: 'function', line: 1 }],
    },
  ],
}));

/** A file of one chunk that defines these functions. */
function file(path: string, text: string, names: readonly string[] = [], kind?: 'docs'): SmallFile {
  const symbols = names.map((name) => ({ name, kind: 'function' as const, line: 1 }));
  return { path, chunks: [{ text, symbols }], ...(kind && { kind, language: 'markdown' }) };
}

const many = (word: string, count: number): string => Array.from({ length: count }, () => word).join(' ');

/** Properties of every query of a kind: the files of a set rank in this order, for any fitted weights. */
const sets: readonly {
  readonly name: string;
  readonly query: string;
  readonly files: readonly SmallFile[];
}[] = [
  {
    name: 'a name: its definition before a longer name and before its callers, however deep it is',
    query: 'parseHeader',
    files: [
      file('src/deep/down/below/header.ts', 'function parseHeader(text) {}', ['parseHeader']),
      file('src/headers.ts', 'function parseHeaders(texts) { all }', ['parseHeaders']),
      file('src/client.ts', 'import { parseHeader } from "./deep"; parseHeader(line);'),
    ],
  },
  {
    name: 'a description: the definition before the test of it',
    query: 'where are expired sessions removed',
    files: [
      file('src/sessions.ts', 'function removeExpiredSessions(sessions) {}', ['removeExpiredSessions']),
      file('src/sessions.test.ts', many('removes expired sessions: removeExpiredSessions(sessions)', 3), [
        'removeExpiredSessions',
      ]),
    ],
  },
  {
    name: 'code before the documentation that has the same words',
    query: 'limit requests of a client',
    files: [
      file('src/limits.ts', 'function limitRequests(client) {}', ['limitRequests']),
      file('docs/limits.md', many('limit requests of a client', 3), ['limitRequests'], 'docs'),
    ],
  },
  {
    name: 'a rare word counts more than one that every file has',
    query: 'send zirconium',
    files: [file('src/metal.ts', 'const zirconium = 1;'), file('src/sender.ts', 'send send send send')],
  },
  {
    name: 'all words of the query before one of them many times',
    query: 'rotate encryption keys',
    files: [
      file('src/keyring.ts', 'function rotate() { encryption; keys; }', ['rotate']),
      file('src/cipher.ts', many('encryption', 12)),
    ],
  },
  {
    name: 'a short chunk about it before a long one that mentions it',
    query: 'thumbnail cache',
    files: [
      file('src/a.ts', 'thumbnail cache'),
      file('src/b.ts', `thumbnail cache ${many('unrelated words of another matter', 60)}`),
    ],
  },
  {
    name: 'words of the file name, in another form',
    query: 'how are invoices rendered',
    files: [
      file('src/invoiceRenderer.ts', 'export default class extends Base { run() { draw(); } invoice }'),
      file('src/printing.ts', 'export default class extends Base { run() { draw(); } invoice }'),
    ],
  },
  {
    name: 'the parts of a compound name are words',
    query: 'rate limiter middleware',
    files: [
      file('src/x.ts', 'function createRateLimiterMiddleware() {}', ['createRateLimiterMiddleware']),
      file('src/y.ts', 'function create() { return middleware; }', ['create']),
    ],
  },
  {
    name: 'the implementation before an example',
    query: 'stream json lines',
    files: [
      file('src/streaming.ts', 'function streamJsonLines(lines) {}', ['streamJsonLines']),
      file('examples/streaming.ts', 'function streamJsonLines(lines) {}', ['streamJsonLines']),
    ],
  },
];

describe('ranking sets', () => {
  it.each(sets)('$name', ({ query, files }) => {
    const paths = new Set(files.map(({ path }) => path));
    // The input order of files must not matter.
    for (const all of [
      [...files, ...others],
      [...others, ...files.toReversed()],
    ]) {
      const ranked = rankedPaths([shardOf(all.slice(0, 13)), shardOf(all.slice(13))], query);
      expect(ranked.slice(0, 1)).toEqual([files[0]!.path]);
      expect(ranked.filter((path) => paths.has(path))).toEqual(files.map(({ path }) => path));
    }
  });

  it('places: the best one of another file before the second-best of the first file', () => {
    const session = (text: string): { text: string } => ({ text: `expired session ${text}` });
    const shard = shardOf([
      { path: 'src/session.ts', chunks: [session('removed'), session('kept'), session('listed')] },
      { path: 'src/sessions.ts', chunks: [session('refused')] },
      ...others,
    ]);
    const evidence = lexicalEvidence([shard], 'expired session');
    const hits = [...hitsInOrder(evidence, rankFiles(evidence, defaultWeights), 'places')];
    expect(hits.slice(0, 4).map(({ file: { path }, startLine }) => `${path}:${startLine}`)).toEqual([
      'src/session.ts:1',
      'src/sessions.ts:1',
      'src/session.ts:11',
      'src/session.ts:21',
    ]);
  });

  it('places: the chunk with all words before the best one of a file with a better name', () => {
    const shard = shardOf([
      { path: 'src/cache.ts', chunks: [{ text: 'cache' }, { text: 'other words' }] },
      { path: 'src/entries.ts', chunks: [{ text: 'words' }, { text: 'evict old cache entries evict' }] },
      ...others,
    ]);
    const evidence = lexicalEvidence([shard], 'evict old cache entries');
    const [first] = hitsInOrder(evidence, rankFiles(evidence, defaultWeights), 'places');
    expect([first!.file.path, first!.startLine]).toEqual(['src/entries.ts', 11]);
  });

  it('a file with the name is before those with similar names, whatever the vectors', () => {
    const shard = shardOf([
      file('lib/a/b/c/d/boot.spec.ts', `${many('filler', 400)} uploadqueue`),
      file('src/uploadQueues.ts', 'function enqueue() {} function dequeue() {}', ['enqueue', 'dequeue']),
      ...others,
    ]);
    const like = shard.files.findIndex(({ path }) => path === 'src/uploadQueues.ts');
    const chunks = Float32Array.from(shard.chunks.files, (at) => (at === like ? 0.9 : 0.1));
    const files = Float32Array.from(shard.files, (_, at) => (at === like ? 0.9 : 0.1));
    const evidence = {
      ...lexicalEvidence([shard], 'uploadqueue'),
      vector: [vectorsOf(shard, chunks, files)],
    };
    const [first, second] = rankFiles(evidence, defaultWeights).map(({ file: at }) => shard.files[at]!.path);
    expect([first, second]).toEqual(['lib/a/b/c/d/boot.spec.ts', 'src/uploadQueues.ts']);
  });
});
