import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** What came of a run that was suspended. */
export interface SuspendedRunReport {
  /** Exit code of the run, which went on afterwards. */
  readonly code: number | null;
  /** Other runs that were started meanwhile, and what they ended with. */
  readonly refused: number;
  readonly unexpected: readonly string[];
}

/**
 * Starts the command line, suspends it soon after it began to write, lets others try to index the same folder meanwhile, and
 * has it go on.
 *
 * @param args of the command line, the program itself included
 * @param indexDirectory where it writes
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
    // It was suspended before it had the lock, or after it had let go of it.
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
