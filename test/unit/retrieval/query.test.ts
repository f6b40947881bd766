import { describe, expect, it } from 'vitest';
import { analyzeQuery, parseQuery } from '../../../src/engine/retrieval/query';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';

describe('parseQuery', () => {
  it('takes filters out of the text', () => {
    expect(parseQuery('retry uploads path:src/** lang:go -path:vendor kind:code')).toEqual({
      text: 'retry uploads',
      filter: { paths: ['src/**'], excludedPaths: ['vendor'], languages: ['go'], kind: 'code' },
    });
  });

  it('reads quoted values', () => {
    expect(parseQuery('path:"my folder/*.ts" sessions')).toEqual({
      text: 'sessions',
      filter: { paths: ['my folder/*.ts'] },
    });
  });

  it('leaves text that only looks like a filter', () => {
    for (const text of ['kind:other of value', 'std::path:: join', 'http://path', '-lang:go']) {
      expect(parseQuery(text)).toEqual({ text, filter: {} });
    }
  });
});

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
