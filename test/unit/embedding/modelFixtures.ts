import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadModelFiles } from '../../../src/node/modelFiles';
import type { StaticModel } from '../../../src/engine/embedding/staticModel';

const root = path.join(import.meta.dirname, '../../..');

/** The bundled model. */
export const modelDirectory = path.join(root, 'media/model');
/** Real text for tests: this project's own sources. */
export const sourceDirectory = path.join(root, 'src');

let shipped: Promise<StaticModel> | undefined;

/** The bundled model, loaded once per test file. */
export function shippedModel(): Promise<StaticModel> {
  return (shipped ??= loadModelFiles(modelDirectory));
}

/** A text, the ids of its tokens, and the first numbers of its vector, as computed by the training code. */
export interface GoldenText {
  readonly text: string;
  readonly as: 'query' | 'document';
  readonly ids: readonly number[];
  readonly head: readonly number[];
}

export const goldenTexts = JSON.parse(
  readFileSync(path.join(root, 'test/fixtures/embedding/golden.json'), 'utf8'),
) as readonly GoldenText[];

/** A tensor to write. */
export interface TensorSpec {
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly bytes: Uint8Array;
}

/** A safetensors file with these tensors in order. */
export function safetensors(tensors: Readonly<Record<string, TensorSpec>>): Uint8Array {
  let offset = 0;
  const header: Record<string, unknown> = {};
  for (const [name, { dtype, shape, bytes }] of Object.entries(tensors)) {
    header[name] = { dtype, shape, data_offsets: [offset, offset + bytes.length] };
    offset += bytes.length;
  }
  return safetensorsFile(
    JSON.stringify(header),
    Object.values(tensors).map(({ bytes }) => bytes),
  );
}

/** A file with this header, which may be invalid. */
export function safetensorsFile(header: string, data: readonly Uint8Array[]): Uint8Array {
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(Buffer.byteLength(header)));
  return Buffer.concat([length, Buffer.from(header), ...data]);
}

export function float32(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float32Array.from(values).buffer);
}
