import type { EngineContract, FirstFilesParams, FirstFilesReport } from '../common/contracts/engineContract';
import type { RemoteCaller } from '../common/contracts/remoteCalls';

/**
 * Longest wait for the files that are indexed first for a question, milliseconds. On a busy machine, a later answer is
 * better than one without results.
 */
const firstFilesMs = 8000;

/**
 * Waits until the files that are most likely to answer a question are indexed, but not long.
 *
 * @returns null if no files wait to be indexed; undefined if it takes longer
 * @throws as `firstFiles` of the engine
 */
export async function untilFirstFiles(
  engine: Pick<RemoteCaller<EngineContract>, 'call'>,
  question: FirstFilesParams,
  signal: AbortSignal,
): Promise<FirstFilesReport | null | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => {
      resolve(undefined);
    }, firstFilesMs);
  });
  try {
    return await Promise.race([engine.call('firstFiles', question, { signal }), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
