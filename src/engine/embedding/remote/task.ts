import { SemanticSearchError } from '../../../common/errors/errors';
import type { ProviderTask, RawEmbedding } from '../providers/providerRecord';
import type { Endpoint } from './endpoint';
import { pause } from './pause';
import { failedTask, taskAnswer } from './providerErrors';

/** The first wait between two requests for a task's state, and the longest, milliseconds. */
const firstWaitMs = 250;
const longestWaitMs = 5000;
/** Consecutive requests that may fail. */
const mostTroubles = 6;

/**
 * Waits for a task and returns its vectors.
 *
 * @param fetchJson fetches a path below the base URL
 * @param deadline time to give up, by `performance.now()`
 * @throws CancelledError; SemanticSearchError `PROVIDER_TASK` if no path of results is configured, the task failed,
 *   was not done in time, or is done and has no vectors
 */
export async function awaitTask(
  endpoint: Endpoint,
  task: ProviderTask,
  fetchJson: (path: string) => Promise<unknown>,
  deadline: number,
  signal?: AbortSignal,
): Promise<readonly RawEmbedding[]> {
  const { record, resultPath } = endpoint;
  if (resultPath === undefined) throw taskAnswer(endpoint, task.id, task.status);
  const path = resultPath.replaceAll('{id}', encodeURIComponent(task.id));
  let { status } = task;
  let troubles = 0;
  const look = async (): Promise<unknown> => {
    try {
      const body = await fetchJson(path.startsWith('/') ? path : `/${path}`);
      troubles = 0;
      return body;
    } catch (error) {
      const isPassing = error instanceof SemanticSearchError && error.retryAfterMs !== undefined;
      if (!isPassing || ++troubles >= mostTroubles) throw error;
      return undefined;
    }
  };
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(longestWaitMs, waitMs * 2)) {
    const body = await look();
    const raw = record.readAnswer(body);
    if (raw) return raw;
    const now = record.readTask?.(body);
    status = now?.status ?? status;
    if (now?.state === 'failed') throw failedTask(endpoint, task.id, status);
    if (now?.state === 'done') throw failedTask(endpoint, task.id, `${status}, but without vectors`);
    if (performance.now() + waitMs > deadline) throw failedTask(endpoint, task.id, `${status} for too long`);
    await pause(waitMs, signal);
  }
}
