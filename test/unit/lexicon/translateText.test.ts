import { describe, expect, it } from 'vitest';
import { Lexicon } from '../../../src/engine/lexicon/lexicon';
import { translateText } from '../../../src/engine/lexicon/translateText';
import { smallLexicon } from '../../support/smallLexicon';

const chinese = smallLexicon();
const german = smallLexicon(
  {
    verbindung: [80, { connection: 100 }],
    fehler: [70, { error: 100 }],
    behandlung: [60, { handling: 100 }],
    schließen: [70, { close: 100 }],
    schließ: [60, { close: 100 }],
    wird: [50, {}],
  },
  'de',
);

/** Each translated part and its words. */
const partsOf = (text: string, lexicon = chinese): [string, string][] =>
  translateText(text, lexicon).parts.map(({ start, end, meanings }) => [
    text.slice(start, end),
    meanings.map(({ word }) => word).join(' '),
  ]);

describe('translateText', () => {
  it('divides a text without spaces into the most probable words', () => {
    expect(partsOf('重试失败的上传')).toEqual([
      ['重试', 'retry attempt'],
      ['失败', 'failed failure'],
      ['上传', 'upload'],
    ]);
    // Not 中间 and 件.
    expect(partsOf('中间件')).toEqual([['中间件', 'middleware']]);
  });

  it('reports the share of translated text', () => {
    expect(translateText('重试失败', chinese).share).toBe(1);
    expect(translateText('重试失败的上传', chinese).share).toBeCloseTo(6 / 7);
    expect(translateText('逆变函子', chinese)).toEqual({ parts: [], share: 0, hasOwnScript: true });
  });

  it('keeps identifiers and Latin words beside another script', () => {
    expect(partsOf('retryPolicy 怎么重试 upload 请求')).toEqual([
      ['怎么', ''],
      ['重试', 'retry attempt'],
    ]);
  });

  it('recognises a word by its beginning, whatever its ending and its case', () => {
    expect(partsOf('Verbindungen schließt', german)).toEqual([
      ['Verbindungen', 'connection'],
      ['schließt', 'close'],
    ]);
    expect(partsOf('verb', german)).toEqual([]);
  });

  it('uses the most reliable prefix of a word, which is not always the longest one', () => {
    const russian = smallLexicon({
      запрос: [90, { request: 100 }],
      запросами: [20, { server: 100 }],
    });
    expect(partsOf('запросами запроса', russian)).toEqual([
      ['запросами', 'request'],
      ['запроса', 'request'],
    ]);
  });

  it('divides compound words of German, and of no other language', () => {
    expect(partsOf('Fehlerbehandlung Verbindungsfehler', german)).toEqual([
      ['Fehler', 'error'],
      ['behandlung', 'handling'],
      ['Verbindungs', 'connection'],
      ['fehler', 'error'],
    ]);
    const swedish = smallLexicon({ fehler: [70, { error: 100 }], behandlung: [60, { handling: 100 }] });
    expect(partsOf('Fehlerbehandlung', swedish)).toEqual([]);
  });

  it('recognises words that are typed without diacritics', () => {
    expect(partsOf('schliesst', german)).toEqual([['schliesst', 'close']]);
    const words = smallLexicon({
      größe: [80, { size: 100 }],
      błąd: [80, { error: 100 }],
      bağlantı: [80, { connection: 100 }],
    });
    expect(partsOf('groesse grosse blad baglantisi İ', words)).toEqual([
      ['groesse', 'size'],
      ['grosse', 'size'],
      ['blad', 'error'],
      ['baglantisi', 'connection'],
    ]);
  });

  it('gives function words no meaning', () => {
    const { parts, share } = translateText('wie wird die Verbindung', german, new Set(['wie', 'die']));
    expect(parts.map(({ meanings }) => meanings.length)).toEqual([0, 0, 0, 1]);
    expect(share).toBe(1);
  });

  it('keeps identifiers of several words in a language with Latin letters', () => {
    expect(partsOf('wird verbindung_id geschlossen oder closeVerbindung', german)).toEqual([['wird', '']]);
  });

  it('refuses data that is not a lexicon', () => {
    expect(() => Lexicon.parse('{"retry": 1}')).toThrow('not a lexicon');
  });
});
