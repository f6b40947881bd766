import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { messageOf, systemCodeOf } from '../common/errors/errors';
import { modelUnreadable } from '../engine/embedding/modelJson';
import { createStaticModel, type StaticModel, type StaticModelData } from '../engine/embedding/staticModel';

/**
 * Reads a model directory in the layout of model2vec: `model.safetensors`, `tokenizer.json`, `config.json`, and
 * `tokenizer_config.json` if present.
 * @throws SemanticSearchError `MODEL_UNREADABLE` with the file at fault
 */
export async function loadModelFiles(directory: string): Promise<StaticModel> {
  const [tensors, tokenizer, config, tokenizerConfig] = await Promise.all([
    readShared(directory, 'model.safetensors'),
    readRequired(directory, 'tokenizer.json'),
    readRequired(directory, 'config.json'),
    readOptional(directory, 'tokenizer_config.json'),
  ]);
  return createStaticModel(
    {
      tensors,
      tokenizer: tokenizer.toString('utf8'),
      config: config.toString('utf8'),
      ...(tokenizerConfig && { tokenizerConfig: tokenizerConfig.toString('utf8') }),
    },
    fallbackName(directory, tensors),
  );
}

/**
 * The folder name identifies the model; the checksum distinguishes models of the same name, whose vectors must not
 * mix.
 */
function fallbackName(directory: string, tensors: Uint8Array): string {
  return `${path.basename(path.resolve(directory))}-${crc32(tensors).toString(16).padStart(8, '0')}`;
}

/** Reads a file into memory that threads can share. */
async function readShared(directory: string, name: string): Promise<Uint8Array> {
  const bytes = await readRequired(directory, name);
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length));
  shared.set(bytes);
  return shared;
}

/** The model in memory that threads can share; what is shared already is not copied. */
export function sharedModel({ tokenizer, vectors, ...data }: StaticModel): StaticModelData {
  const { table, weights, rows } = vectors;
  return {
    ...data,
    vectors: {
      ...vectors,
      table: table instanceof Int8Array ? shared(Int8Array, table) : shared(Float32Array, table),
      weights: weights && shared(Float32Array, weights),
      rows: rows && shared(Int32Array, rows),
    },
  };
}

function shared<T extends Int8Array | Int32Array | Float32Array>(
  Type: new (buffer: SharedArrayBuffer) => T,
  numbers: T,
): T {
  if (numbers.buffer instanceof SharedArrayBuffer) return numbers;
  const copy = new Type(new SharedArrayBuffer(numbers.byteLength));
  copy.set(numbers);
  return copy;
}

async function readRequired(directory: string, name: string): Promise<Buffer> {
  try {
    return await readFile(path.join(directory, name));
  } catch (error) {
    const reason = systemCodeOf(error) === 'ENOENT' ? 'there is no such file' : messageOf(error);
    throw modelUnreadable(path.join(directory, name), reason, error);
  }
}

async function readOptional(directory: string, name: string): Promise<Buffer | undefined> {
  try {
    return await readFile(path.join(directory, name));
  } catch (error) {
    if (systemCodeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw modelUnreadable(path.join(directory, name), messageOf(error), error);
  }
}
