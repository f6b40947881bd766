import { describe, expect, it } from 'vitest';
import { DocumentTranslator } from '../../../src/engine/lexicon/documentTranslator';
import { Lexicons } from '../../../src/engine/lexicon/lexicons';
import { createLexiconSource } from '../../../src/node/nodeLexiconSource';
import { dist } from '../../support/realSources';
import { chineseEntries, smallLexicons } from '../../support/smallLexicon';

const words = (text: string): string[] => text.match(/[^\s;]+/g) ?? [];

describe('DocumentTranslator', () => {
  it('replaces Chinese words by their most likely English ones, and nothing else', async () => {
    const translator = new DocumentTranslator(smallLexicons({ 'zh-hans': chineseEntries }).lexicons);
    const text = await translator.translate('// 重试失败的上传\nuploadAll(); // 怎么用 RetryPolicy 中间件?');
    const [first, second] = text.split('\n').map(words);
    expect(first).toEqual(['//', 'retry', 'failed', '的', 'upload']);
    expect(second).toEqual(['uploadAll()', '//', '用', 'RetryPolicy', 'middleware', '?']);
  });

  it('reads no lexicon for a text in Latin letters, and gives it back at once', () => {
    const { lexicons, read } = smallLexicons({ 'zh-hans': chineseEntries });
    const translator = new DocumentTranslator(lexicons);
    for (const text of ['const café = "naïve";', 'Größe ändern', '😀 → ½ “x”', '']) {
      expect(translator.translate(text)).toBe(text);
    }
    expect(read).toEqual([]);
  });

  it('leaves a text as it is if there is no lexicon for its language', async () => {
    const translator = new DocumentTranslator(smallLexicons({}).lexicons);
    expect(await translator.translate('重试失败')).toBe('重试失败');
  });

  it.each([
    ['重試失敗的上傳', ['upload', 'failed']],
    ['キャッシュの有効期限が切れた場合は再読み込みします', ['cache']],
    ['세션이 만료되면 캐시를 지웁니다', ['session', 'cache']],
    ['Сервер закрывает соединение', ['server', 'connection']],
    // A Chinese text that quotes some kana.
    ['日文的「の」表示所有，缓存失效之后重新加载', ['cache']],
  ])('recognises the language by its script: %s', async (text, expected) => {
    const translator = new DocumentTranslator(new Lexicons(createLexiconSource(dist)));
    expect(words((await translator.translate(text)).toLowerCase())).toEqual(expect.arrayContaining(expected));
  });
});
