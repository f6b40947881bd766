import path from 'node:path';
import type { StaticModel } from '../engine/embedding/staticModel';
import { loadModelFiles } from './modelFiles';

/** The models that were loaded, by directory, as long as something uses them. */
const loaded = new Map<string, WeakRef<StaticModel>>();

/**
 * The built-in model. Engines in one thread share it: loading it takes longer than the rest of the start of an engine.
 *
 * @param dist directory of the build; the model is in its `model` folder
 * @throws SemanticSearchError `MODEL_UNREADABLE` with the file at fault
 */
export async function builtinModel(dist: string): Promise<StaticModel> {
  const directory = path.join(dist, 'model');
  const known = loaded.get(directory)?.deref();
  if (known) return known;
  const model = await loadModelFiles(directory);
  loaded.set(directory, new WeakRef(model));
  return model;
}
