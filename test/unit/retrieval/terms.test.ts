import { describe, expect, it } from 'vitest';
import { TermAnalyzer, wholeIdentifierHash } from '../../../src/engine/retrieval/terms';
import { WantedTerms } from '../../../src/engine/retrieval/wantedTerms';
import { termHash } from '../../../src/engine/retrieval/termHash';

function countOf(text: string, hash: number, boosted: string[] = [], boost = 1): number {
  const { hashes, counts } = new TermAnalyzer().analyze(text, boosted, boost);
  const at = hashes.indexOf(hash);
  return at < 0 ? 0 : counts[at]!;
}

describe('TermAnalyzer', () => {
  it('indexes a compound identifier whole and by its words', () => {
    const text = 'retryUpload(); retry_upload';
    expect(countOf(text, wholeIdentifierHash('retryUpload'))).toBe(1);
    expect(countOf(text, wholeIdentifierHash('retry_upload'))).toBe(1);
    expect(countOf(text, termHash('upload'))).toBe(2);
  });

  it('finds a whole identifier in any letter case', () => {
    expect(countOf('HTTPServer', wholeIdentifierHash('HttpServer'))).toBe(1);
  });

  it('counts words, not whole identifiers, as length', () => {
    expect(new TermAnalyzer().analyze('parseHttpBody now').length).toBe(4);
  });

  it.each([
    ['Thai', 'ระบบจะสำรองข้อมูลลูกค้าทุกคืนก่อนเที่ยงคืน', 'สำรองข้อมูล'],
    ['Thai in two characters', 'ระบบจะส\u0e4d\u0e32รองข้อมูลลูกค้า', 'สำรองข้อมูล'],
    ['Lao', 'ກະລຸນາສຳຮອງຂໍ້ມູນກ່ອນ', 'ສຳຮອງຂໍ້ມູນ'],
    ['Khmer', 'សូមចម្លងទិន្នន័យមុនពេលចាប់ផ្តើម', 'ទិន្នន័យ'],
    ['Burmese', 'ဒေတာများကိုညတိုင်းအရန်သိမ်းပါ', 'အရန်သိမ်း'],
    ['decomposed Korean', '데이터를 백업하고 저장한다'.normalize('NFD'), '백업'],
    ['decomposed Latin', 'Größe der Übertragung prüfen'.normalize('NFD'), 'Übertragung'],
    ['letters of full width', 'ＢａｃｋｕｐＴａｓｋ を実行', 'BackupTask'],
    ['katakana of half width', 'ﾃﾞｰﾀﾍﾞｰｽ の接続', 'データベース'],
    ['Arabic with marks', 'يُحَفِّظُ النِّظَامُ البَيَانَات', 'النظام'],
    ['Arabic in presentation forms', 'ﻧﻈﺎﻡ', 'نظام'],
    ['Hebrew with points', 'שְׂכִירוּת חָדְשִׁית', 'שכירות'],
  ])('finds a word of %s inside a sentence', (_, text, word) => {
    const analyzer = new TermAnalyzer();
    const { hashes } = analyzer.analyze(text);
    const wanted = analyzer.termsOf(word);
    expect(wanted.length).toBeGreaterThan(0);
    expect(wanted.filter((term) => !hashes.includes(term))).toEqual([]);
  });

  it('splits CJK text into bigrams, and keeps a single character', () => {
    const text = '令牌过期 刷';
    for (const bigram of ['令牌', '牌过', '过期', '刷']) expect(countOf(text, termHash(bigram))).toBe(1);
    expect(countOf(text, termHash('期 刷'))).toBe(0);
  });

  it('counts boosted text as often as requested', () => {
    expect(countOf('cache', termHash('cach'), ['src/cache.ts'], 3)).toBe(4);
  });

  it('stores many distinct terms, and counts at most 255', () => {
    const words = Array.from({ length: 20_000 }, (_, i) => `word${'abcdefghij'[i % 10]!}x${i}`);
    const { hashes } = new TermAnalyzer().analyze(words.join(' '));
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(hashes.length).toBeGreaterThanOrEqual(20_000);
    expect(countOf('cache '.repeat(300), termHash('cach'))).toBe(255);
  });

  it('ignores encoded data', () => {
    expect(new TermAnalyzer().analyze('A'.repeat(200)).hashes).toHaveLength(0);
  });

  it('returns the same terms for the same text, whatever was analyzed before', () => {
    const analyzer = new TermAnalyzer();
    const first = analyzer.analyze('alpha beta betaGamma');
    analyzer.analyze('delta '.repeat(50));
    expect(analyzer.analyze('alpha beta betaGamma')).toEqual(first);
  });

  it('counts each of many terms as often as it occurs', () => {
    // More terms than the table has space for at first, so that it grows and terms share slots.
    const words = Array.from(
      { length: 6000 },
      (_, i) => `ab${i.toString(2).replaceAll('0', 'x').replaceAll('1', 'y')}`,
    );
    const text = words.map((word, i) => `${word} `.repeat(1 + (i % 3))).join('');
    const { hashes, counts, length } = new TermAnalyzer().analyze(text);
    const found = new Map([...hashes].map((hash, i) => [hash, counts[i]]));
    expect(hashes.length).toBe(6000);
    expect(words.map((word) => found.get(wholeIdentifierHash(word)))).toEqual(
      words.map((_, i) => 1 + (i % 3)),
    );
    expect(length).toBe(12_000);
  });

  it.each([
    ['a compound by its words', 'retryUpload', 1, 2],
    ['words of one letter and digit not at all', 'a b 2 x1', 1, 0],
    ['pairs of characters', '令牌过期', 1, 3],
    ['boosted words as often as asked', 'cache', 3, 3],
    ['boosted pairs too', '令牌', 2, 2],
  ])('counts as length %s', (_, text, boost, length) => {
    expect(new TermAnalyzer().analyze('', [text], boost).length).toBe(length);
  });

  it('returns the terms in the order of the text, of each name the words and then the whole', () => {
    expect(new TermAnalyzer().termsOf('retryUpload now')).toEqual([
      termHash('retri'),
      termHash('upload'),
      wholeIdentifierHash('retryUpload'),
      termHash('now'),
    ]);
  });

  it('finds requested terms as often as they occur', () => {
    const wanted = new Set([termHash('cach'), termHash('令牌')]);
    const text = 'cache other cached 令牌过期令牌';
    const found: [number, number][] = [];
    const analyzer = new TermAnalyzer();
    analyzer.findTerms(analyzer.scan(text), wanted, (term, position) => found.push([term, position]));
    expect(found).toEqual([
      [termHash('cach'), 0],
      [termHash('cach'), 12],
      [termHash('令牌'), 19],
      [termHash('令牌'), 19],
    ]);
  });

  it.each([
    ['a word of it', ['upload'], true],
    ['the whole', ['retryUpload'], true],
    ['one of several', ['other', 'retri'], true],
    ['nothing in it', ['now', 'down'], false],
    ['nothing', [], false],
  ])('returns the terms of a name in a text if %s is requested', (_, names, isGiven) => {
    const analyzer = new TermAnalyzer();
    const wanted = new WantedTerms(new Map(names.map((name, i) => [wholeIdentifierHash(name), i])));
    const terms = analyzer.termsIfWanted('do retryUpload now', 3, 14, wanted);
    expect(terms).toEqual(isGiven ? analyzer.termsOfIdentifier('retryUpload') : undefined);
  });

  it.each([
    ['_private', 'private'],
    ['__init__', 'init'],
    ['name_', 'name'],
    ['$scope', 'scope'],
    ['Retries', 'retry'],
    ['getUser', 'GETUSER'],
  ])('finds %s as %s', (one, other) => {
    const isCaseOnly = one === 'getUser';
    expect(wholeIdentifierHash(one)).toBe(isCaseOnly ? termHash('getuser') : wholeIdentifierHash(other));
  });

  it('keeps different names apart', () => {
    expect(wholeIdentifierHash('get_user')).not.toBe(wholeIdentifierHash('getUser'));
  });
});
