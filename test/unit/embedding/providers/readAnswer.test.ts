import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../../src/engine/embedding/providers/readAnswer';

const two = [{ vector: [1, 2] }, { vector: [3, 4] }];
const twoNumbered = [
  { index: 0, vector: [1, 2] },
  { index: 1, vector: [3, 4] },
];
const items = [
  { object: 'embedding', index: 0, embedding: [1, 2] },
  { object: 'embedding', index: 1, embedding: [3, 4] },
];
const lists = [
  [1, 2],
  [3, 4],
];

describe('readAnswer', () => {
  it.each([
    ['data[].embedding', { object: 'list', data: items, model: 'm', usage: {} }, twoNumbered],
    ['data[].embedding without an index', { data: lists.map((embedding) => ({ embedding })) }, two],
    [
      'data[].embedding in base64',
      { data: [{ index: 0, embedding: 'AACAPw==' }] },
      [{ index: 0, vector: 'AACAPw==' }],
    ],
    [
      'data.data[].embedding',
      { success: true, code: '200', data: { object: 'list', data: items } },
      twoNumbered,
    ],
    ['data.embeddings[] of lists', { data: { embeddings: lists } }, two],
    ['data.embeddings[] of objects', { data: { embeddings: items } }, twoNumbered],
    [
      'data.embedding',
      { success: true, data: { id: 'a', status: 'COMPLETED', embedding: [1, 2] } },
      [{ vector: [1, 2] }],
    ],
    ['data.embedding in base64', { data: { embedding: 'AACAPw==' } }, [{ vector: 'AACAPw==' }]],
    ['embeddings[] (Ollama)', { model: 'm', embeddings: lists, total_duration: 1 }, two],
    ['embeddings[].values (Gemini)', { embeddings: lists.map((values) => ({ values })) }, two],
    ['embedding.values (Gemini, one text)', { embedding: { values: [1, 2] } }, [{ vector: [1, 2] }]],
    [
      'output.embeddings[].embedding (DashScope)',
      {
        output: { embeddings: lists.map((embedding, i) => ({ text_index: i, embedding })) },
        request_id: 'a',
      },
      twoNumbered,
    ],
    ['embeddings.float[] (Cohere)', { id: 'a', texts: ['x', 'y'], embeddings: { float: lists } }, two],
    ['embedding', { embedding: [1, 2] }, [{ vector: [1, 2] }]],
    ['a bare list of lists', lists, two],
    ['data as one object', { object: 'list', data: items[1] }, [{ vector: [3, 4] }]],
    ['data as one vector', { object: 'list', data: [1, 2] }, [{ vector: [1, 2] }]],
    ['data.embedding with several vectors', { data: { embedding: lists } }, two],
    ['an answer that is one object of the list', items[0], [{ vector: [1, 2] }]],
    ['an answer that is one vector', [1, 2], [{ vector: [1, 2] }]],
    ['embeddings as one vector', { embeddings: [1, 2] }, [{ vector: [1, 2] }]],
    ['embeddings as one object', { embeddings: { embedding: [1, 2] } }, [{ vector: [1, 2] }]],
    ['results', { results: items }, twoNumbered],
    ['vectors', { vectors: lists }, two],
    ['vector', { vector: [1, 2] }, [{ vector: [1, 2] }]],
    ['values below the embedding', { data: [{ embedding: { values: [1, 2] } }] }, [{ vector: [1, 2] }]],
    [
      'indices in quotes',
      { data: items.map((item) => ({ ...item, index: String(item.index) })) },
      twoNumbered,
    ],
    ['a bare list of objects', [{ index: 0, embedding: [[1, 2]] }], [{ index: 0, vector: [1, 2] }]],
    ['the result of a task', { data: { id: 'a', status: 'DONE', result: { data: items } } }, twoNumbered],
  ])('reads %s', (_, body, expected) => {
    expect(readAnswer(body)).toStrictEqual(expected);
  });

  it('uses the first form in its order', () => {
    const body = {
      data: { data: [{ embedding: [1] }], embeddings: [[2]], embedding: [3] },
      embeddings: [[4]],
      output: { embeddings: [{ embedding: [5] }] },
    };
    expect(readAnswer(body)).toStrictEqual([{ vector: [1] }]);
    expect(readAnswer({ ...body, data: { embeddings: [[2]], embedding: [3] } })).toStrictEqual([
      { vector: [2] },
    ]);
    expect(readAnswer({ ...body, data: { embedding: [3] } })).toStrictEqual([{ vector: [3] }]);
    expect(readAnswer({ ...body, data: [] })).toStrictEqual([{ vector: [4] }]);
    expect(readAnswer({ output: body.output })).toStrictEqual([{ vector: [5] }]);
  });

  it('keeps the position of an entry without a vector', () => {
    const body = { data: [{ index: 0 }, { index: 1, embedding: [3, 4] }, null] };
    expect(readAnswer(body)).toStrictEqual([
      { index: 0, vector: [] },
      { index: 1, vector: [3, 4] },
      { vector: [] },
    ]);
  });

  it.each([undefined, null])('ignores an index that is %s', (index) => {
    expect(readAnswer({ data: [{ index, embedding: [1] }] })).toStrictEqual([{ vector: [1] }]);
  });

  it.each([-1, 1.5, 'first', ''])('reports an invalid index: %s', (index) => {
    expect(readAnswer({ data: [{ index, embedding: [1] }] })).toStrictEqual([{ index: NaN, vector: [1] }]);
  });

  it('does not change the numbers', () => {
    expect(readAnswer({ data: [{ embedding: [1, null, 'NaN'] }] })).toStrictEqual([
      { vector: [1, null, 'NaN'] },
    ]);
  });

  it.each([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'vectors'],
    ['a number', 7],
    ['an empty list', []],
    ['an empty object', {}],
    ['an empty list of data', { object: 'list', data: [] }],
    ['a task', { success: true, code: '200', data: { id: 'emb_1', name: 'n', status: 'COMPLETED' } }],
    ['an error', { error: { code: 'unauthorized', message: 'Invalid API key.' } }],
    ['an empty embedding', { data: { embedding: '' } }],
    ['a refusal with data in it', { success: false, code: '500', message: 'no', data: [{ embedding: [1] }] }],
  ])('finds no vectors in %s', (_, body) => {
    expect(readAnswer(body)).toBeUndefined();
  });

  it('does not read deeply nested objects', () => {
    let body: unknown = { data: items };
    for (let i = 0; i < 100_000; i++) body = { result: body };
    expect(readAnswer(body)).toBeUndefined();
  });
});
