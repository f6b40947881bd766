import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchAnswer } from '../../src/common/contracts/searchResult';
import { runCommand } from '../support/commandInProcess';
import { repositoryRoot, temporaryDirectory } from '../support/realSources';

/** An English service without Chinese words. */
const workspace = path.join(repositoryRoot, 'test', 'fixtures', 'uploadService', 'main');
let root: { directory: string; remove: () => Promise<void> };
beforeAll(async () => {
  root = await temporaryDirectory('lexicon');
});
afterAll(() => root.remove());

async function search(query: string, folder = workspace): Promise<SearchAnswer> {
  const { code, stdout } = await runCommand([
    ...['search', query, folder, '--json', '--order', 'places'],
    ...['--index-dir', root.directory],
  ]);
  expect(code).toBe(0);
  return JSON.parse(stdout) as SearchAnswer;
}

describe('documentation in another language', () => {
  it.each([
    ['how long does a session live', 'session.md'],
    ['try again after a failed upload', 'upload.md'],
    ['清除缓存', 'cache.md'],
    ['кэш', 'cache.md'],
  ])('is found by its meaning: %s', async (query, file) => {
    const folder = path.join(root.directory, 'docs');
    await mkdir(folder, { recursive: true });
    const texts = {
      'session.md': '# 会话\n\n用户登录之后，会话在三十分钟内有效，然后过期。\n',
      'upload.md': '# 传输文件\n\n上传失败时，客户端会重试，最多五次。\n',
      'cache.md': '# キャッシュ\n\n設定を変更すると、キャッシュは削除されます。\n',
      'theme.md': '# 颜色\n\n可以选择深色或浅色的主题。\n',
    };
    for (const [name, text] of Object.entries(texts)) await writeFile(path.join(folder, name), text);
    const { results } = await search(query, folder);
    expect(results[0]?.path).toBe(file);
  });
});

describe('a question in another language', () => {
  it.each([
    ['重试失败的上传', 'src/upload/uploadQueue.ts', 'sendWithRetries', 'retry'],
    ['会话什么时候过期', 'src/auth/session.ts', 'isExpired', 'session'],
    ['缓存如何失效', 'worker/cache.py', 'invalidate', 'cache'],
    ['세션은 언제 만료되나요', 'src/auth/session.ts', 'isExpired', 'session'],
    ['когда истекает сессия', 'src/auth/session.ts', 'ession', 'session'],
    ['セッションの期限が切れるのはいつか', 'src/auth/session.ts', 'ession', 'session'],
    ['如何重試失敗的上傳', 'src/upload/uploadQueue.ts', 'sendWithRetries', 'upload'],
    ['wann läuft die Sitzung ab', 'src/auth/session.ts', 'ession', 'session'],
    ['wie wird der Cache ungueltig gemacht', 'worker/cache.py', 'invalidate', 'invalid'],
    ['cuándo caduca la sesión', 'src/auth/session.ts', 'ession', 'session'],
    ['comment les sessions expirent', 'src/auth/session.ts', 'ession', 'session'],
    ['quando a sessão expira', 'src/auth/session.ts', 'ession', 'session'],
    ['quando scade la sessione', 'src/auth/session.ts', 'ession', 'expired'],
    ['kiedy wygasa sesja', 'src/auth/session.ts', 'ession', 'session'],
    ['kdy vyprší relace', 'src/auth/session.ts', 'ession', 'session'],
    ['oturum ne zaman sona eriyor', 'src/auth/session.ts', 'ession', 'session'],
  ])('%s finds the lines that answer', async (query, file, definition, word) => {
    const { results, hints } = await search(query);
    expect(results[0]).toMatchObject({ path: file, symbol: expect.stringContaining(definition) as string });
    expect(hints).toEqual([
      { type: 'translated', words: expect.arrayContaining([word]) as readonly string[] },
    ]);
  });

  it('may contain identifiers, which are not changed', async () => {
    const { results } = await search('RetryPolicy 里的超时');
    expect(results[0]).toMatchObject({ path: 'src/upload/retryPolicy.ts' });
  });

  it.each(['retry failed uploads', 'parse as json', 'import a file', 'date format'])(
    'is not translated if it is in English: %s',
    async (query) => {
      expect((await search(query)).hints ?? []).not.toContainEqual(
        expect.objectContaining({ type: 'translated' }),
      );
    },
  );
});
