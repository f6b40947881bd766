import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { builtinModel } from '../../../src/node/builtinModel';
import { temporaryDirectory } from '../store/temporaryDirectory';
import { modelDirectory } from './modelFixtures';

it('is loaded once for all engines of a thread, and again if loading it failed', async () => {
  const dist = await temporaryDirectory();
  await expect(builtinModel(dist)).rejects.toMatchObject({ code: 'MODEL_UNREADABLE' });
  await mkdir(path.join(dist, 'model'));
  for (const name of ['model.safetensors', 'tokenizer.json', 'config.json'])
    await copyFile(path.join(modelDirectory, name), path.join(dist, 'model', name));
  const model = await builtinModel(dist);
  expect(model.dimensions).toBe(256);
  expect(await builtinModel(dist)).toBe(model);
});
