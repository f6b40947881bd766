import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { EngineContract, SearchParams, WorkspaceIndexReport } from '../common/engineContract';
import { SemanticSearchError, type ErrorCode } from '../common/errors';
import type { SearchAnswer, SearchResult } from '../common/searchResult';
import type { RemoteCaller } from '../common/remoteCalls';
import type { CommonArguments, Place, ResultArguments, SearchArguments, SimilarArguments } from './arguments';
import { writeJson, writeLines, type TextOutput } from './output';
import { ProgressBar } from './progressBar';
import { readQueries } from './queriesFile';
import { renderAnswer, renderPlan, renderReport, renderStatus } from './render';

/** What a command works with. */
export interface CommandContext {
  readonly engine: RemoteCaller<EngineContract>;
  /** The workspace folder, as it was opened. */
  readonly folder: string;
  readonly signal: AbortSignal;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
}

/** A script waits for a model that has to be loaded first, milliseconds. */
const patienceMs = 60_000;

export async function runIndex(args: CommonArguments, context: CommandContext): Promise<void> {
  const report = await updateIndex(context);
  if (args.json) writeJson(context.stdout, report);
  writeLines(context.stderr, renderReport(report));
}

export async function runStatus(args: CommonArguments, context: CommandContext): Promise<void> {
  const status = await context.engine.call('status', { folder: context.folder }, { signal: context.signal });
  if (args.json) writeJson(context.stdout, status);
  else writeLines(context.stdout, renderStatus(status));
}

export async function runPlan(args: CommonArguments, { engine, folder, signal, ...out }: CommandContext) {
  const bar = new ProgressBar(out.stderr);
  try {
    const onProgress = bar.show.bind(bar);
    const plan = await engine.call('plan', { folder }, { signal, onProgress });
    bar.clear();
    if (args.json) writeJson(out.stdout, plan);
    else writeLines(out.stdout, renderPlan(plan));
  } finally {
    bar.clear();
  }
}

export async function runSearch(args: SearchArguments, context: CommandContext): Promise<void> {
  if (args.update) await updateBeforeSearch(context);
  if (args.queriesFile !== undefined) {
    for await (const { id, query } of readQueries(args.queriesFile)) {
      const answer = await search(query, args, context);
      writeJson(context.stdout, id === undefined ? toJson(answer) : { id, ...toJson(answer) });
    }
    return;
  }
  printAnswer(await search(args.query!, args, context), args, context);
}

/** Finds what resembles the lines at a place. */
export async function runSimilar(args: SimilarArguments, context: CommandContext): Promise<void> {
  const { engine, folder, signal } = context;
  const { line, endLine } = args.place;
  const file = await pathInFolder(args.place.file, folder);
  if (args.update) await updateBeforeSearch(context);
  const excerpt = await engine.call('excerpt', { folder, path: file, line, endLine }, { signal });
  if (!excerpt || excerpt.text.trim() === '') throw noPlace(file, args.place);
  const { text, ...lines } = excerpt;
  const params = { text, origin: { folder, path: file, ...lines }, ...filtersOf(args), patienceMs };
  const answer = await engine.call('similar', params, { signal });
  noteMissingModel(answer, context);
  printAnswer({ ...answer, query: `${file}:${lines.startLine}-${lines.endLine}` }, args, context);
}

/** Where a file lies in the folder that is searched: as results print it, or from the current folder on. */
async function pathInFolder(file: string, folder: string): Promise<string> {
  for (const base of [folder, process.cwd()]) {
    const relative = path.relative(folder, path.resolve(base, file));
    const isInside = relative !== '' && !path.isAbsolute(relative) && relative.split(path.sep)[0] !== '..';
    if (isInside && (await isFile(path.join(folder, relative)))) return relative.replaceAll(path.sep, '/');
  }
  throw new SemanticSearchError('USAGE', `There is no file ${file} in ${folder}.`, 'Check the path.');
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}

function noPlace(file: string, { line, endLine }: Place): SemanticSearchError {
  return endLine === undefined
    ? new SemanticSearchError(
        'USAGE',
        `Nothing is indexed at ${file}:${line}.`,
        'Check the line, or name the last line too: FILE:LINE-LINE.',
      )
    : new SemanticSearchError('USAGE', `There is nothing in ${file}:${line}-${endLine}.`, 'Check the lines.');
}

async function search(query: string, args: SearchArguments, context: CommandContext): Promise<SearchAnswer> {
  const params: SearchParams = { query, order: args.order, ...filtersOf(args), patienceMs };
  const answer = await context.engine.call('search', params, { signal: context.signal });
  noteMissingModel(answer, context);
  return answer;
}

function filtersOf({ limit, kind, paths, excludedPaths, languages }: ResultArguments) {
  return { limit, kind, paths, excludedPaths, languages };
}

function noteMissingModel({ withoutModel }: SearchAnswer, { stderr }: CommandContext): void {
  if (!withoutModel) return;
  const { code, message, hint } = withoutModel;
  writeLines(stderr, [`${code}: ${message} ${hint} Answered by words alone.`]);
}

function printAnswer(answer: SearchAnswer, { json }: CommonArguments, context: CommandContext): void {
  if (json) writeJson(context.stdout, toJson(answer));
  else writeLines(context.stdout, renderAnswer(answer));
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

/** Another process that writes the index, a part of it that cannot be read, or a provider that fails, is no reason not to answer from what there is. */
async function updateBeforeSearch(context: CommandContext): Promise<void> {
  try {
    const report = await updateIndex(context);
    if (report.embedded > 0 || report.failed.length > 0) writeLines(context.stderr, renderReport(report));
  } catch (error) {
    if (!(error instanceof SemanticSearchError) || !mayAnswerAfter(error.code)) throw error;
    const { engine, folder, signal, stderr } = context;
    const { chunks } = await engine.call('status', { folder }, { signal });
    if (chunks === 0) throw error;
    writeLines(stderr, [
      `${error.code}: ${error.message} ${error.hint} Answering from what is indexed so far.`,
    ]);
  }
}

function mayAnswerAfter(code: ErrorCode): boolean {
  return (
    code === 'INDEX_LOCKED' ||
    code === 'INDEX_UNREADABLE' ||
    code === 'PROXY_REFUSED' ||
    code.startsWith('PROVIDER_')
  );
}

/** The answer as scripts are promised it: with one folder, paths tell all. */
function toJson({ query, results, index, tookMs }: SearchAnswer) {
  return { query, results: results.map(asPromised), index, tookMs };
}

function asPromised({ folder, symbolKind, previewLine, matches, ...result }: SearchResult) {
  return result;
}
