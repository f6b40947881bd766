import { describe, expect, it } from 'vitest';
import { languageOfQuestion } from '../../../../src/engine/searching/folding/questionLanguage';

describe('languageOfQuestion', () => {
  it.each([
    ['how to run tests with a test client', 'en'],
    ['where is the cache invalidated', 'en'],
    ['中间件是怎么执行的', 'zh'],
    ['ミドルウェアの実行順序', 'ja'],
    ['미들웨어 실행', 'ko'],
    ['как запустить тесты', 'ru'],
    ['як запустити тести з клієнтом', 'uk'],
    ['كيف تعمل الوسيطة', 'ar'],
    ['wie wird der Cache geleert', 'de'],
    ['comment tester avec un client', 'fr'],
    ['cómo ejecutar las pruebas', 'es'],
    ['como executar os testes não bloqueantes', 'pt'],
    ['come si esegue il test', 'it'],
    ['cors', undefined],
    ['retry failed uploads', undefined],
    ['Context.Abort', undefined],
    ['中间件 gin.Engine 的 middleware chain', 'zh'],
  ])('%s: %s', (question, expected) => {
    expect(languageOfQuestion(question)).toBe(expected);
  });
});
