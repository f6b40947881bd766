import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { bareModelName } from './bareModelName';

/** The entry for a model id; undefined if it is not in the list. */
export function exactModel(models: readonly ModelInfo[], id: string): ModelInfo | undefined {
  return models.find((model) => plainId(model.id) === plainId(id));
}

/**
 * As {@link exactModel}, otherwise a model that differs in owner and tag only: its size may differ, its family is the
 * same.
 */
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
