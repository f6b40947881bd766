import { describe, expect, it } from 'vitest';
import { unknownLanguageHint } from '../../../src/engine/searching/hints/unknownLanguage';
import { lexicalEvidence, shardOf } from '../../support/memoryIndex';

const english = [shardOf([{ path: 'gin.go', chunks: [{ text: 'middleware chain of the handlers' }] }])];
const chinese = [shardOf([{ path: 'a.md', chunks: [{ text: '中间件按注册顺序执行。依赖注入' }] }])];

const hint = (text: string, shards = english) =>
  unknownLanguageHint(text, lexicalEvidence(shards, text).statistics);

describe('unknownLanguageHint', () => {
  it.each([
    ['中间件是怎么执行的', 'zh'],
    ['gin 中间件是怎么执行的', 'zh'],
    ['ミドルウェアはどう動く', 'ja'],
    ['미들웨어는 어떻게 실행됩니까', 'ko'],
    ['как выполняется middleware в цепочке', 'ru'],
    ['كيف تعمل الوسيطة', 'ar'],
    ['hoe wordt de keten van verwerkers uitgevoerd', 'nl'],
    ['wie werden die Verarbeiter ausgeführt', 'de'],
  ])('%s is in %s', (text, language) => {
    expect(hint(text)).toEqual({ type: 'unknownLanguage', language });
  });

  it.each([
    'how are middleware handlers executed',
    'wie sind middleware handlers chain',
    'ContextAbort 的 middleware chain',
    'λ calculus evaluation of handlers',
    '1234',
  ])('%s is understood well enough', (text) => {
    expect(hint(text)).toBeUndefined();
  });

  it('reports nothing if the index has texts in that language', () => {
    expect(hint('依赖注入', chinese)).toBeUndefined();
    expect(hint('中间件执行', chinese)).toBeUndefined();
    expect(hint('令牌过期后在哪里刷新', chinese)).toEqual({ type: 'unknownLanguage', language: 'zh' });
  });
});
