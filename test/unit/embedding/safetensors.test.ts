import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../src/common/errors/errors';
import { parseSafetensors } from '../../../src/engine/embedding/safetensors';
import { float32, safetensors, safetensorsFile } from './modelFixtures';

const valid = safetensors({
  embeddings: { dtype: 'I8', shape: [2, 3], bytes: Uint8Array.of(1, 2, 3, 4, 5, 255) },
  weights: { dtype: 'F32', shape: [2], bytes: float32([0.5, 2]) },
});

/** A file of eight data bytes and one tensor with this entry. */
function withEntry(entry: unknown): Uint8Array {
  return safetensorsFile(JSON.stringify({ embeddings: entry }), [new Uint8Array(8)]);
}

function expectUnreadable(bytes: Uint8Array, message: RegExp): void {
  let thrown: unknown;
  try {
    parseSafetensors(bytes, 'some.safetensors');
  } catch (error) {
    thrown = error;
  }
  expect(thrown).toBeInstanceOf(SemanticSearchError);
  expect((thrown as SemanticSearchError).code).toBe('MODEL_UNREADABLE');
  expect((thrown as SemanticSearchError).message).toMatch(/some\.safetensors/);
  expect((thrown as SemanticSearchError).message).toMatch(message);
}

describe('parseSafetensors', () => {
  it('gives tensors as views into the file', () => {
    const tensors = parseSafetensors(valid);
    expect([...tensors.keys()]).toEqual(['embeddings', 'weights']);
    expect(tensors.get('embeddings')).toMatchObject({ type: 'I8', shape: [2, 3] });
    expect([...tensors.get('embeddings')!.bytes]).toEqual([1, 2, 3, 4, 5, 255]);
    expect(tensors.get('weights')!.bytes.buffer).toBe(valid.buffer);
  });

  it('accepts metadata, tensors in any order, scalars and empty tensors', () => {
    const header = JSON.stringify({
      __metadata__: { format: 'pt' },
      second: { dtype: 'I8', shape: [3], data_offsets: [4, 7] },
      none: { dtype: 'F32', shape: [0, 4], data_offsets: [4, 4] },
      first: { dtype: 'F32', shape: [], data_offsets: [0, 4] },
    });
    expect(parseSafetensors(safetensorsFile(header, [new Uint8Array(7)])).size).toBe(3);
  });

  it('reads a file inside a larger buffer', () => {
    const buffer = new Uint8Array(valid.length + 5);
    buffer.set(valid, 5);
    expect([...parseSafetensors(buffer.subarray(5)).get('embeddings')!.bytes]).toEqual([1, 2, 3, 4, 5, 255]);
  });

  it('refuses a file cut at any byte', () => {
    for (let length = 0; length < valid.length; length++) {
      expectUnreadable(valid.subarray(0, length), /truncated/);
    }
  });

  it('refuses bytes after the last tensor', () => {
    expectUnreadable(Buffer.concat([valid, Buffer.alloc(3)]), /3 bytes after/);
  });

  it('refuses other files', () => {
    expectUnreadable(Buffer.from('version https://git-lfs.github.com/spec/v1\n'), /header/);
    expectUnreadable(safetensorsFile('{"a":', []), /JSON/);
    expectUnreadable(safetensorsFile('[]', []), /object/);
    expectUnreadable(Buffer.concat([Buffer.of(1, 0, 0, 0, 0, 0, 0, 0), Buffer.of(0xff)]), /UTF-8/);
  });

  it.each([
    ['no object', 7, /not described/],
    ['an unknown type', { dtype: 'I4', shape: [8], data_offsets: [0, 8] }, /unsupported type "I4"/],
    [
      'a type from the prototype',
      { dtype: 'toString', shape: [8], data_offsets: [0, 8] },
      /unsupported type/,
    ],
    ['a negative size', { dtype: 'I8', shape: [-8], data_offsets: [0, 8] }, /shape/],
    ['a broken size', { dtype: 'I8', shape: [1.5], data_offsets: [0, 8] }, /shape/],
    ['no shape', { dtype: 'I8', data_offsets: [0, 8] }, /shape/],
    ['one offset', { dtype: 'I8', shape: [8], data_offsets: [0] }, /offsets/],
    ['offsets that go backwards', { dtype: 'I8', shape: [8], data_offsets: [8, 0] }, /needs 8 bytes/],
    ['another size than its shape', { dtype: 'F32', shape: [8], data_offsets: [0, 8] }, /needs 32 bytes/],
    ['an end beyond the file', { dtype: 'I8', shape: [9], data_offsets: [0, 9] }, /truncated/],
    ['a gap before it', { dtype: 'I8', shape: [7], data_offsets: [1, 8] }, /gap or overlap at byte 0/],
    ['an overflowing shape', { dtype: 'F32', shape: [2 ** 40, 2 ** 40], data_offsets: [0, 8] }, /needs/],
  ])('refuses a tensor with %s', (_, entry, message) => {
    expectUnreadable(withEntry(entry), message);
  });

  it('refuses tensors that overlap', () => {
    const header = JSON.stringify({
      a: { dtype: 'I8', shape: [4], data_offsets: [0, 4] },
      b: { dtype: 'I8', shape: [4], data_offsets: [3, 7] },
    });
    expectUnreadable(safetensorsFile(header, [new Uint8Array(7)]), /gap or overlap at byte 3/);
  });
});
