import { describe, expect, it } from 'vitest';
import { toServiceInfo } from '../../../src/engine/embedding/providers/toProviderInfo';
import { rerankerRecords } from '../../../src/engine/reranking/records/rerankerRecords';
import { comparableRerankers } from '../../../src/vscode/comparison/comparableRerankers';
import type { RerankerChoice } from '../../../src/vscode/reranking/rerankerChoice';

async function found(
  keys: Readonly<Record<string, string>>,
  current?: RerankerChoice,
): Promise<readonly (readonly (string | boolean | undefined)[])[]> {
  const rerankers = await comparableRerankers({
    infos: rerankerRecords.map(toServiceInfo),
    keys: { get: (id, host) => Promise.resolve(keys[`${id} ${host}`]) },
    current,
    network: {},
  });
  return rerankers.map(({ options: { provider, model, apiKey, baseUrl }, host, isCurrent }) => [
    ...[provider, model, host, baseUrl, apiKey, isCurrent],
  ]);
}

describe('comparableRerankers', () => {
  it('are none without a key, and all models of a service with a key for its address', async () => {
    expect(await found({})).toEqual([]);
    const jina = await found({ 'jina api.jina.ai': 'k', 'cohere gateway.example.com': 'other' });
    expect(jina.map(([provider, model]) => `${String(provider)} ${String(model)}`)).toEqual([
      'jina jina-reranker-v3',
      'jina jina-reranker-m0',
      'jina jina-reranker-v2-base-multilingual',
    ]);
    expect(jina[0]).toEqual(['jina', 'jina-reranker-v3', 'api.jina.ai', undefined, 'k', false]);
  });

  it('are that of the settings at its address, also a server of the user', async () => {
    const own = { reranker: 'tei', baseUrl: 'http://gpu.example:8080' };
    expect(await found({}, own)).toEqual([
      ['tei', 'default', 'http://gpu.example:8080', 'http://gpu.example:8080', undefined, true],
    ]);
    const cloud = { reranker: 'cohere', model: 'own-model', baseUrl: 'https://gateway.example.com' };
    const [first, second] = await found({ 'cohere gateway.example.com': 'k' }, cloud);
    expect(first).toEqual([
      ...['cohere', 'own-model', 'gateway.example.com', 'https://gateway.example.com', 'k', true],
    ]);
    expect(second![5]).toBe(false);
    expect(await found({}, cloud)).toEqual([]);
  });
});
