import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { changed, post, vectorsOf, words, type Answer } from '../../support/providers/askServer';
import { countTokens } from '../../support/providers/countTokens';
import { dialects } from '../../support/providers/dialects';
import { scnet } from '../../support/providers/dialects/scnet';
import { fakeEmbedding } from '../../support/providers/fakeEmbedding';
import { sampleRequest } from '../../support/providers/sampleRequest';
import { openStrictServer } from '../../support/providers/openStrictServer';
import { repositoryRoot } from '../../support/realSources';

describe.each(dialects.map((dialect) => [dialect.id, dialect] as const))('%s', (id, dialect) => {
  const [model] = Object.keys(dialect.models);
  const { dimensions, maxInputTokens, maxRequestTokens } = dialect.models[model!]!;
  const inputs = ['a lost connection', 'the colour of a button'];

  it('answers with a vector for each input, in their order', async () => {
    const server = await openStrictServer(dialect);
    const { status, body } = await post(sampleRequest(dialect, server, inputs));
    expect(status).toBe(200);
    expect(vectorsOf(body)).toEqual(inputs.map((text) => fakeEmbedding(text, dimensions)));
    expect(server.refused).toEqual([]);
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]!.embedding).toMatchObject({ inputs, model });
  });

  it('refuses another method, path or content type, and text that is not JSON', async () => {
    const server = await openStrictServer(dialect);
    const sample = sampleRequest(dialect, server, inputs);
    const send = async (url: string, init: RequestInit): Promise<number> => (await fetch(url, init)).status;
    const body = JSON.stringify(sample.body);
    const statuses = [
      await send(sample.url, { headers: sample.headers }),
      await send(`${sample.url}/more`, { method: 'POST', headers: sample.headers, body }),
      await send(`${sample.url}?key=1`, { method: 'POST', headers: sample.headers, body }),
      await send(sample.url, {
        method: 'POST',
        headers: { ...sample.headers, 'content-type': 'text/plain' },
        body,
      }),
      await send(sample.url, { method: 'POST', headers: sample.headers, body: `${body},` }),
    ];
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(
      'method path path contentType json'.split(' '),
    );
    expect(Math.min(...statuses)).toBeGreaterThanOrEqual(400);
  });

  it('requires its key in the documented place', async () => {
    const server = await openStrictServer(dialect);
    const sample = sampleRequest(dialect, server, inputs);
    const withHeaders = (headers: Record<string, string>): Promise<Answer> =>
      post({ ...sample, headers: { 'content-type': 'application/json', ...headers } });
    await withHeaders({});
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(dialect.needsKey ? ['noKey'] : []);
    server.clear();
    await withHeaders({ 'x-api-key': server.key });
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(dialect.needsKey ? ['noKey'] : []);
    server.clear();
    const keyHeaders = Object.fromEntries(
      Object.entries(sample.headers).map(([name, value]) => [name, value.replace(server.key, 'sk-other')]),
    );
    const { status } = await withHeaders(keyHeaders);
    expect(server.refused.map(({ refusal }) => refusal!.kind)).toEqual(['wrongKey']);
    expect([400, 401]).toContain(status);
  });

  it('refuses fields that it does not know, and requests that lack one', async () => {
    const server = await openStrictServer(dialect);
    const sample = sampleRequest(dialect, server, inputs);
    for (const field of ['dimension_', 'input_text', 'stream']) await post(changed(sample, { [field]: 1 }));
    expect(server.refused.map(({ refusal }) => refusal)).toEqual(
      ['dimension_', 'input_text', 'stream'].map((field) => ({ kind: 'unknownField', field })),
    );
    server.clear();
    const needed = id === 'gemini' ? ['requests'] : Object.keys(sample.body);
    for (const field of needed) await post(changed(sample, { [field]: undefined }));
    expect(server.refused.map(({ refusal }) => refusal)).toEqual(
      needed.filter((field) => field !== 'embedding_types').map((field) => ({ kind: 'missingField', field })),
    );
  });

  it('refuses a model that it does not have', async () => {
    const server = await openStrictServer(dialect);
    const { status } = await post(sampleRequest(dialect, server, inputs, 'no-such-model'));
    expect(server.refused[0]!.refusal).toEqual({ kind: 'model', model: 'no-such-model' });
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('refuses too many inputs, too long ones, too much of all, and empty ones', async () => {
    const server = await openStrictServer(dialect);
    const send = (texts: readonly string[]): Promise<Answer> => post(sampleRequest(dialect, server, texts));
    const most = Math.min(dialect.maxInputs ?? 100, 2048);
    expect((await send(Array<string>(most).fill('a'))).status).toBe(200);
    if (dialect.maxInputs !== undefined) {
      await send(Array<string>(dialect.maxInputs + 1).fill('a'));
      expect(server.refused.at(-1)!.refusal).toMatchObject({
        kind: 'tooManyInputs',
        limit: dialect.maxInputs,
      });
    }
    expect((await send([words(maxInputTokens)])).status).toBe(200);
    await send(['a', words(maxInputTokens + 1)]);
    expect(server.refused.at(-1)!.refusal).toMatchObject({
      kind: 'inputTooLong',
      position: 1,
      tokens: maxInputTokens + 1,
    });
    if (maxRequestTokens !== undefined) {
      const count = Math.floor(maxRequestTokens / maxInputTokens);
      expect((await send(Array<string>(count).fill(words(maxInputTokens)))).status).toBe(200);
      await send(Array<string>(count + 1).fill(words(maxInputTokens)));
      expect(server.refused.at(-1)!.refusal).toMatchObject({
        kind: 'requestTooLong',
        limit: maxRequestTokens,
      });
    }
    await send(['a', '']);
    expect(server.refused.at(-1)!.refusal).toEqual({ kind: 'emptyInput', position: 1 });
  });

  it('repeats the received key if a test wants that', async () => {
    const server = await openStrictServer(dialect, { echoKey: true });
    await post(sampleRequest(dialect, server, inputs));
    expect(server.refused[0]!.refusal).toEqual({ kind: 'wrongKey', key: server.key });
  });
});

describe('the server', () => {
  it('gives the answers that a test defines', async () => {
    const server = await openStrictServer(scnet, {
      instead: (number) =>
        number === 0 ? { status: 429, body: { error: {} }, headers: { 'retry-after': '1' } } : undefined,
    });
    const sample = sampleRequest(scnet, server, ['one']);
    const first = await fetch(sample.url, { method: 'POST', headers: sample.headers, body: '{}' });
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '1']);
    expect((await post(sample)).status).toBe(200);
  });

  it('counts the requests in progress', async () => {
    const server = await openStrictServer(scnet, { latencyMs: 100 });
    await Promise.all([1, 2, 3].map(() => post(sampleRequest(scnet, server, ['one']))));
    expect(server.mostAtOnce).toBe(3);
  });
});

describe('countTokens', () => {
  it.each([
    // Token counts of these files by cl100k_base.
    ['chunking/cache.py', 489],
    ['chunking/server.go', 268],
    ['chunking/Ledger.java', 278],
    ['chunking/schema.sql', 92],
  ])('is close to a real tokenizer of %s', async (name, tokens) => {
    const text = await readFile(path.join(repositoryRoot, 'test', 'fixtures', name), 'utf8');
    expect(countTokens(text) / tokens).toBeGreaterThan(0.95);
    expect(countTokens(text) / tokens).toBeLessThan(1.2);
  });

  it('counts each ideograph', () => {
    expect(countTokens('风急天高猿啸哀')).toBeGreaterThanOrEqual(7);
    expect(countTokens('')).toBe(0);
  });
});

describe('fakeEmbedding', () => {
  const similarity = (a: string, b: string): number => {
    const other = fakeEmbedding(b, 1024);
    return fakeEmbedding(a, 1024).reduce((sum, value, i) => sum + value * other[i]!, 0);
  };

  it('has length 1, and is similar for texts that share words', () => {
    expect(Math.hypot(...fakeEmbedding('function parseSetCookie(header) {}', 768))).toBeCloseTo(1);
    expect(Math.hypot(...fakeEmbedding('{}', 768))).toBeCloseTo(1);
    expect(similarity('parse a cookie', 'function parseSetCookie(header) {}')).toBeGreaterThan(
      similarity('parse a cookie', 'function drawButton(color) {}'),
    );
    expect(similarity('夜间压缩归档', '// 夜间压缩归档旧数据')).toBeGreaterThan(
      similarity('夜间压缩归档', '// 白天发送邮件'),
    );
  });
});
