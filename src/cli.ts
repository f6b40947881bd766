import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { commandLineHost, runCommandLine, type StartedEngine } from './cli/run';
import { startEngineWorker } from './node/engineWorker';

function startEngine(): StartedEngine {
  // A process cannot end while the optimizer is at work, and one grammar (PowerShell) takes it five seconds. Without it a
  // large first index takes a tenth longer.
  setFlagsFromString('--liftoff-only');
  // V8 lets the heap double before it collects, and gives what is young 48 MB. Half as much of both costs 2 % of the time, and a
  // first index of 120 MB of text takes 80 MB less at its peak.
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--max-semi-space-size=8');
  const worker = startEngineWorker(path.join(__dirname, 'worker.js'), { host: commandLineHost });
  return {
    engine: worker.engine,
    close: async () => {
      await worker.close();
      // Not waited for: the process ends anyway.
      void worker.terminate();
    },
  };
}

async function main(): Promise<void> {
  // The reader of the answer may stop early, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const cancellation = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      cancellation.abort();
    });
  }
  const { env, stdout, stderr } = process;
  const code = await runCommandLine(process.argv.slice(2), {
    startEngine,
    env,
    stdout,
    stderr,
    signal: cancellation.signal,
  });
  // Once all is written; the worker is not waited for.
  stdout.write('', () => stderr.write('', () => process.exit(code)));
}

void main();
