import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { testFolder } from '../../support/indexedFolder';
import { chineseEntries, smallLexicons } from '../../support/smallLexicon';

const files = {
  'retry.ts': 'export function retryUpload() {}\n',
  'comment.ts': '// 上传失败后等待\n',
  'middle.ts': 'export class Middleware {}\n',
};

/** A folder with these files, searched with lexicons; records what was read and embedded. */
async function open({ isBuiltin = true } = {}) {
  const { lexicons, read } = smallLexicons({ 'zh-hans': chineseEntries });
  const embedded: string[] = [];
  const { folder, index, workspace } = await testFolder({ lexicons, ...(isBuiltin && { embedded }) });
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  await index.update();
  const search = async (query: string) => {
    const { results, hints } = await workspace.search(query);
    return { paths: results.map((result) => result.path), results, hints };
  };
  return { search, read, embedded };
}

describe('a question in another language', () => {
  it('finds code by English words, and comments by the original ones, in one list', async () => {
    const { search, embedded } = await open();
    const { paths, results, hints } = await search('重试上传');
    expect(paths.slice(0, 2)).toEqual(['retry.ts', 'comment.ts']);
    expect(hints).toEqual([{ type: 'translated', words: ['retry', 'upload'] }]);
    expect(embedded.join().trim().split(/\s+/)).toEqual(['retry', 'upload']);
    // Matches are marked in either language.
    expect(results[0]!.matches).toEqual([{ line: 1, start: 16, end: 27 }]);
    expect(results[1]!.matches).toEqual([{ line: 1, start: 3, end: 5 }]);
  });

  it('keeps the identifiers in it', async () => {
    const { search, embedded } = await open();
    expect((await search('retryUpload 怎么失败')).paths[0]).toBe('retry.ts');
    expect(embedded.join().trim().split(/\s+/)).toEqual(['retryUpload', 'failed']);
  });

  it('reads a lexicon once, and none for English or for a name', async () => {
    const { search, read, embedded } = await open();
    for (const query of ['where are uploads retried', 'retryUpload', 'upload']) await search(query);
    expect(read).toEqual([]);
    expect(embedded).toEqual(['where are uploads retried', 'retryUpload', 'upload']);
    await search('中间件');
    await search('重试');
    expect(read).toEqual(['zh-hans']);
  });

  it('reports an unknown language if the lexicons contain nothing of the question', async () => {
    const { search } = await open();
    expect((await search('逆变函子')).hints).toEqual([{ type: 'unknownLanguage', language: 'zh' }]);
  });

  it('is not translated for a multilingual model', async () => {
    const { search, read } = await open({ isBuiltin: false });
    expect((await search('重试上传')).hints).toBeUndefined();
    expect(read).toEqual([]);
  });
});
