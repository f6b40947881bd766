import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Result of a suspended run. */
export interface SuspendedRunReport {
  /** Exit code of the run, which continued afterwards. */
  readonly code: number | null;
  /** Other runs that were started meanwhile, and their results. */
  readonly refused: number;
  readonly unexpected: readonly string[];
}

/**
 * Starts the command line, suspends it soon after it began to write, lets other runs try to index the same folder
 * meanwhile, and resumes it.
 *
 * @param args of the command line, including the program itself
 * @param indexDirectory directory of its index
 */
export async function suspendRun(
  args: readonly string[],
  indexDirectory: string,
  suspendedMs: number,
): Promise<SuspendedRunReport> {
  const run = spawn(process.execPath, args, { stdio: 'ignore' });
  const ended = once(run, 'close');
  while (!isLocked(indexDirectory) && run.exitCode === null) await sleep(1);
  run.kill('SIGSTOP');
  const until = performance.now() + suspendedMs;
  let refused = 0;
  const unexpected: string[] = [];
  while (performance.now() < until) {
    const other = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    let stderr = '';
    other.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    const [code] = (await once(other, 'close')) as [number | null];
    if (stderr.includes('INDEX_LOCKED')) refused++;
    // It was suspended before it acquired the lock, or after it released it.
    else if (code !== 0) unexpected.push(stderr.trim());
  }
  run.kill('SIGCONT');
  const [code] = (await ended) as [number | null];
  return { code, refused, unexpected };
}

function isLocked(indexDirectory: string): boolean {
  return (
    existsSync(indexDirectory) &&
    readdirSync(indexDirectory, { recursive: true }).some((name) => String(name).endsWith('writer.lock'))
  );
}
