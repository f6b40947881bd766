/** How old a reading may be, milliseconds: a reading takes many microseconds in a process with busy threads. */
const freshMs = 10;

let lastReading = { atMs: -Infinity, cpuMs: 0 };

/**
 * Processor time used, in milliseconds: by the calling thread where Node reports it (23.9 and later), else by all
 * threads of the process. It does not advance while the machine is suspended or while other programs occupy the
 * processor. The answer may be 10 ms old.
 */
export function cpuTimeMs(): number {
  const now = performance.now();
  if (now - lastReading.atMs >= freshMs) {
    const { user, system } = ofThread()?.call(process) ?? process.cpuUsage();
    lastReading = { atMs: now, cpuMs: (user + system) / 1000 };
  }
  return lastReading.cpuMs;
}

/**
 * {@link cpuTimeMs} of the calling thread, at least approximately.
 *
 * @param threadCount number of equally busy threads of the process, among which its time is divided if Node does not
 *   report that of a thread
 */
export function cpuTimeOfThreadMs(threadCount: number): number {
  return ofThread() ? cpuTimeMs() : cpuTimeMs() / threadCount;
}

function ofThread(): (() => NodeJS.CpuUsage) | undefined {
  return (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage;
}
