import path from 'node:path';
import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { confirmOn } from './cli/confirm';
import { writeLines } from './cli/output';
import { OutputWatch } from './cli/outputWatch';
import {
  commandLineHost,
  errorLine,
  exitCodes,
  runCommandLine,
  type RunContext,
  type StartedEngine,
} from './cli/run';
import { endSoon, hasEnded } from './node/endSoon';
import { startEngineWorker } from './node/engineWorker';

/** Whether a thread waits for a call that does not return. `process.exit` would wait for it, too. */
let isStuck = false;

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
      isStuck = !(await hasEnded(worker.terminate()));
    },
  };
}

async function main(): Promise<void> {
  const { env, stdin, stdout, stderr } = process;
  const interruption = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      interruption.abort();
      endSoon(name);
    });
  }
  const output = new OutputWatch(stdout, stderr);
  output.lost.addEventListener('abort', () => {
    endSoon();
  });
  const signal = AbortSignal.any([interruption.signal, output.lost]);
  const code = await runCommandLine(process.argv.slice(2), {
    startEngine,
    // The build makes a `require()` of it, which takes a path and no URL.
    loadMcp: () => import(path.join(__dirname, 'mcp.js')) as ReturnType<RunContext['loadMcp']>,
    dist: __dirname,
    env,
    stdout,
    stderr,
    ...(stdin.isTTY &&
      stdout.isTTY && {
        confirm: (question: string) => confirmOn({ input: stdin, output: stderr, signal }, question),
      }),
    signal,
  });
  await written(stdout);
  if (output.error) writeLines(stderr, [errorLine(output.error)]);
  await written(stderr);
  if (signal.aborted) await untilFilesAnswer();
  if (isStuck) await killItself(stderr);
  process.exit(interruption.signal.aborted ? code : exitCodeAfter(output, code));
}

/** Resolves when everything is written, or failed and the error was reported. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  await new Promise((resolve) => stream.write('', resolve));
  // The error of an earlier write is reported after the call above has ended.
  await setImmediate();
}

/** The process cannot choose its exit code then. */
async function killItself(stderr: NodeJS.WriteStream): Promise<void> {
  const what = 'A call to the file system does not return, so that the process has to be killed.';
  writeLines(stderr, [`INTERNAL: ${what} Check network drives.`]);
  await written(stderr);
  process.kill(process.pid, 'SIGKILL');
}

/** Resolves when no call of this thread to the file system is left, which `process.exit` would wait for. */
async function untilFilesAnswer(): Promise<void> {
  const isCalling = (): boolean => process.getActiveResourcesInfo().some((name) => name.startsWith('FSReq'));
  while (isCalling()) await sleep(20);
}

/** A command that was stopped because its results cannot be written was not cancelled. */
function exitCodeAfter({ error, isClosed }: OutputWatch, code: number): number {
  if (error) return exitCodes.failed;
  return isClosed && code === exitCodes.cancelled ? exitCodes.done : code;
}

void main();
