/**
 * Processor time that this process has used, milliseconds: of the calling thread, where the version of Node tells it (23.9), else
 * of all threads together. It stands still while the machine is suspended, and while other programs have the processor.
 */
export function cpuTimeMs(): number {
  const ofThread = (process as { threadCpuUsage?: () => NodeJS.CpuUsage }).threadCpuUsage;
  const { user, system } = ofThread?.call(process) ?? process.cpuUsage();
  return (user + system) / 1000;
}
