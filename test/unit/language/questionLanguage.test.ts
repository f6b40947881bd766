import { describe, expect, it } from 'vitest';
import { english, functionWords } from '../../../src/engine/language/functionWords';
import { languageOfQuestion, languagesOfQuestion } from '../../../src/engine/language/questionLanguage';

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
    ['jak działa obsługa błędów', 'pl'],
    ['jak se zpracovávají požadavky', 'cs'],
    ['istekler nasıl işlenir', 'tr'],
    ['configuración del servidor', 'es'],
    ['hoe wordt de cache geleegd', 'nl'],
    ['panikten kurtarma ara katmanı', 'tr'],
    ['router HTTP składanie middleware', 'pl'],
    ['cors', undefined],
    ['retry failed uploads', undefined],
    ['Context.Abort', undefined],
    ['中间件 gin.Engine 的 middleware chain', 'zh'],
  ])('%s: %s', (question, expected) => {
    expect(languageOfQuestion(question)).toBe(expected);
  });

  it.each([
    ['wie wird die verbindung geoeffnet', 'de'],
    ['donde se crea la conexion', 'es'],
    ['como e feita a validacao dos dados', 'pt'],
    ['comment sont gerees les erreurs', 'fr'],
    ['jak sa obslugiwane bledy w pliku', 'pl'],
    ['jak se nacita konfigurace', 'cs'],
    ['istek nasil islenir', 'tr'],
  ])('%s: %s, without diacritics', (question, expected) => {
    expect(languagesOfQuestion(question)).toContain(expected);
  });

  it.each([
    'parse as json',
    'import a file',
    'date format',
    'no retry on error',
    'how do I com port os',
    'convert to a list',
    'add comment to issue',
    'des and aes in mit license',
    'run as root',
    'non-blocking per-request pool',
    "why don't we've a cache",
    'naïve bayes classifier',
    'café menu parser',
    'log %s %d of %w',
    'die on signal',
    'Re-add register middleware w/ Symbol, String, Proc',
    'per_page in la_lista',
    'kubernetes pod as jest mock',
    'ini file en us locale',
    'windows os com port access',
    'mit license des cipher',
  ])('%s is not taken for another language', (question) => {
    expect([undefined, 'en']).toContain(languageOfQuestion(question));
  });

  it('returns several languages if their words are the same', () => {
    expect(languagesOfQuestion('como funciona uma conexão')).toEqual(['pt']);
    expect(languagesOfQuestion('como como cada')).toEqual(['es', 'pt']);
  });

  it('has no certain word of another language in English', () => {
    for (const { certain } of Object.values(functionWords)) {
      for (const word of certain) expect(english.certain.has(word) || english.possible.has(word)).toBe(false);
    }
  });
});
