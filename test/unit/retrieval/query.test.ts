import { describe, expect, it } from 'vitest';
import { analyzeQuery } from '../../../src/engine/retrieval/query';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';

describe('analyzeQuery', () => {
  const analyze = (text: string) => analyzeQuery(text, new TermAnalyzer());

  it('tells a name from a description', () => {
    expect(analyze('IntoResponse').isSymbol).toBe(true);
    expect(analyze('Cache').isSymbol).toBe(true);
    expect(analyze('where is the cache').isSymbol).toBe(false);
    expect(analyze('令牌').isSymbol).toBe(false);
  });

  it('drops the words of the question', () => {
    expect(analyze('how is the cache invalidated').terms).toEqual(analyze('cache invalidated').terms);
  });

  it('keeps them where nothing else is left', () => {
    expect(analyze('what is this').terms.length).toBeGreaterThan(0);
  });

  it('sees compounds in a sentence as names, plain words not', () => {
    expect(analyze('where is retryUpload called').identifiers).toHaveLength(1);
    expect(analyze('where are uploads retried').identifiers).toHaveLength(0);
  });
});
