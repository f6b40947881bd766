import { serialize } from 'node:v8';
import { describe, expect, it, vi } from 'vitest';
import { message } from '../../../src/common/messages/message';
import { CancelledError } from '../../../src/common/errors/errors';
import type { IndexProgress } from '../../../src/common/contracts/indexReport';
import { silentLogger } from '../../../src/common/logger';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { documentKeys } from '../../../src/engine/embedding/embedAll';
import type { EmbeddingCache } from '../../../src/engine/embedding/embeddingCache';
import type { EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';
import { noSharedVectors, type SharedVectors } from '../../../src/engine/embedding/sharedVectors';
import type { QuantizedVector } from '../../../src/engine/embedding/quantize';
import type { IndexerParts } from '../../../src/engine/indexing/indexerParts';
import type { IndexStore } from '../../../src/engine/indexing/indexStore';
import { planPage, shortenPlan } from '../../../src/engine/indexing/planPages';
import { planSending } from '../../../src/engine/indexing/planSending';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { contentHash } from '../../../src/node/sha256ContentHash';
import { grammars } from '../chunking/chunkFixture';
import { MemoryFileSource, type MemoryNode } from '../corpus/memoryFileSource';

const token = 'ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';

/** Fails on any request, since planning must send nothing. */
const provider: EmbeddingProvider = {
  id: 'fake',
  model: 'model',
  dimensions: 2,
  host: 'fake.example',
  limits: { maxInputs: 4, inputsUnderWay: 4 },
  embedDocuments: () => Promise.reject(new Error('A document was sent.')),
  embedQuery: () => Promise.reject(new Error('A query was sent.')),
};

class KnownTexts implements EmbeddingCache {
  readonly asked: string[] = [];

  constructor(private readonly known: ReadonlySet<string>) {}

  getMany(keys: readonly string[]): Promise<readonly (QuantizedVector | undefined)[]> {
    this.asked.push(...keys);
    return Promise.resolve(
      keys.map((key) => (this.known.has(key) ? { data: new Int8Array(2), scale: 1 } : undefined)),
    );
  }

  putMany(): Promise<void> {
    return Promise.reject(new Error('Something was stored.'));
  }
}

interface Setup {
  readonly parts: IndexerParts;
  readonly source: MemoryFileSource;
}

function setUp(files: Readonly<Record<string, MemoryNode>>, known: readonly string[] = []): Setup {
  const source = new MemoryFileSource(files);
  const parts: IndexerParts = {
    source,
    store: {} as IndexStore,
    chunker: createChunker(grammars),
    provider,
    cache: new KnownTexts(new Set(known.map(documentKeys(provider, contentHash)))),
    hash: contentHash,
    analyzer: new TermAnalyzer(),
    logger: silentLogger,
  };
  return { parts, source };
}

const small = 'export const answer = 42;\n';

describe('the plan of what would be sent', () => {
  it('counts the chunks and the tokens of each file, by path', async () => {
    const { parts } = setUp({ 'b.ts': small, 'a/c.md': '# Title\n\nSome words.\n', 'empty.ts': '' });
    const plan = await planSending(parts, {});
    expect(plan.files.map(({ path, chunks }) => [path, chunks])).toEqual([
      ['a/c.md', 1],
      ['b.ts', 1],
    ]);
    expect(plan).toMatchObject({ chunks: 2, known: 0, heldBack: [], masked: [] });
    expect(plan.tokens).toBe(plan.files.reduce((sum, { tokens }) => sum + tokens, 0));
    // A header line and the text; the estimate is high rather than low.
    expect(plan.files[1]!.tokens).toBeGreaterThanOrEqual(Math.ceil(small.length / 4));
    expect(plan.files[1]!.tokens).toBeLessThanOrEqual(small.length);
  });

  it('counts characters beyond ASCII by their bytes', async () => {
    const tokensOf = async (text: string): Promise<number> =>
      (await planSending(setUp({ 'a.txt': text }).parts, {})).tokens;
    const latin = await tokensOf('a'.repeat(300));
    expect((await tokensOf('é'.repeat(300))) / latin).toBeCloseTo(2, 1);
    expect((await tokensOf('漢'.repeat(300))) / latin).toBeCloseTo(3, 1);
    expect((await tokensOf('😀'.repeat(300))) / latin).toBeCloseTo(4, 1);
  });

  it('excludes known texts, and counts equal texts once', async () => {
    const { parts } = setUp({ 'a.ts': small, 'b.ts': small, 'c.ts': 'export const other = 1;\n' }, [
      `\n${small.trimEnd()}`,
    ]);
    expect(await planSending(parts, {})).toMatchObject({ files: [{ path: 'c.ts', chunks: 1 }], known: 2 });
    const twice = setUp({ 'a.ts': small, 'b.ts': small });
    expect(await planSending(twice.parts, {})).toMatchObject({ chunks: 1, known: 1 });
  });

  it('excludes texts whose vectors a team shares, and counts the vectors that were read for the plan', async () => {
    const { parts } = setUp({ 'a.ts': small, 'b.ts': 'export const other = 1;\n' });
    let vectors = 10;
    const shared: SharedVectors = {
      get counts() {
        return { ...noSharedVectors('slow').counts, place: 'vectors.example:443', vectors };
      },
      read: (files) => {
        const keys = files.flatMap((file) => (file.contentHash === contentHash(small) ? file.keys : []));
        vectors += keys.length;
        return Promise.resolve(new Map(keys.map((key) => [key, { data: new Int8Array(2), scale: 1 }])));
      },
      close: () => Promise.resolve(),
    };
    const stored: string[] = [];
    const cache: EmbeddingCache = {
      getMany: (keys) => parts.cache.getMany(keys),
      putMany: (keys) => Promise.resolve(void stored.push(...keys)),
    };
    const plan = await planSending({ ...parts, shared, cache }, {});
    expect(plan).toMatchObject({ files: [{ path: 'b.ts', chunks: 1 }], known: 1 });
    expect(plan.shared).toEqual({ place: 'vectors.example:443', vectors: 1, fault: 'slow' });
    expect(stored).toHaveLength(1);
    expect(await planSending(parts, {})).not.toHaveProperty('shared');
  });

  it.each(['a', '\u00a0', 'é', '\u07ff', '\u0800', '令', '\ud7ff', '\ue000', '\uffee', '😀'])(
    'counts a token for three bytes of UTF-8: %j',
    async (character) => {
      const text = `// ${character.repeat(301)}`;
      const plan = await planSending(setUp({ 'a.ts': `${text}\n` }).parts, {});
      expect(plan.tokens).toBe(Math.ceil(Buffer.byteLength(`\n${text}`) / 3));
    },
  );

  it('holds back files that look secret, by name and by content', async () => {
    const key = `-----BEGIN PRIVATE KEY-----\n${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\n'.repeat(8)}-----END PRIVATE KEY-----\n`;
    const { parts, source } = setUp({ '.env': `TOKEN=${token}\n`, 'server.txt': key, 'a.ts': small });
    const plan = await planSending(parts, {});
    expect(plan.heldBack.map(({ path }) => path)).toEqual(['.env', 'server.txt']);
    expect(plan.heldBack.every(({ detail }) => detail !== '')).toBe(true);
    expect(plan.files.map(({ path }) => path)).toEqual(['a.ts']);
    expect(source.read).not.toContain('.env');
  });

  it('lists the places of masked strings, and never the strings', async () => {
    const text = `// First line.\nexport const region = 'eu';\nexport const token = '${token}';\n`;
    const plan = await planSending(setUp({ 'src/a.ts': text }).parts, {});
    expect(plan.masked).toEqual([{ path: 'src/a.ts', line: 3, what: message('tokenOf', 'GitHub') }]);
    expect(JSON.stringify(plan)).not.toContain(token);
    // The rest of the file is sent.
    expect(plan.files).toMatchObject([{ path: 'src/a.ts', chunks: 1 }]);
  });

  it('lists the line in the file, whichever chunk it is in', async () => {
    const func = (name: string, body: string): string => `function ${name}() {\n${body.repeat(25)}}\n`;
    const before = func('first', "  call('something or other that takes its room');\n");
    const text = `${before}${before.replace('first', 'second')}const token = '${token}';\n`;
    const plan = await planSending(setUp({ 'a.js': text }).parts, {});
    expect(plan.chunks).toBeGreaterThan(1);
    expect(plan.masked.map(({ line }) => line)).toEqual([
      text.split('\n').findIndex((line) => line.includes(token)) + 1,
    ]);
  });

  it('lists a file that cannot be read', async () => {
    const { parts, source } = setUp({
      'a.ts': small,
      'b.ts': 'let b;\n',
      locked: { directoryError: 'EACCES' },
    });
    const read = source.readFile.bind(source);
    const readFile = (path: string): Promise<Uint8Array> =>
      path === 'b.ts' ? Promise.reject(new Error('It is gone.')) : read(path);
    vi.spyOn(source, 'readFile').mockImplementation(readFile);
    const plan = await planSending(parts, {});
    expect(plan.files.map(({ path }) => path)).toEqual(['a.ts']);
    expect(plan.unread).toEqual([
      { path: 'b.ts', reason: 'It is gone.' },
      { path: 'locked/', reason: 'EACCES: made by the test' },
    ]);
  });

  it('is sent to other threads with the beginnings of its lists, and the rest page by page', () => {
    const files = Array.from({ length: 200_000 }, (_, i) => ({ path: `src/${i}.ts`, chunks: 1, tokens: 9 }));
    const heldBack = Array.from({ length: 1500 }, (_, i) => ({ path: `${i}.pem`, detail: 'a private key' }));
    const plan = { files, heldBack, masked: [], unread: [], chunks: 200_000, tokens: 1_800_000, known: 0 };
    const short = shortenPlan(plan);
    expect(serialize(short).byteLength).toBeLessThan(200_000);
    expect(short.notListed).toEqual({ files: 199_000, heldBack: 500, masked: 0, unread: 0 });
    expect(planPage(plan, 1000).heldBack).toEqual(heldBack.slice(1000));
    expect(planPage(plan, 200_000)).toEqual({ files: [], heldBack: [], masked: [], unread: [] });
  });

  it('covers exactly the files that indexing would cover', async () => {
    const { parts } = setUp({
      'a.ts': small,
      'node_modules/b.ts': 'export {};\n',
      '.gitignore': 'c.ts\n',
      'c.ts': 'let c;\n',
    });
    const plan = await planSending(parts, { exclude: ['**/node_modules'] });
    expect(plan.files.map(({ path }) => path)).toEqual(['.gitignore', 'a.ts']);
  });

  it('reports progress, yields to other work, and can be cancelled', async () => {
    const { parts } = setUp({ 'a.ts': small, 'b.ts': 'let b;\n', 'c.ts': 'let c;\n' });
    const seen: IndexProgress[] = [];
    let turns = 0;
    const giveWay = (): Promise<void> => {
      turns++;
      return Promise.resolve();
    };
    await planSending({ ...parts, giveWay }, {}, { onProgress: (progress) => seen.push(progress) });
    expect(seen.map(({ done, total }) => [done, total])).toEqual([
      [0, 3],
      [1, 3],
      [2, 3],
    ]);
    expect(turns).toBeGreaterThanOrEqual(3);
    const controller = new AbortController();
    const run = planSending(
      parts,
      {},
      {
        signal: controller.signal,
        onProgress: () => {
          controller.abort();
        },
      },
    );
    await expect(run).rejects.toBeInstanceOf(CancelledError);
  });
});
