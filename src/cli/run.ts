import path from 'node:path';
import { version } from '../../package.json';
import type { CorpusSettings, EngineContract } from '../common/contracts/engineContract';
import type { ProviderOptions, SharedResultsOptions } from '../common/contracts/engineOptions';
import { CancelledError, messageOf, SemanticSearchError } from '../common/errors/errors';
import type { IndexStatus } from '../common/contracts/searchResult';
import type { FileFault, HostContract } from '../common/contracts/hostContract';
import type { Handlers, RemoteCaller } from '../common/contracts/remoteCalls';
import type { serveMcp } from '../mcp/serveMcp';
import { defaultIndexDirectory, userIndexDirectory } from '../node/indexDirectory';
import { runAgents } from './agentsCommand';
import type {
  Arguments,
  CommonArguments,
  EvaluateArguments,
  McpArguments,
  PostgresArguments,
} from './arguments';
import {
  runIndex,
  runPlan,
  runPublish,
  runSearch,
  runSimilar,
  runStatus,
  type CommandContext,
} from './commands';
import { runEvaluate } from './evaluateCommand';
import { helpText } from './help';
import { writeLines, type TextOutput } from './output';
import { parseArguments } from './parseArguments';
import { ProgressBar } from './progressBar';
import { renderPublished, runDeleteBranch, runPublishTo } from './publishCommand';

/** Exit codes of the command line. */
export const exitCodes = { done: 0, failed: 1, usage: 2, cancelled: 130 } as const;

/** Problems with files are listed in reports; the command line has no virtual folders. */
export const commandLineHost: Handlers<HostContract> = {
  log: () => Promise.resolve(null),
  readDirectory: noVirtualFolders,
  stat: noVirtualFolders,
  readFile: noVirtualFolders,
};

function noVirtualFolders(): Promise<{ fault: FileFault }> {
  return Promise.resolve({ fault: { code: undefined, message: 'There are no virtual folders here.' } });
}

/** An engine started for one command. */
export interface StartedEngine {
  readonly engine: RemoteCaller<EngineContract>;
  /** Resolves when embedded vectors are stored; the engine must not be called afterwards. */
  close(): Promise<void>;
}

/** Dependencies of a run of the command line. */
export interface RunContext {
  readonly startEngine: () => StartedEngine;
  /** Loads the server for agents, which no other command needs. */
  readonly loadMcp: () => Promise<{ readonly serveMcp: typeof serveMcp }>;
  /** Directory of the built files. */
  readonly dist: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
  /** Asks a yes-or-no question; undefined if nobody can answer. */
  readonly confirm?: ((question: string) => Promise<boolean>) | undefined;
  readonly signal: AbortSignal;
}

/**
 * Runs the command line.
 *
 * @param argv its arguments, without the program
 * @returns the exit code
 */
export async function runCommandLine(argv: readonly string[], context: RunContext): Promise<number> {
  try {
    await run(parseArguments(argv), context);
    return exitCodes.done;
  } catch (error) {
    if (error instanceof CancelledError) return exitCodes.cancelled;
    writeLines(context.stderr, [errorLine(error)]);
    const isUsage = error instanceof SemanticSearchError && error.code === 'USAGE';
    return isUsage ? exitCodes.usage : exitCodes.failed;
  }
}

/** An error as the command line prints it: code, what happened, what to do. */
export function errorLine(error: unknown): string {
  return error instanceof SemanticSearchError
    ? `${error.code}: ${error.message} ${error.hint}`
    : `INTERNAL: ${messageOf(error)}`;
}

async function run(args: Arguments, context: RunContext): Promise<void> {
  if (args.command !== 'help' && args.command !== 'version') checkCurrentFolder();
  switch (args.command) {
    case 'help':
      context.stdout.write(helpText);
      return;
    case 'version':
      context.stdout.write(`${version}\n`);
      return;
    case 'agents':
      await runAgents(args, context);
      return;
    case 'mcp':
      await runMcp(args, context);
      return;
    case 'index':
    case 'plan':
    case 'publish':
    case 'status':
    case 'search':
    case 'similar':
      await runWithEngine(args, context);
      return;
    case 'evaluate':
      await runEvaluation(args, context);
  }
}

/** Another process may delete the current folder. Then no path can be resolved, and no thread started. */
function checkCurrentFolder(): void {
  try {
    process.cwd();
  } catch (error) {
    throw new SemanticSearchError(
      'FOLDER_NOT_FOUND',
      'The current folder no longer exists.',
      'Change to another folder, and run the command again.',
      { cause: error },
    );
  }
}

async function runEvaluation(
  args: EvaluateArguments,
  { startEngine, env, ...context }: RunContext,
): Promise<void> {
  const started = startEngine();
  try {
    await runEvaluate(args, {
      ...context,
      ...{ engine: started.engine, env },
      folder: path.resolve(args.directory),
      indexDirectory: indexDirectoryOf(args, env),
      corpus: corpusOf(args),
    });
  } finally {
    await started.close();
  }
}

/** Serves agents until the client ends. Without a folder, the server starts and each call answers with the reason. */
async function runMcp(args: McpArguments, { loadMcp, dist, env, stderr, signal }: RunContext): Promise<void> {
  const { serveMcp } = await loadMcp();
  const problem = await serveMcp({
    sources: { given: args.directories, env, currentDirectory: process.cwd() },
    provider: providerOptions(args, env),
    sharedResults: sharedResultsOf(args, env),
    postgres: args.postgres,
    threads: args.threads,
    index: {
      indexDirectory: indexDirectoryOf(args, env),
      isGiven: args.indexDirectory !== undefined,
      userDirectory: userIndexDirectory(env),
      corpus: corpusOf(args),
    },
    httpPort: args.httpPort,
    dist,
    host: commandLineHost,
    report: (message) => {
      writeLines(stderr, [message]);
    },
    signal,
  });
  if (problem) throw new SemanticSearchError(problem.code, problem.message, problem.hint);
}

function indexDirectoryOf({ indexDirectory }: CommonArguments, env: NodeJS.ProcessEnv): string {
  return indexDirectory === undefined
    ? defaultIndexDirectory(process.platform, env)
    : path.resolve(indexDirectory);
}

/** Undefined if no option changes which files are indexed. */
function corpusOf({ maxFileSizeKib, generatedPaths }: CommonArguments): CorpusSettings | undefined {
  if (maxFileSizeKib === undefined && generatedPaths.length === 0) return undefined;
  return {
    ...(maxFileSizeKib !== undefined && { maxFileSizeBytes: maxFileSizeKib * 1024 }),
    ...(generatedPaths.length > 0 && { includeGenerated: generatedPaths }),
  };
}

/** Arguments of the commands that run once. */
type EngineArguments = Exclude<Arguments, { command: 'help' | 'version' | 'mcp' | 'agents' | 'evaluate' }>;

async function runWithEngine(
  args: EngineArguments,
  { startEngine, env, stdout, stderr, signal }: RunContext,
): Promise<void> {
  const started = startEngine();
  const { engine } = started;
  try {
    const folder = path.resolve(args.directory);
    const indexDirectory = indexDirectoryOf(args, env);
    const bar = new ProgressBar(stderr);
    try {
      await engine.call(
        'open',
        {
          provider: providerOptions(args, env),
          sharedResults: sharedResultsOf(args, env, args.command === 'publish' && !args.postgres),
          cacheDirectory: indexDirectory,
          threads: args.threads,
        },
        { signal, onProgress: bar.show.bind(bar) },
      );
    } finally {
      bar.clear();
    }
    const corpus = corpusOf(args);
    const commandContext = { engine, folder, env, signal, stdout, stderr };
    const left = args.postgres && (await runWithPostgres(args, args.postgres, corpus, commandContext));
    if (left?.isDone) return;
    const isOnlyIndexed = args.command !== 'search' && args.command !== 'similar' && !args.postgres;
    // With --index-dir, no other directory is searched for an index.
    const userDirectory = args.indexDirectory === undefined ? indexDirectory : undefined;
    const { state } = await engine.call(
      'openFolder',
      { folder, indexDirectory, userDirectory, isOnlyIndexed, corpus },
      { signal },
    );
    if (left?.error) goOnHere(left.error, state, stderr);
    await runCommand(args, commandContext);
  } finally {
    await started.close();
  }
}

/** What an index on this machine is needed for: to publish it, or to search it because the database does not answer. */
type LeftToDo = { readonly isDone: true } | { readonly isDone: false; readonly error?: SemanticSearchError };

/** Opens the published index for a search, or removes a branch: nothing is left to do then. */
async function runWithPostgres(
  args: EngineArguments,
  postgres: PostgresArguments,
  corpus: CorpusSettings | undefined,
  context: CommandContext,
): Promise<LeftToDo> {
  if (args.command === 'publish') {
    if (args.deleteBranch === undefined) return { isDone: false };
    await runDeleteBranch(args.deleteBranch, postgres, context);
    return { isDone: true };
  }
  const { engine, folder, signal, stderr } = context;
  try {
    const summary = await engine.call('openPublished', { ...postgres, folder, corpus }, { signal });
    writeLines(stderr, renderPublished(summary));
  } catch (error) {
    if (!(error instanceof SemanticSearchError) || error.code !== 'DATABASE_UNREACHABLE') throw error;
    return { isDone: false, error };
  }
  // There is no index on this machine to update.
  await runCommand({ ...args, ...('update' in args && { update: false }) }, context);
  return { isDone: true };
}

/** @throws `error` if there is no complete index on this machine that could answer instead */
function goOnHere(error: SemanticSearchError, state: IndexStatus, stderr: TextOutput): void {
  if (state !== 'ready' && state !== 'stale') throw error;
  writeLines(stderr, [`${errorLine(error)} Results come from the index on this machine.`]);
}

function runCommand(args: EngineArguments, context: CommandContext): Promise<void> {
  switch (args.command) {
    case 'index':
      return runIndex(args, context);
    case 'plan':
      return runPlan(args, context);
    case 'publish':
      return args.postgres ? runPublishTo(args, args.postgres, context) : runPublish(args, context);
    case 'status':
      return runStatus(args, context);
    case 'search':
      return runSearch(args, context);
    case 'similar':
      return runSimilar(args, context);
  }
}

function providerOptions(args: CommonArguments, env: NodeJS.ProcessEnv): ProviderOptions {
  const { provider, model, baseUrl, dimensions, queryModel, outputType, resultPath, parameters } = args;
  const apiKey = provider === 'builtin' ? undefined : env['SEMANTIC_SEARCH_API_KEY'];
  return { provider, model, baseUrl, dimensions, queryModel, outputType, resultPath, parameters, apiKey };
}

/** A relative path names a folder below the current one. */
function sharedResultsOf(
  { sharedResults }: CommonArguments,
  env: NodeJS.ProcessEnv,
  isPublishing = false,
): SharedResultsOptions | undefined {
  if (sharedResults === undefined) return undefined;
  return {
    location: /^https?:/i.test(sharedResults) ? sharedResults : path.resolve(sharedResults),
    secret: env['SEMANTIC_SEARCH_TEAM_SECRET'],
    header: env['SEMANTIC_SEARCH_TEAM_HEADER'],
    publicKey: env['SEMANTIC_SEARCH_TEAM_PUBLIC_KEY'],
    ...(isPublishing && { signingKey: env['SEMANTIC_SEARCH_TEAM_SIGNING_KEY'] }),
    isPublishing,
  };
}
