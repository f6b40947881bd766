import { availableParallelism } from 'node:os';
import type { EngineOptions } from '../../common/contracts/engineOptions';
import type { Logger } from '../../common/logger';
import type { CreatedProvider } from '../createProvider';
import { sharedModel } from '../modelFiles';
import { AnalysisPool } from './analysisPool';
import { readIsOnBattery } from './powerSource';
import { automaticThreadCount } from './threadCount';

/** Most threads that a user can choose. */
const mostChosenThreads = 32;

/** Threads that analyze files; none is started before a run needs it. */
export function openAnalysisPool(
  { threads }: Pick<EngineOptions, 'threads'>,
  { provider, model }: CreatedProvider,
  { dist, logger }: { readonly dist: string; readonly logger: Logger },
): AnalysisPool {
  let isOnBattery = false;
  const refresh = async (): Promise<void> => {
    isOnBattery = await readIsOnBattery();
  };
  void refresh();
  const { id, dimensions, variant } = provider;
  return new AnalysisPool({
    dist,
    provider: { id, model: provider.model, dimensions, variant },
    model: () => model && sharedModel(model),
    mostThreads: () => {
      // The answer counts from the next run on.
      void refresh();
      if (threads !== undefined) return Math.min(threads, mostChosenThreads);
      return automaticThreadCount(availableParallelism(), isOnBattery);
    },
    logger,
  });
}
