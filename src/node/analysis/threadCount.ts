/** More threads than this gain little: the engine's thread, which writes, becomes the limit. */
const mostThreads = 8;

/**
 * Number of threads that analyze files: one core is left to the user, except on a machine with two, where the threads
 * use both and pause for searches. Half of them while the machine runs on battery. 1 means that no threads are started.
 *
 * @param parallelism threads that the machine runs at a time
 */
export function automaticThreadCount(parallelism: number, isOnBattery: boolean): number {
  const most = Math.min(mostThreads, parallelism <= 2 ? parallelism : parallelism - 1);
  return Math.max(1, isOnBattery ? Math.floor(most / 2) : most);
}
