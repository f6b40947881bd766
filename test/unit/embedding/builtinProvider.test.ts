import { beforeAll, describe, expect, it } from 'vitest';
import { CancelledError, SemanticSearchError } from '../../../src/common/errors/errors';
import { createBuiltinProvider } from '../../../src/engine/embedding/builtinProvider';
import { documentText } from '../../../src/engine/embedding/documentText';
import type { Embedding, EmbeddingProvider } from '../../../src/engine/embedding/embeddingProvider';
import type { StaticModel } from '../../../src/engine/embedding/staticModel';
import { goldenTexts, shippedModel } from './modelFixtures';

let model: StaticModel;
let provider: EmbeddingProvider;

beforeAll(async () => {
  model = await shippedModel();
  provider = createBuiltinProvider(model);
});

async function embedDocument(text: string): Promise<Embedding> {
  return (await provider.embedDocuments([text]))[0];
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * b[i]!, 0);
}

describe('the built-in provider', () => {
  it('describes itself', () => {
    expect(provider).toMatchObject({ id: 'builtin', model: 'semantic-search-static-v2', dimensions: 256 });
    expect(provider.host).toBeUndefined();
  });

  it.each(goldenTexts)('gives the golden vector of the $as "$text"', async ({ text, as, ids, head }) => {
    const embedding = as === 'query' ? await provider.embedQuery(text) : await embedDocument(text);
    if (ids.length === 0) {
      expect(embedding).toBeUndefined();
      return;
    }
    expect(embedding).toHaveLength(256);
    for (const [i, expected] of head.entries()) {
      expect(Math.abs(embedding![i]! - expected), `number ${i}`).toBeLessThan(1e-4);
    }
    expect(dot(embedding!, embedding!)).toBeCloseTo(1, 5);
  });

  it('has no vector for text without a known token', async () => {
    expect(await provider.embedQuery('')).toBeUndefined();
    expect(await provider.embedQuery('令牌过期')).toBeUndefined();
    expect(await embedDocument('\n')).toBeUndefined();
    expect(await embedDocument('令牌\n{}[]();')).toBeUndefined();
  });

  it('translates documents before it embeds them, but not questions', async () => {
    const translator = {
      variant: 'translated',
      translate: (text: string) =>
        text.includes('令牌') ? Promise.resolve(text.replace('令牌', 'token')) : text,
    };
    const translating = createBuiltinProvider(model, { translator });
    expect([provider.variant, translating.variant]).toEqual([undefined, 'translated']);
    const [chinese, english] = await translating.embedDocuments(['令牌 expires', 'hash map']);
    expect(chinese).toEqual(await embedDocument('token expires'));
    expect(english).toEqual(await embedDocument('hash map'));
    expect(await translating.embedQuery('令牌', { role: 'document' })).toEqual(await embedDocument('token'));
    expect(await translating.embedQuery('令牌')).toBeUndefined();
  });

  it('embeds each text independently of the others', async () => {
    const together = await provider.embedDocuments(['retry upload', '令牌', 'hash map', 'retry upload']);
    expect(together[0]).toEqual(await embedDocument('retry upload'));
    expect(together[2]).toEqual(await embedDocument('hash map'));
    expect(together[3]).toEqual(together[0]);
  });

  it('counts a repeated token fully in a query, by its root in a document', async () => {
    const text = 'cache cache cache cache key';
    const cache = (await provider.embedQuery('cache'))!;
    expect(dot((await provider.embedQuery(text))!, cache)).toBeGreaterThan(
      dot((await embedDocument(text))!, cache),
    );
  });

  it('uses 24 tokens of the header and 400 of the text', async () => {
    const header = 'path '.repeat(24);
    const body = 'cache '.repeat(400);
    const expected = await embedDocument(`${header}\n${body}`);
    expect(await embedDocument(`${header}upload\n${body}upload`)).toEqual(expected);
    expect(await embedDocument(`${'path '.repeat(23)}upload\n${body}`)).not.toEqual(expected);
    expect(await embedDocument(`${header}\n${'cache '.repeat(399)}upload`)).not.toEqual(expected);
  });

  it('does not give unused tokens of the header to the text', async () => {
    const body = 'cache '.repeat(400);
    expect(await embedDocument(`path\n${body}upload`)).toEqual(await embedDocument(`path\n${body}`));
  });

  it('is most similar for the chunk that matches by meaning', async () => {
    const chunks = [
      documentText({
        breadcrumb: ['Uploader'],
        text: 'async function sendWithBackoff() {}',
      }),
      documentText({ breadcrumb: ['Theme'], text: 'const primaryColor = "#fff";' }),
    ];
    const query = (await provider.embedQuery('where do we retry failed uploads'))!;
    const [upload, color] = await provider.embedDocuments(chunks);
    expect(dot(query, upload!)).toBeGreaterThan(dot(query, color!) + 0.2);
  });

  it('embeds a text for a similarity search as the same document', async () => {
    const text = documentText({ breadcrumb: ['Uploader'], text: 'async function sendWithBackoff() {}' });
    expect(await provider.embedQuery(text, { role: 'document' })).toEqual(await embedDocument(text));
    expect(await provider.embedQuery('\n', { role: 'document' })).toBeUndefined();
  });

  it('uses all of a long text for a similarity search', async () => {
    const uploads = 'async function retryUpload(file) { await backoff(attempt); }\n'.repeat(100);
    const colors = 'const primaryColor = theme.background.light;\n'.repeat(100);
    const [whole, first, last] = await Promise.all(
      [`\n${uploads}${colors}`, `\n${uploads}`, `\n${colors}`].map((text) =>
        provider.embedQuery(text, { role: 'document' }),
      ),
    );
    expect(dot(whole!, whole!)).toBeCloseTo(1, 5);
    expect(dot(whole!, first!)).toBeGreaterThan(0.5);
    expect(dot(whole!, last!)).toBeGreaterThan(0.5);
  });

  it('cuts to fewer dimensions and normalises again', async () => {
    const small = createBuiltinProvider(model, { dimensions: 64 });
    const full = (await provider.embedQuery('hash map'))!;
    const cut = (await small.embedQuery('hash map'))!;
    expect(small.dimensions).toBe(64);
    expect(cut).toHaveLength(64);
    expect(dot(cut, cut)).toBeCloseTo(1, 5);
    expect(cut[5]! / cut[9]!).toBeCloseTo(full[5]! / full[9]!, 3);
  });

  it.each([0, -1, 257, 1.5, NaN])('refuses %s dimensions', (dimensions) => {
    expect(() => createBuiltinProvider(model, { dimensions })).toThrow(SemanticSearchError);
  });

  it('does nothing once cancelled', async () => {
    const signal = AbortSignal.abort();
    await expect(provider.embedDocuments(['a b'], signal)).rejects.toBeInstanceOf(CancelledError);
    await expect(provider.embedQuery('a b', { signal })).rejects.toBeInstanceOf(CancelledError);
  });

  it('can be cancelled while it works', async () => {
    const controller = new AbortController();
    const texts = new Array<string>(200_000).fill('export const answer = parse(request.body);\nconst x = 1;');
    const run = provider.embedDocuments(texts, controller.signal);
    setTimeout(() => {
      controller.abort();
    }, 0);
    await expect(run).rejects.toBeInstanceOf(CancelledError);
  });

  it('embeds a document of ten million characters in one line', async () => {
    expect(await embedDocument('cache '.repeat(2_000_000))).toEqual(await embedDocument('cache '.repeat(10)));
  });
});
