import { exactModel } from './providers/knownModels';
import type { ServiceRecord } from './providers/serviceRecord';

/** Models whose vectors can be compared with each other, as their maker documents. */
export interface VectorSpace {
  /** Name of the space, the same for all its models. */
  readonly name: string;
  /** Ids of all its models that the provider offers. */
  readonly models: readonly string[];
}

/** The vector space that a model shares with others; undefined if no other model makes comparable vectors. */
export function spaceOf({ models }: Pick<ServiceRecord, 'models'>, model: string): VectorSpace | undefined {
  const name = exactModel(models, model)?.space;
  if (name === undefined) return undefined;
  return { name, models: models.filter(({ space }) => space === name).map(({ id }) => id) };
}
