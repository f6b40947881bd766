import { describe, expect, it } from 'vitest';
import { translateQuery } from '../../../src/engine/lexicon/translateQuery';
import { translateText } from '../../../src/engine/lexicon/translateText';
import { scoreLexically } from '../../../src/engine/retrieval/lexicalRetriever';
import { analyzeQuery } from '../../../src/engine/retrieval/query';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { shardOf } from '../../support/memoryIndex';
import { smallLexicon } from '../../support/smallLexicon';

const analyzer = new TermAnalyzer();
const lexicon = smallLexicon();
const termOf = (word: string): number => analyzer.termsOf(word)[0]!;

const german = smallLexicon(
  { abs: [60, { abs: 100 }], streu: [60, { scatter: 100 }], tabelle: [80, { table: 100 }] },
  'de',
);

const translate = (text: string, indexed: readonly string[] = [], words = lexicon) => {
  const known = new Set(indexed.map(termOf));
  return translateQuery(analyzeQuery(text, analyzer), translateText(text, words), analyzer, (term) =>
    known.has(term),
  );
};

describe('translateQuery', () => {
  it('makes each part one term with its meanings as alternatives', () => {
    const { query, text, words } = translate('重试失败的上传');
    expect(query.terms).toEqual(['retry', 'failed', 'upload'].map(termOf));
    expect(query.alternatives).toEqual([
      [{ term: termOf('attempt'), weight: 0.4 }],
      [{ term: termOf('failure'), weight: 0.64 }],
      [],
    ]);
    expect(text.split(/\P{L}+/u).filter(Boolean)).toEqual(['retry', 'failed', '的', 'upload']);
    // Unlikely translations are searched for, but not shown.
    expect(words).toEqual(['retry', 'failed', 'failure', 'upload']);
  });

  it('also searches for the original words if the index has them', () => {
    const { query } = translate('重试失败', ['重试']);
    expect(query.alternatives![0]).toContainEqual({ term: termOf('重试'), weight: 1 });
    // As a term of its own, too: text in the language of the question is better evidence than a translation.
    expect(query.terms).toEqual(['retry', '重试', 'failed'].map(termOf));
    expect(query.alternatives![2]!.map(({ term }) => term)).toEqual([termOf('failure')]);
  });

  it('keeps identifiers and English words, and drops words of the question', () => {
    const { query, text } = translate('uploadQueue 怎么重试 http');
    expect(query.terms).toEqual([...analyzer.termsOf('uploadQueue'), termOf('retry'), termOf('http')]);
    expect(query.identifiers).toHaveLength(1);
    expect(query.isSymbol).toBe(false);
    expect(text).toMatch(/^uploadQueue\s+retry\s+http$/);
  });

  it('keeps unknown words that the index has', () => {
    expect(translate('逆变重试', ['逆变']).query.terms).toEqual([termOf('逆变'), termOf('retry')]);
    expect(translate('逆变重试').query.terms).toEqual([termOf('retry')]);
  });

  it('keeps a pair of characters that the lexicon has only singly', () => {
    const single = smallLexicon({ 用: [60, { use: 100 }] });
    expect(translate('用紙', ['用紙'], single).query.terms).toEqual(['用紙', 'use'].map(termOf));
    expect(translate('用紙', [], single).query.terms).toEqual([termOf('use')]);
  });

  it('searches for a single word like a name if the index has it', () => {
    expect(translate('Tabelle', ['Tabelle'], german).query.isSymbol).toBe(true);
    expect(translate('Tabelle', [], german).query.isSymbol).toBe(false);
  });

  it('keeps a name that the index has, if the lexicon has only its beginning', () => {
    const { query, text } = translate('Tabellen Absent Streusel', ['Absent', 'Tabellen'], german);
    expect(query.terms).toEqual(['Tabellen', 'Absent', 'scatter'].map(termOf));
    expect(text.trim().split(/\s+/)).toEqual(['Tabellen', 'Absent', 'scatter']);
    // Without it in the index, or in lower case, it is a word with an ending.
    expect(translate('Absent', [], german).query.terms).toEqual([termOf('abs')]);
    expect(translate('absent', ['absent'], german).query.terms).toEqual([termOf('abs')]);
  });
});

describe('alternatives in retrieval', () => {
  const shards = [
    shardOf([
      {
        path: 'a.ts',
        chunks: [{ text: 'retry retry', symbols: [{ name: 'retry', kind: 'function', line: 1 }] }],
      },
      { path: 'b.ts', chunks: [{ text: 'attempt attempt' }] },
      { path: 'c.ts', chunks: [{ text: '// 重试' }] },
      { path: 'd.ts', chunks: [{ text: 'nothing of it' }] },
    ]),
  ];
  const { query } = translate('重试', ['重试']);
  const score = ({ terms = query.terms, alternatives = query.alternatives } = {}) =>
    scoreLexically(shards, { terms, ...(alternatives && { alternatives }), identifiers: [] });

  it('find the results of each of them, weighted by their probability', () => {
    const { scores, statistics } = score();
    const [a, b, c, d] = scores[0]!.covers;
    expect(a).toBeGreaterThan(0);
    expect(b).toBeCloseTo(a! * 0.4);
    // The word as it was asked counts once as a meaning, and once by itself.
    expect(c).toBeCloseTo(a! + statistics.idf[1]!);
    expect(d).toBe(0);
    const [first, second, third] = score().scores[0]!.chunks;
    expect(first).toBeGreaterThan(second!);
    expect(third).toBeGreaterThan(second!);
  });

  it('do not change a query without alternatives', () => {
    expect(score({ alternatives: [[], []] })).toEqual(
      scoreLexically(shards, { terms: query.terms, identifiers: [] }),
    );
  });
});
