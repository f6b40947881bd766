import type { EngineContract, SearchParams, WorkspaceIndexReport } from '../common/engineContract';
import { SemanticSearchError } from '../common/errors';
import type { SearchAnswer, SearchResult } from '../common/searchResult';
import type { RemoteCaller } from '../common/remoteCalls';
import type { CommonArguments, SearchArguments } from './arguments';
import { ProgressBar, type ProgressOutput } from './progressBar';
import { readQueries } from './queriesFile';
import { plainStyle, renderAnswer, renderReport, renderStatus, terminalStyle } from './render';

/** What a command works with. */
export interface CommandContext {
  readonly engine: RemoteCaller<EngineContract>;
  /** The workspace folder, as it was opened. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly stdout: ProgressOutput;
  readonly stderr: ProgressOutput;
}

export async function runIndex(args: CommonArguments, context: CommandContext): Promise<void> {
  const report = await updateIndex(context);
  if (args.json) printJson(context, report);
  context.stderr.write(renderReport(report));
}

export async function runStatus(args: CommonArguments, context: CommandContext): Promise<void> {
  const status = await context.engine.call('status', { folder: context.folder }, { signal: context.signal });
  if (args.json) printJson(context, status);
  else context.stdout.write(renderStatus(status));
}

export async function runSearch(args: SearchArguments, context: CommandContext): Promise<void> {
  if (args.update) await updateBeforeSearch(context);
  if (args.queriesFile !== undefined) {
    for await (const { id, query } of readQueries(args.queriesFile)) {
      const answer = await search(query, args, context);
      printJson(context, id === undefined ? toJson(answer) : { id, ...toJson(answer) });
    }
    return;
  }
  const answer = await search(args.query!, args, context);
  if (args.json) printJson(context, toJson(answer));
  else context.stdout.write(renderAnswer(answer, context.stdout.isTTY ? terminalStyle : plainStyle));
}

function search(query: string, args: SearchArguments, { engine, signal }: CommandContext) {
  const { limit, kind, paths, languages } = args;
  const params: SearchParams = { query, limit, kind, paths, languages };
  return engine.call('search', params, { signal });
}

async function updateIndex({
  engine,
  folder,
  signal,
  stderr,
}: CommandContext): Promise<WorkspaceIndexReport> {
  const bar = new ProgressBar(stderr);
  try {
    return await engine.call(
      'index',
      { folder },
      {
        signal,
        onProgress: (progress) => {
          bar.show(progress);
        },
      },
    );
  } finally {
    bar.clear();
  }
}

/** Another process that writes the index is no reason not to answer from it. */
async function updateBeforeSearch(context: CommandContext): Promise<void> {
  try {
    const report = await updateIndex(context);
    if (report.embedded > 0 || report.failed.length > 0) context.stderr.write(renderReport(report));
  } catch (error) {
    if (!(error instanceof SemanticSearchError) || error.code !== 'INDEX_LOCKED') throw error;
    context.stderr.write(`${error.message} Answering from what is indexed so far.\n`);
  }
}

/** The answer as scripts are promised it: with one folder, paths tell all. */
function toJson({ query, results, index, tookMs }: SearchAnswer) {
  return { query, results: results.map(asPromised), index, tookMs };
}

function asPromised({ folder, symbolKind, previewLine, ...result }: SearchResult) {
  return result;
}

function printJson({ stdout }: CommandContext, value: unknown): void {
  stdout.write(`${JSON.stringify(value)}\n`);
}
