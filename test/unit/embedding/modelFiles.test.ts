import { copyFile, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModelFiles } from '../../../src/node/modelFiles';
import { modelDirectory } from './modelFixtures';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'model-'));
  for (const name of ['model.safetensors', 'tokenizer.json', 'config.json']) {
    await copyFile(path.join(modelDirectory, name), path.join(directory, name));
  }
});

afterEach(async () => {
  await rm(directory, { recursive: true });
});

async function expectUnreadable(message: RegExp): Promise<void> {
  const load = loadModelFiles(directory);
  await expect(load).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' });
  await expect(load).rejects.toThrow(message);
}

describe('loadModelFiles', () => {
  it('ignores a byte order mark', async () => {
    for (const name of ['tokenizer.json', 'config.json']) {
      const file = path.join(directory, name);
      await writeFile(file, `\ufeff${await readFile(file, 'utf8')}`);
    }
    expect(await loadModelFiles(directory)).toMatchObject({ dimensions: 256 });
  });

  it('reads the shipped model', async () => {
    const model = await loadModelFiles(directory);
    expect(model).toMatchObject({ name: 'semantic-search-static-v2', dimensions: 256, rootCounts: true });
    expect(model.vectors.tokens).toBe(model.tokenizer.idLimit);
  });

  it.each(['model.safetensors', 'tokenizer.json', 'config.json'])(
    'reports that %s is missing',
    async (name) => {
      await rm(path.join(directory, name));
      await expectUnreadable(new RegExp(`${name}: there is no such file`));
    },
  );

  it('reports that the tensors are truncated', async () => {
    await truncate(path.join(directory, 'model.safetensors'), 5_000_000);
    await expectUnreadable(/model\.safetensors: truncated/);
  });

  it.each(['tokenizer.json', 'config.json', 'tokenizer_config.json'])(
    'reports that %s is invalid',
    async (name) => {
      if (name === 'tokenizer_config.json') {
        // Only other kinds of tokenizers read it.
        await writeFile(path.join(directory, 'tokenizer.json'), '{}');
      }
      await writeFile(path.join(directory, name), '{"a":');
      await expectUnreadable(new RegExp(`${name.replace('.', '\\.')}: not valid JSON`));
    },
  );

  it('reports that the folder does not exist', async () => {
    await rm(directory, { recursive: true });
    await expectUnreadable(/there is no such file/);
    await writeFile(directory, '');
    await expectUnreadable(/ENOTDIR/);
  });
});
