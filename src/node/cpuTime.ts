/**
 * Processor time used, in milliseconds: by the calling thread where Node reports it (23.9 and later), else by all
 * threads of the process. It does not advance while the machine is suspended or while other programs occupy the
 * processor.
 */
export function cpuTimeMs(): number {
  const ofThread = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage;
  const { user, system } = ofThread?.call(process) ?? process.cpuUsage();
  return (user + system) / 1000;
}
