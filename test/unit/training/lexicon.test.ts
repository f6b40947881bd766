import { describe, expect, it } from 'vitest';
import { alignPages } from '../../../training/lexicon/alignPages';
import { defaultOptions, estimate } from '../../../training/lexicon/estimate';
import { readBundle, readCatalogue, readXliff } from '../../../training/lexicon/messageFiles';
import { pageOf } from '../../../training/lexicon/pagePattern';
import { EnglishWords, sentencesOf } from '../../../training/lexicon/units';

describe('the texts that lexicons are made from', () => {
  it('are the translated messages of a catalogue, not the fuzzy ones', () => {
    const catalogue = `msgid "retry"\nmsgstr "重试"\n\n#, fuzzy\nmsgid "open"\nmsgstr "关闭"\n\nmsgid "a "\n"queue"\nmsgstr "队列"\n`;
    expect(readCatalogue(catalogue)).toEqual([
      { english: 'retry', foreign: '重试' },
      { english: 'a queue', foreign: '队列' },
    ]);
  });

  it('are messages with the same key, and units of one file', () => {
    expect(readBundle('a.b=Retry\nc=Same\n', 'a.b=\\u91cd\\u8bd5\nc=Same\n')).toEqual([
      { english: 'Retry', foreign: '重试' },
    ]);
    expect(readXliff('<source>a &lt; b</source>\n<target state="translated">小于</target>')).toEqual([
      { english: 'a < b', foreign: '小于' },
    ]);
  });

  it('are blocks of two pages that lie beside each other', () => {
    const english =
      '# Retry\n\nUploads are sent again.\n\nOnly here, in English, there is one more long paragraph of text.\n\n- queue\n';
    expect(
      alignPages(english, '# 重试\n\n上传会重新发送。\n\n- 队列\n').map(({ foreign }) => foreign),
    ).toEqual(['重试', '上传会重新发送。', '队列']);
  });
});

describe('the estimate', () => {
  it('tells what each string means, though none stands alone', () => {
    const words = new EnglishWords();
    const pairs = [
      ['retry the upload', '重试上传'],
      ['upload the file', '上传文件'],
      ['retry the request', '重试请求'],
      ['close the file', '关闭文件'],
      ['close the request', '关闭请求'],
      ['retry', '重试'],
    ].flatMap(([english, foreign]) => [
      { english: english!, foreign: foreign! },
      { english: `${english!} now`, foreign: `现在${foreign!}` },
    ]);
    const estimates = estimate(sentencesOf(pairs, words), words, { ...defaultOptions, leastSentences: 2 });
    const meaningOf = (unit: string): string | undefined => {
      const found = estimates.find((one) => one.unit === unit);
      return found && words.wordOf(found.meanings[0]!.word);
    };
    expect(['重试', '上传', '请求', '文件'].map(meaningOf)).toEqual(['retry', 'upload', 'request', 'file']);
  });

  const meaningsIn = (pairs: readonly (readonly [string, string])[], hasCompounds = false) => {
    const words = new EnglishWords();
    const texts = pairs.map(([english, foreign]) => ({ english, foreign }));
    const options = { ...defaultOptions, leastSentences: 2, hasCompounds };
    const estimates = estimate(sentencesOf(texts, words), words, options);
    return (unit: string): string | undefined => {
      const found = estimates.find((one) => one.unit === unit);
      return found && words.wordOf(found.meanings[0]!.word);
    };
  };

  it('knows words that are the same in English, in a language with Latin letters only', () => {
    const french = meaningsIn([
      ['open the module', 'ouvrir le module'],
      ['close the module', 'fermer le module'],
      ['a module', 'un module'],
      ['open the file', 'ouvrir le fichier'],
      ['close the file', 'fermer le fichier'],
    ]);
    expect(french('module')).toBe('module');
    const russian = meaningsIn([
      ['open Redis', 'открыть Redis'],
      ['close Redis', 'закрыть Redis'],
      ['Redis cache', 'кэш Redis'],
      ['open a file', 'открыть файл'],
      ['close a file', 'закрыть файл'],
      ['file', 'файл'],
    ]);
    expect(russian('redis')).toBeUndefined();
    expect(russian('файл')).toBe('file');
  });

  it('divides compound words of German', () => {
    const pairs = [
      ['error', 'Fehler'],
      ['the error', 'der Fehler'],
      ['handling', 'Behandlung'],
      ['the handling', 'die Behandlung'],
      ['error handling', 'Fehlerbehandlung'],
      ['our error handling', 'unsere Fehlerbehandlung'],
    ] as const;
    const german = meaningsIn(pairs, true);
    expect([german('fehler'), german('behandlung')]).toEqual(['error', 'handling']);
  });
});

describe('the pattern of a page', () => {
  it('gives the name of the page', () => {
    expect(pageOf('docs/en/a/b.md', 'docs/en/*.md')).toBe('a/b');
    expect(pageOf('docs/en/a.txt', 'docs/en/*.md')).toBeUndefined();
    expect(pageOf('docs/a.md', 'docs/a.*.md')).toBeUndefined();
  });
});
