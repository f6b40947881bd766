import type { ModelInfo } from '../../../common/providerInfo';
import { bareModelName } from './bareModelName';

/** What is known of a model by its id; undefined where it is not in the list. */
export function exactModel(models: readonly ModelInfo[], id: string): ModelInfo | undefined {
  return models.find((model) => plainId(model.id) === plainId(id));
}

/** As {@link exactModel}, else of one that differs in owner and tag only: its size may be another one, its family is the same. */
export function similarModel(models: readonly ModelInfo[], id: string): ModelInfo | undefined {
  const name = bareModelName(id);
  return exactModel(models, id) ?? models.find((model) => bareModelName(model.id) === name);
}

function plainId(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/:latest$/, '');
}
