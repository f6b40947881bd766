import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { commandLineHost, runCommandLine, type RunContext, type StartedEngine } from './cli/run';
import { startEngineWorker } from './node/engineWorker';

function startEngine(): StartedEngine {
  // A process cannot end while the optimizing compiler runs, which takes five seconds for one grammar (PowerShell).
  // Without it a large first index takes a tenth longer.
  setFlagsFromString('--liftoff-only');
  // By default V8 lets the heap double before it collects, with 48 MB for the young generation. Halving both costs 2
  // % of the time and saves 80 MB of peak memory for a first index of 120 MB of text.
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--max-semi-space-size=8');
  const worker = startEngineWorker(path.join(__dirname, 'worker.js'), { host: commandLineHost });
  return {
    engine: worker.engine,
    close: async () => {
      await worker.close();
      // Not awaited: the process ends anyway.
      void worker.terminate();
    },
  };
}

async function confirm(question: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await lines.question(question)).trim());
  } finally {
    lines.close();
  }
}

async function main(): Promise<void> {
  // The reader of the output may stop early, as `head` does.
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
    loadMcp: () =>
      import(pathToFileURL(path.join(__dirname, 'mcp.js')).href) as ReturnType<RunContext['loadMcp']>,
    dist: __dirname,
    env,
    stdout,
    stderr,
    ...(process.stdin.isTTY && stdout.isTTY && { confirm }),
    signal: cancellation.signal,
  });
  // Exit when all output is written, without waiting for the worker.
  stdout.write('', () => stderr.write('', () => process.exit(code)));
}

void main();
