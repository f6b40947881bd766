import { describe, expect, it } from 'vitest';
import { shareOfKnownTerms } from '../../../src/engine/retrieval/knownTerms';
import { inverseFrequency } from '../../../src/engine/retrieval/lexicalStatistics';
import { analyzeQuery, isStopWord, shownTerms, wordsOf } from '../../../src/engine/retrieval/query';
import { TermAnalyzer, wholeIdentifierHash } from '../../../src/engine/retrieval/terms';

describe('analyzeQuery', () => {
  const analyze = (text: string) => analyzeQuery(text, new TermAnalyzer());

  it('distinguishes a name from a description', () => {
    expect(analyze('IntoResponse').isSymbol).toBe(true);
    expect(analyze('Cache').isSymbol).toBe(true);
    expect(analyze('where is the cache').isSymbol).toBe(false);
    expect(analyze('令牌').isSymbol).toBe(false);
  });

  it('drops the words of the question', () => {
    expect(analyze('how is the cache invalidated').terms).toEqual(analyze('cache invalidated').terms);
  });

  it('keeps them if nothing else is left', () => {
    expect(analyze('what is this').terms.length).toBeGreaterThan(0);
  });

  it('treats compounds in a sentence as names, plain words not', () => {
    expect(analyze('where is retryUpload called').identifiers).toHaveLength(1);
    expect(analyze('where are uploads retried').identifiers).toHaveLength(0);
  });

  it.each([
    ['Rack::Builder', true, 'Builder', false],
    ['app.getUser', true, 'getUser', true],
    ['cache', true, 'cache', false],
    [' cache ', true, 'cache', false],
    ['_cache', true, '_cache', false],
    ['cache?', true, 'cache?', false],
    ['save_all!', true, 'save_all!', true],
    ['where is user_id set', false, 'user_id', true],
  ])('recognises the name in %j', (text, isSymbol, name, isCompound) => {
    const query = analyze(text);
    expect(query.isSymbol).toBe(isSymbol);
    expect(query.identifiers).toEqual([{ hash: wholeIdentifierHash(name), isCompound, name }]);
  });

  it.each(['令牌 cache', 'cache令牌', '', '?', 'two words'])('recognises no name in %j', (text) => {
    expect(analyze(text)).toMatchObject({ isSymbol: false, identifiers: [] });
  });

  it('recognises the words of questions in any letter case', () => {
    expect(['The', 'how', 'is', 'cache', 'retry'].map(isStopWord)).toEqual([true, true, true, false, false]);
  });
});

describe('the terms of a query that are shown', () => {
  const query = analyzeQuery('cache retry', new TermAnalyzer());
  const [cache, retry] = query.terms;

  it('are its own, each with its position', () => {
    expect([...shownTerms(query)]).toEqual([
      [cache, 0],
      [retry, 1],
    ]);
  });

  it('are also alternatives that are at least half as likely, but its own term comes first', () => {
    const alternatives = [
      [
        { term: 1, weight: 0.5 },
        { term: 2, weight: 0.49 },
        { term: retry!, weight: 0.9 },
      ],
      [{ term: 3, weight: 1 }],
    ];
    expect(new Map(shownTerms({ ...query, alternatives }))).toEqual(
      new Map([
        [1, 0],
        [cache, 0],
        [3, 1],
        [retry, 1],
      ]),
    );
  });
});

describe('the share of a query that occurs in the index', () => {
  const known = inverseFrequency(10, 3);
  const unknown = inverseFrequency(10, 0);

  it.each([
    [[known, known], 1],
    [[known, unknown, unknown, unknown], 0.25],
    [[unknown], 0],
    [[], 1],
  ])('%j: %d', (idf, share) => {
    // Rounded to 32 bits, some numbers are smaller afterwards.
    const statistics = { idf: Float32Array.from(idf), chunkCount: 10, fileCount: 4 };
    expect(shareOfKnownTerms(statistics)).toBe(share);
    const lower = Float32Array.from(idf, (one) => one * (1 - 5e-7));
    expect(shareOfKnownTerms({ ...statistics, idf: lower })).toBe(share);
  });
});

describe('the words of a part of a path', () => {
  it('are distinct, normalized, and those of names only', () => {
    expect(wordsOf('retryUploads_retry 令牌')).toEqual(['retri', 'upload']);
    expect(wordsOf('ＢａｃｋｕｐTask')).toEqual(['backup', 'task']);
  });
});
