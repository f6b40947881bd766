import { describe, expect, it } from 'vitest';
import { candidatesOf, withKeys, withParameters } from '../../../src/cli/candidates';

describe('candidatesOf', () => {
  it.each([
    ['voyage', { provider: 'voyage' }],
    ['ollama:bge-m3:latest', { provider: 'ollama', model: 'bge-m3:latest' }],
    [
      'openai-compatible:@cf/bge@http://localhost:8080/v1',
      {
        ...{ provider: 'openai-compatible', model: '@cf/bge', baseUrl: 'http://localhost:8080/v1' },
      },
    ],
    [
      'voyage+cohere:rerank-v3.5',
      { provider: 'voyage', rerank: { provider: 'cohere', model: 'rerank-v3.5' } },
    ],
    [
      'openai:m@http://localhost:1/v1+tei@http://localhost:2',
      {
        ...{ provider: 'openai', model: 'm', baseUrl: 'http://localhost:1/v1' },
        rerank: { provider: 'tei', baseUrl: 'http://localhost:2' },
      },
    ],
  ])('reads %s', (text, candidate) => {
    expect(candidatesOf([text])).toEqual([{ provider: 'builtin' }, candidate]);
  });

  it('adds the built-in model, unless it is named without a reranker', () => {
    expect(candidatesOf(['voyage', 'builtin']).map(({ provider }) => provider)).toEqual([
      'voyage',
      'builtin',
    ]);
    expect(candidatesOf(['builtin+cohere'])).toHaveLength(2);
  });
});

describe('withParameters', () => {
  const parametersOf = (texts: readonly string[], ofModel?: object, ofReranker?: object) =>
    withParameters(
      candidatesOf(texts),
      ofModel as Readonly<Record<string, unknown>> | undefined,
      ofReranker as Readonly<Record<string, unknown>> | undefined,
    ).map(({ parameters, rerank }) => [parameters, rerank?.parameters]);

  it('gives them to the models of the one provider, and to the one reranker', () => {
    expect(parametersOf(['voyage', 'builtin+cohere'], { user: 'a' }, { priority: 1 })).toEqual([
      [undefined, undefined],
      [{ user: 'a' }, undefined],
      [undefined, { priority: 1 }],
    ]);
  });

  it('refuses them where they could belong to several services, or to none', () => {
    expect(() => parametersOf(['voyage', 'jina'], { user: 'a' })).toThrow('--param belongs to one provider');
    expect(() => parametersOf(['builtin+cohere'], { user: 'a' })).toThrow('--param belongs to one provider');
    expect(() => parametersOf(['voyage'], undefined, { priority: 1 })).toThrow(
      '--rerank-param belongs to one reranker',
    );
  });
});

describe('withKeys', () => {
  const keysOf = (texts: readonly string[], env: NodeJS.ProcessEnv) =>
    withKeys(candidatesOf(texts), env).map(({ apiKey, rerank }) => [apiKey, rerank?.apiKey]);

  it('gives a key without an id only to a single provider', () => {
    const env = { SEMANTIC_SEARCH_API_KEY: 'one' };
    expect(keysOf(['voyage', 'voyage:other'], env)).toEqual([
      [undefined, undefined],
      ['one', undefined],
      ['one', undefined],
    ]);
    expect(keysOf(['voyage', 'jina'], env).flat()).toEqual(new Array(6).fill(undefined));
  });

  it('gives each provider and each reranker its own key', () => {
    const env = {
      SEMANTIC_SEARCH_API_KEY: 'no',
      SEMANTIC_SEARCH_API_KEY_VOYAGE: 'v',
      SEMANTIC_SEARCH_API_KEY_OPENAI_COMPATIBLE: 'o',
      SEMANTIC_SEARCH_RERANK_KEY: 'r',
    };
    expect(keysOf(['voyage+cohere', 'openai-compatible'], env)).toEqual([
      [undefined, undefined],
      ['v', 'r'],
      ['o', undefined],
    ]);
  });
});
