import { describe, expect, it } from 'vitest';
import { parseJson } from '../../../../src/engine/embedding/remote/parseJson';

describe('parseJson', () => {
  it.each([
    ['{"data":[1,NaN]}', { data: [1, null] }],
    ['{"data":[NaN, NaN,-Infinity , Infinity]}', { data: [null, null, null, null] }],
    ['{"a": nan, "b": [-inf,\n+inf]}', { a: null, b: [null, null] }],
    ['{"said":"a NaN, of course","data":[NaN]}', { said: 'a NaN, of course', data: [null] }],
    ['{"data":[1,2]}', { data: [1, 2] }],
  ])('reads numbers that are not finite as null: %s', (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });

  it.each(['{"data":[1,', '', '<html>', '{"data":[NaNo]}', '{"data":[1,NaN'])(
    'returns undefined for %j',
    (text) => {
      expect(parseJson(text)).toBeUndefined();
    },
  );

  it('does not change valid JSON', () => {
    expect(parseJson('{"message":"[NaN, 1]"}')).toEqual({ message: '[NaN, 1]' });
  });
});
