import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { messageOf, systemCodeOf } from '../common/errors/errors';
import { modelUnreadable } from '../engine/embedding/modelJson';
import { createStaticModel, type StaticModel } from '../engine/embedding/staticModel';

/**
 * Reads a model directory in the layout of model2vec: `model.safetensors`, `tokenizer.json`, `config.json`, and
 * `tokenizer_config.json` if present.
 * @throws SemanticSearchError `MODEL_UNREADABLE` with the file at fault
 */
export async function loadModelFiles(directory: string): Promise<StaticModel> {
  const [tensors, tokenizer, config, tokenizerConfig] = await Promise.all([
    readRequired(directory, 'model.safetensors'),
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
