import { describe, expect, it } from 'vitest';
import { gemini } from '../../../../src/engine/embedding/providers/gemini';
import { oceanbase } from '../../../../src/engine/embedding/providers/oceanbase';
import type { EmbeddingCall } from '../../../../src/engine/embedding/providers/providerRecord';
import { providerRecords } from '../../../../src/engine/embedding/providers/providerRecords';
import {
  checkParameters,
  variantOf,
  withParameters,
} from '../../../../src/engine/embedding/remote/requestParameters';
import { rerankerRecords } from '../../../../src/engine/reranking/records/rerankerRecords';

const call: EmbeddingCall = {
  model: 'm',
  inputs: ['one', 'two'],
  role: 'document',
  encoding: 'base64',
  asString: false,
  dimensions: 256,
  baseUrl: 'https://x.example',
};

describe('parameters of a request', () => {
  it('are fields of the body, beside those of the record', () => {
    for (const record of providerRecords.filter(({ id }) => id !== 'oceanbase' && id !== 'gemini')) {
      const plain = record.requestOf(call);
      const { path, body } = withParameters(record, plain, { user: 'team-a', truncate: true }, 'document');
      expect([path, body]).toEqual([plain.path, { ...plain.body, user: 'team-a', truncate: true }]);
    }
  });

  it('are in an object of OceanBase, which a user may also write', () => {
    const bodyWith = (parameters: Record<string, unknown>) =>
      withParameters(oceanbase, oceanbase.requestOf(call), parameters, 'document').body;
    const { parameters, ...rest } = bodyWith({ input_type: 'passage', parameters: { truncate: 'END' } });
    expect(parameters).toEqual({ input_type: 'passage', truncate: 'END' });
    expect(rest).toEqual(oceanbase.requestOf(call).body);
  });

  it('are in each request of a batch of Gemini', () => {
    const { body } = withParameters(gemini, gemini.requestOf(call), { title: 'code' }, 'document');
    const requests = body['requests'] as readonly Record<string, unknown>[];
    expect(requests.map(({ title }) => title)).toEqual(['code', 'code']);
    expect(Object.keys(body)).toEqual(['requests']);
  });

  it('may differ between queries and documents', () => {
    const parameters = { input_type: { query: 'query', document: 'passage' }, options: { query: 1 } };
    const bodyAs = (role: 'query' | 'document') =>
      withParameters({}, { path: '/e', body: {} }, parameters, role).body;
    expect(bodyAs('query')).toEqual({ input_type: 'query', options: { query: 1 } });
    expect(bodyAs('document')).toEqual({ input_type: 'passage', options: { query: 1 } });
  });

  it('cannot replace what any record sends for the texts, the model, the dimensions or the encoding', () => {
    const own = new Set(['input_type', 'task', 'taskType', 'truncate', 'parameters']);
    for (const record of providerRecords) {
      const { body } = record.requestOf(call);
      const sent = Object.keys(body).concat(
        record.id === 'gemini' ? ['outputDimensionality', 'content'] : [],
      );
      for (const name of sent.filter((one) => !own.has(one)))
        expect(() => {
          checkParameters(record, { [name]: 'x' });
        }, `${record.id} ${name}`).toThrow(
          `The request parameter "${name}" of ${record.label} cannot be set.`,
        );
    }
    for (const record of rerankerRecords)
      for (const name of Object.keys(record.requestOf({ model: 'm', query: 'q', documents: ['d'] }).body))
        if (name !== 'truncate')
          expect(() => {
            checkParameters(record, { [name]: 'x' });
          }, `${record.id} ${name}`).toThrow('cannot be set');
  });

  it.each([
    [{ Model: 'other' }, 'Model'],
    [{ Authorization: 'Bearer sk' }, 'Authorization'],
    [{ api_key: 'sk' }, 'api_key'],
    [{ headers: {} }, 'headers'],
    [{ options: { api_key: 'sk' } }, 'api_key'],
    [{ parameters: { input: [] } }, 'input'],
    [{ ' ': 1 }, ' '],
  ])('cannot be %j', (parameters, name) => {
    expect(() => {
      checkParameters(oceanbase, parameters);
    }).toThrow(`"${name}"`);
  });

  it('may have unknown names, and be objects', () => {
    checkParameters(oceanbase, { keep_alive: '1h', options: { num_ctx: 8192, query: 1 }, input_type: null });
  });
});

describe('the variant of a model', () => {
  it('is undefined without parameters that change vectors', () => {
    expect(variantOf(undefined)).toBeUndefined();
    expect(variantOf({})).toBeUndefined();
    expect(variantOf({ user: 'a', keep_alive: -1, priority: 3 })).toBeUndefined();
  });

  it('depends on every other value, and not on the order of fields', () => {
    const variants = [{ a: 1 }, { a: 2 }, { b: 1 }, { a: { x: 1, y: 2 } }, { a: [1, 2] }, { a: [2, 1] }].map(
      (parameters) => variantOf(parameters),
    );
    expect(new Set(variants).size).toBe(6);
    expect(new Set([...variants, variantOf({}, 'int8'), variantOf({ a: 1 }, 'int8')]).size).toBe(8);
    expect(variantOf({ a: { x: 1, y: 2 }, b: 3 })).toBe(variantOf({ b: 3, a: { y: 2, x: 1 }, user: 'me' }));
  });
});
