import { describe, expect, it } from 'vitest';
import { rerankDialects } from '../../support/rerankers/dialects';
import { dashscope } from '../../support/rerankers/dialects/dashscope';
import { tei } from '../../support/rerankers/dialects/localServers';
import { openReranker, orderOf, refine } from '../../support/rerankers/rerankedSearch';
import { openRerankServer } from '../../support/rerankers/rerankServer';

/** Further fields that services document, and where their requests have them. AIHubMix and llama.cpp document none. */
const documented: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  cohere: { max_tokens_per_doc: 512, priority: 1 },
  jina: { truncation: true },
  voyage: { truncation: false },
  siliconflow: { max_chunks_per_doc: 8, overlap_tokens: 40, instruction: 'Find the code.' },
  dashscope: { instruct: 'Find the code.' },
  tei: { truncation_direction: 'Left', raw_scores: true },
  vllm: { truncate_prompt_tokens: 256 },
  infinity: { raw_scores: true },
};

describe('parameters of a reranker', () => {
  it.each(Object.entries(documented))(
    'are sent where its provider documents them: %s',
    async (id, parameters) => {
      const dialect = rerankDialects.find((one) => one.id === id)!;
      const server = await openRerankServer(dialect);
      const refined = await refine(await openReranker(dialect, server, { parameters }));
      expect(server.requests.map(({ refusal }) => refusal)).toEqual([undefined]);
      const body = JSON.parse(server.requests[0]!.text) as Readonly<Record<string, unknown>>;
      expect(id === 'dashscope' ? body['parameters'] : body).toMatchObject(parameters);
      expect(orderOf(refined)[0]).toBe(6);
    },
  );

  it('may replace a field about the handling of texts, and may be in the object of DashScope', async () => {
    const cut = await openRerankServer({ ...tei, read: (body) => tei.read({ ...body, truncate: true }) });
    await refine(await openReranker(tei, cut, { parameters: { truncate: false } }));
    expect(JSON.parse(cut.requests[0]!.text)).toMatchObject({ truncate: false });
    const server = await openRerankServer(dashscope);
    const parameters = { parameters: { instruct: 'Find the code.' } };
    await refine(await openReranker(dashscope, server, { parameters }));
    expect(JSON.parse(server.requests[0]!.text)).toMatchObject(parameters);
  });

  it.each([
    ['model', { model: 'x' }],
    ['query', { query: 'x' }],
    ['documents', { documents: [] }],
    ['texts', { texts: [] }],
    ['input', { input: {} }],
    ['top_n', { top_n: 3 }],
    ['top_n', { parameters: { top_n: 3 } }],
    ['return_text', { return_text: true }],
    ['api_key', { api_key: 'sk' }],
  ])('cannot be %s', async (name, parameters) => {
    const server = await openRerankServer(dashscope);
    await expect(openReranker(dashscope, server, { parameters })).rejects.toMatchObject({
      code: 'USAGE',
      message: `The request parameter "${name}" of DashScope cannot be set.`,
      hint: expect.stringContaining('semanticSearch.rerankerParameters') as string,
    });
    expect(server.requests).toEqual([]);
  });
});
