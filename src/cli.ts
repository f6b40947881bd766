import path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { version } from '../package.json';
import { parseArguments, type Arguments, type CommonArguments } from './cli/arguments';
import { runIndex, runPlan, runSearch, runSimilar, runStatus, type CommandContext } from './cli/commands';
import { helpText } from './cli/help';
import { writeLines } from './cli/output';
import { ProgressBar } from './cli/progressBar';
import { CancelledError, messageOf, SemanticSearchError } from './common/errors';
import type { ProviderOptions } from './common/engineContract';
import type { FileFault, HostContract } from './common/hostContract';
import type { Handlers } from './common/remoteCalls';
import { startEngineWorker } from './node/engineWorker';
import { defaultIndexDirectory } from './node/indexDirectory';

/** Exit codes of the command line. */
const exitCodes = { done: 0, failed: 1, usage: 2, cancelled: 130 } as const;

/** Reports tell of trouble with files; there are no virtual folders here. */
const commandLineHost: Handlers<HostContract> = {
  log: () => Promise.resolve(null),
  readDirectory: noVirtualFolders,
  stat: noVirtualFolders,
  readFile: noVirtualFolders,
};

function noVirtualFolders(): Promise<{ fault: FileFault }> {
  return Promise.resolve({ fault: { code: undefined, message: 'There are no virtual folders here.' } });
}

async function main(argv: readonly string[]): Promise<number> {
  // Whoever reads the answer may stop early, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const cancellation = new AbortController();
  process.once('SIGINT', () => {
    cancellation.abort();
  });
  process.once('SIGTERM', () => {
    cancellation.abort();
  });
  try {
    await run(parseArguments(argv), cancellation.signal);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CancelledError) return exitCodes.cancelled;
    const known = error instanceof SemanticSearchError;
    writeLines(process.stderr, [
      known ? `${error.code}: ${error.message} ${error.hint}` : `INTERNAL: ${messageOf(error)}`,
    ]);
    return known && error.code === 'USAGE' ? exitCodes.usage : exitCodes.failed;
  }
}

async function run(args: Arguments, signal: AbortSignal): Promise<void> {
  switch (args.command) {
    case 'help':
      process.stdout.write(helpText);
      return;
    case 'version':
      process.stdout.write(`${version}\n`);
      return;
    case 'index':
    case 'plan':
    case 'status':
    case 'search':
    case 'similar':
      await runWithEngine(args, signal);
  }
}

async function runWithEngine(
  args: Exclude<Arguments, { command: 'help' | 'version' }>,
  signal: AbortSignal,
): Promise<void> {
  // A process cannot end while the optimizer is at work, and one grammar (PowerShell) takes it five seconds. Without it a
  // large first index takes a tenth longer.
  setFlagsFromString('--liftoff-only');
  // V8 lets the heap double before it collects, and gives what is young 48 MB. Half as much of both costs 2 % of the time, and a
  // first index of 120 MB of text takes 80 MB less at its peak.
  setFlagsFromString('--heap-growing-percent=50');
  setFlagsFromString('--max-semi-space-size=8');
  const worker = startEngineWorker(path.join(__dirname, 'worker.js'), { host: commandLineHost });
  const { engine } = worker;
  try {
    const folder = path.resolve(args.directory);
    const indexDirectory =
      args.indexDirectory === undefined ? defaultIndexDirectory() : path.resolve(args.indexDirectory);
    const bar = new ProgressBar(process.stderr);
    try {
      await engine.call(
        'open',
        { provider: providerOptions(args), cacheDirectory: indexDirectory },
        { signal, onProgress: bar.show.bind(bar) },
      );
    } finally {
      bar.clear();
    }
    const isOnlyIndexed = args.command !== 'search' && args.command !== 'similar';
    const corpus = args.maxFileSizeKib === undefined ? {} : { maxFileSizeBytes: args.maxFileSizeKib * 1024 };
    await engine.call('openFolder', { folder, indexDirectory, isOnlyIndexed, corpus }, { signal });
    const context: CommandContext = {
      engine,
      folder,
      signal,
      stdout: process.stdout,
      stderr: process.stderr,
    };
    switch (args.command) {
      case 'index':
        await runIndex(args, context);
        break;
      case 'plan':
        await runPlan(args, context);
        break;
      case 'status':
        await runStatus(args, context);
        break;
      case 'search':
        await runSearch(args, context);
        break;
      case 'similar':
        await runSimilar(args, context);
        break;
    }
  } finally {
    await worker.close();
    // Not waited for: the process ends anyway.
    void worker.terminate();
  }
}

function providerOptions({
  provider,
  model,
  baseUrl,
  dimensions,
  resultPath,
}: CommonArguments): ProviderOptions {
  const apiKey = provider === 'builtin' ? undefined : process.env['SEMANTIC_SEARCH_API_KEY'];
  return { provider, model, baseUrl, dimensions, resultPath, apiKey };
}

void main(process.argv.slice(2)).then((code) => {
  // Once all is written; the worker is not waited for.
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
});
