import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import { askedWords } from '../../../src/engine/firstFiles/askedWords';
import { findFirstFiles, type ScanOptions } from '../../../src/engine/firstFiles/findFirstFiles';
import { analyzeQuery } from '../../../src/engine/retrieval/query';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';

const analyzer = new TermAnalyzer();
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The paths that a question brings forward, in their order. */
async function find(
  files: Readonly<Record<string, string>>,
  question: string,
  options: Partial<ScanOptions> = {},
): Promise<{ readonly paths: readonly string[]; readonly isWhole: boolean }> {
  const listed = Object.entries(files).map(([path, text]) => ({
    ...{ path, mtimeMs: 1 },
    sizeBytes: bytes(text).length,
  }));
  return findFirstFiles(listed, askedWords(analyzeQuery(question, analyzer), [question], analyzer), {
    source: {
      readFile: (path, maxBytes) =>
        files[path] === 'unreadable'
          ? Promise.reject(new Error('no'))
          : Promise.resolve(bytes(files[path]!).subarray(0, maxBytes)),
    },
    analyzer,
    readMs: 60_000,
    giveWay: () => Promise.resolve(),
    ...options,
  });
}

describe('the files that come first for a question', () => {
  it('are those with its words, in any form and in parts of names', async () => {
    const { paths, isWhole } = await find(
      {
        'a.ts': 'export const total = 1;',
        'b.ts': 'function sendAgain() { return this.maxRetries; }',
        'c.ts': '// It retried the FAILED_REQUEST.',
        'd.ts': 'retrieve the retro style',
      },
      'retry a failed request',
    );
    expect(paths).toEqual(['c.ts', 'b.ts']);
    expect(isWhole).toBe(true);
  });

  it('have more of the words, and rarer ones', async () => {
    const common = 'a value of the cache; ';
    const { paths } = await find(
      {
        ...Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`f${i}.ts`, common])),
        'right.ts': `${common} it expires`,
      },
      'when does a cache value expire',
    );
    expect(paths[0]).toBe('right.ts');
    expect(paths).toHaveLength(21);
  });

  it('are named by their paths too, and those of the program precede its tests', async () => {
    const text = 'const a = upload();';
    const files = { 'src/send.ts': text, 'src/upload.ts': text, 'test/upload.test.ts': text };
    expect((await find(files, 'upload')).paths).toEqual([
      'src/upload.ts',
      'test/upload.test.ts',
      'src/send.ts',
    ]);
  });

  it('are found by pairs of characters in scripts without spaces, and by letters with accents', async () => {
    const files = {
      'a.py': '# 连接断开后会自动重试请求',
      'b.py': '# 打开文件',
      'c.py': '# Größe der Tabelle',
    };
    expect((await find(files, '重试请求')).paths).toEqual(['a.py']);
    expect((await find(files, 'größe')).paths).toEqual(['c.py']);
  });

  it('are found in a text of signs', async () => {
    expect((await find({ 'a.c': 'a[x] = (b|c)+d;', 'b.c': '' }, 'a.*[x](b|c)+')).paths).toEqual([]);
  });

  it('are judged by their paths alone if they cannot be read', async () => {
    const files = { 'cache.ts': 'unreadable', 'b.ts': 'unreadable', 'c.ts': 'cache' };
    const { paths, isWhole } = await find(files, 'cache');
    expect(paths).toEqual(['cache.ts', 'c.ts']);
    expect(isWhole).toBe(true);
  });

  it('are judged by their paths alone if there is no time to read them', async () => {
    const read: string[] = [];
    const source = { readFile: (path: string) => Promise.resolve(bytes((read.push(path), 'cache'))) };
    const files = { 'cache.ts': '', 'b.ts': '' };
    expect(await find(files, 'cache', { readMs: 0, source })).toEqual({
      paths: ['cache.ts'],
      isWhole: false,
    });
    expect(read).toEqual([]);
  });

  it('are read as far as half a megabyte, those with words in their paths first and large ones last', async () => {
    const read: string[] = [];
    const sizes: (number | undefined)[] = [];
    const source = {
      readFile: (path: string, maxBytes?: number) => {
        read.push(path);
        sizes.push(maxBytes);
        return Promise.resolve(bytes(''));
      },
    };
    const files = { 'large.json': 'x'.repeat(600_000), 'b.ts': 'b', 'cache.ts': '' };
    await find(files, 'cache', { source });
    expect(read).toEqual(['cache.ts', 'b.ts', 'large.json']);
    expect(sizes).toEqual([undefined, undefined, 512 * 1024]);
  });

  it('are not looked for any more when the question is cancelled', async () => {
    await expect(find({ 'a.ts': 'cache' }, 'cache', { signal: AbortSignal.abort() })).rejects.toThrow(
      CancelledError,
    );
  });
});

describe('the words of a question', () => {
  it('are limited to the longest 32, which are the rarest', () => {
    const words = Array.from({ length: 40 }, (_, i) => `w${'x'.repeat(i)}`);
    const question = words.join(' ');
    const asked = askedWords(analyzeQuery(question, analyzer), [question], analyzer);
    expect(asked.count).toBe(32);
    expect(asked.terms.has(analyzer.termsOf(words.at(-1)!)[0]!)).toBe(true);
    expect(asked.terms.has(analyzer.termsOf(words[1]!)[0]!)).toBe(false);
  });

  it('include their alternatives in another language, with their weights', () => {
    const [retry, again] = ['retry', 'repeat'].map((word) => analyzer.termsOf(word)[0]!);
    const asked = askedWords(
      { terms: [retry!], alternatives: [[{ term: again!, weight: 0.5 }]] },
      ['重试', 'retry repeat'],
      analyzer,
    );
    expect(asked.count).toBe(1);
    expect(asked.terms.get(again!)).toEqual({ word: 0, weight: 0.5 });
    expect(asked.beginnings?.source).toBe('retr|repeat');
    expect(asked.pairs).toBeUndefined();
  });
});
