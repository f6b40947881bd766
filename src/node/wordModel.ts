import { messageOf } from '../common/errors/errors';
import type { Logger } from '../common/logger';
import { createBuiltinProvider } from '../engine/embedding/builtinProvider';
import type { WordModel } from '../engine/ranking/pathLikeness';
import { builtinModel } from './builtinModel';

/**
 * The built-in model, used only for the words of paths: with a remote provider, no text is sent for them. Undefined, with a
 * warning in the log, if it cannot be read.
 */
export async function openWordModel(dist: string, logger: Logger): Promise<WordModel | undefined> {
  try {
    const model = createBuiltinProvider(await builtinModel(dist));
    return model.embedWords?.bind(model);
  } catch (error) {
    logger.warn(`Paths are compared by words only, without the built-in model: ${messageOf(error)}`);
    return undefined;
  }
}
