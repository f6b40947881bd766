import { stat } from 'node:fs/promises';
import path from 'node:path';
import type {
  EngineContract,
  RunPathsParams,
  SearchParams,
  FolderIndexReport,
  FolderRunSummary,
} from '../common/contracts/engineContract';
import { errorFactsOf, SemanticSearchError, type ErrorCode } from '../common/errors/errors';
import type { FileWithoutVector, PathReason } from '../common/contracts/indexReport';
import { writeDetail } from '../common/messages/detailForm';
import type { PlanLists } from '../common/contracts/providerInfo';
import type { FileReference, SearchAnswer, SearchResult } from '../common/contracts/searchResult';
import type { RemoteCaller } from '../common/contracts/remoteCalls';
import type { CommonArguments, Place, ResultArguments, SearchArguments, SimilarArguments } from './arguments';
import { writeJson, writeLines, type TextOutput } from './output';
import { ProgressBar } from './progressBar';
import { readQueries } from './queriesFile';
import { systemLocale } from './systemLocale';
import { renderRerankFailure, rerankingJson, rerankOptionsOf, sendingLine } from './reranking';
import { renderHints } from './renderHints';
import { errorText, renderAnswer, renderPlan, renderReport, renderStatus } from './render';
import { renderProfile } from './renderProfile';

/** Dependencies of a command. */
export interface CommandContext {
  readonly engine: RemoteCaller<EngineContract>;
  /** The workspace folder, as it was opened. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  readonly stdout: TextOutput;
  readonly stderr: TextOutput;
}

/** Scripts wait for a model that has to be loaded first, milliseconds. */
const patienceMs = 60_000;

const fromIndexSoFar = 'Results come from the files indexed so far.';

/** `index`: updates the index, and prints the report of the run. */
export async function runIndex(args: CommonArguments, context: CommandContext): Promise<void> {
  const { profile, ...summary } = await updateIndex(context);
  if (args.json)
    writeJson(
      context.stdout,
      await readReport({ ...summary, ...(args.profile && profile && { profile }) }, context),
    );
  await printReport(summary, context);
  if (args.profile && profile) writeLines(context.stderr, renderProfile(profile));
}

/**
 * Indexes every file again, with the vectors that are cached or shared, and writes what the place lacks.
 *
 * @throws SemanticSearchError SHARED_UNWRITABLE if not everything is there afterwards
 */
export async function runPublish(args: CommonArguments, context: CommandContext): Promise<void> {
  const { profile, ...summary } = await updateIndex(context, true);
  if (args.json) writeJson(context.stdout, summary);
  await printReport(summary, context);
  const { snapshot } = summary;
  if (!snapshot) {
    const needs = 'SEMANTIC_SEARCH_TEAM_SIGNING_KEY, and a git commit that is checked out';
    writeLines(context.stderr, [`No snapshot was published: it needs ${needs}.`]);
  }
  const unwritten = (summary.shared?.unwritten ?? 0) + (snapshot?.missing ?? 0);
  const fault = summary.shared?.fault ?? snapshot?.fault ?? '';
  if (unwritten === 0) return;
  throw new SemanticSearchError(
    'SHARED_UNWRITABLE',
    `${unwritten} results could not be written. ${fault}`,
    'What was written can be read. Run publish again for the rest.',
  );
}

/** The whole report; its lists are read page by page. */
async function readReport(
  { skippedBy, skippedDirectories, ...summary }: FolderRunSummary,
  context: CommandContext,
): Promise<FolderIndexReport> {
  return {
    ...summary,
    skipped: (await readPaths('skipped', context)).map(({ detail, ...skip }) => ({
      ...skip,
      ...(detail !== undefined && { detail: writeDetail(detail) }),
    })),
    failed: await readPaths('failed', context),
    withoutVector: await readFilesWithoutVector(context),
    provisional: await readPaths('provisional', context),
  };
}

async function readPaths(
  list: RunPathsParams['list'],
  { engine, folder, signal }: CommandContext,
): Promise<readonly PathReason[]> {
  const paths: PathReason[] = [];
  for (;;) {
    const page = await engine.call('runPaths', { folder, list, from: paths.length }, { signal });
    if (page.length === 0) return paths;
    paths.push(...page);
  }
}

async function readFilesWithoutVector({
  engine,
  folder,
  signal,
}: CommandContext): Promise<readonly FileWithoutVector[]> {
  const files: FileWithoutVector[] = [];
  for (;;) {
    const page = await engine.call('filesWithoutVector', { folder, from: files.length }, { signal });
    if (page.length === 0) return files;
    files.push(...page);
  }
}

/** Prints the report of a run to stderr, with the paths that need attention. */
export async function printReport(summary: FolderRunSummary, context: CommandContext): Promise<void> {
  const unread = summary.unreadable > 0 ? await readPaths('unread', context) : [];
  const withoutVector = summary.withoutVector > 0 ? await readFilesWithoutVector(context) : [];
  const provisional = summary.provisional > 0 ? await readPaths('provisional', context) : [];
  writeLines(context.stderr, renderReport({ ...summary, unread, withoutVector, provisional }));
}

/** `status`: prints what the index contains, without updating it. */
export async function runStatus(args: CommonArguments, context: CommandContext): Promise<void> {
  const status = await context.engine.call('status', { folder: context.folder }, { signal: context.signal });
  if (args.json) writeJson(context.stdout, status);
  else writeLines(context.stdout, renderStatus(status));
}

/** `plan`: prints what indexing would send. Sends nothing. */
export async function runPlan(args: CommonArguments, { engine, folder, signal, ...out }: CommandContext) {
  const bar = new ProgressBar(out.stderr);
  try {
    const onProgress = bar.show.bind(bar);
    const { notListed, ...numbers } = await engine.call('plan', { folder }, { signal, onProgress });
    const plan = { ...numbers, ...(await readPlanLists(engine, folder, signal)) };
    bar.clear();
    if (args.json) writeJson(out.stdout, writtenPlan(plan));
    else writeLines(out.stdout, renderPlan(plan));
  } finally {
    bar.clear();
  }
}

/** A plan with its details as `--json` writes them. */
function writtenPlan<P extends PlanLists>(plan: P): P {
  return {
    ...plan,
    heldBack: plan.heldBack.map((file) => ({ ...file, detail: writeDetail(file.detail) })),
    masked: plan.masked.map((string) => ({ ...string, what: writeDetail(string.what) })),
  };
}

async function readPlanLists(
  engine: CommandContext['engine'],
  folder: string,
  signal: AbortSignal,
): Promise<PlanLists> {
  let lists: PlanLists = { files: [], heldBack: [], masked: [], unread: [] };
  for (let from = 0; ;) {
    const page = await engine.call('planPage', { folder, from }, { signal });
    const size = Math.max(...Object.values(page).map((list: readonly unknown[]) => list.length));
    if (size === 0) return lists;
    from += size;
    lists = {
      files: [...lists.files, ...page.files],
      heldBack: [...lists.heldBack, ...page.heldBack],
      masked: [...lists.masked, ...page.masked],
      unread: [...lists.unread, ...page.unread],
    };
  }
}

/** `search`: answers one query, or each line of a file of queries. */
export async function runSearch(args: SearchArguments, context: CommandContext): Promise<void> {
  const rerank = rerankOptionsOf(args, context.env, patienceMs);
  if (rerank) {
    const infos = await context.engine.call('rerankers', null, { signal: context.signal });
    writeLines(context.stderr, [sendingLine(infos, rerank)]);
  }
  if (args.update) await updateBeforeSearch(context);
  const stale: FileReference[] = [];
  if (args.queriesFile !== undefined) {
    for await (const { id, query } of readQueries(args.queriesFile, context.signal)) {
      const answer = await search(query, args, context);
      stale.push(...answer.stale);
      writeJson(context.stdout, id === undefined ? toJson(answer) : { id, ...toJson(answer) });
    }
  } else {
    const answer = await search(args.query!, args, context);
    stale.push(...answer.stale);
    printAnswer(answer, args, context);
  }
  if (args.update) await updateStale(stale, context);
}

/** Finds code or text similar to the lines at a place. */
export async function runSimilar(args: SimilarArguments, context: CommandContext): Promise<void> {
  const { engine, folder, signal } = context;
  const { line, endLine } = args.place;
  const locale = systemLocale(context.env);
  const file = await pathInFolder(args.place.file, folder);
  if (args.update) await updateBeforeSearch(context);
  const excerpt = await engine.call('excerpt', { folder, path: file, line, endLine }, { signal });
  if (!excerpt || excerpt.text.trim() === '') throw noPlace(file, args.place);
  const { text, ...lines } = excerpt;
  const params = { text, origin: { folder, path: file, ...lines }, ...filtersOf(args), patienceMs, locale };
  const answer = await engine.call('similar', params, { signal });
  if (!args.update) noteFault(answer, context);
  noteMissingModel(answer, context);
  writeLines(context.stderr, renderHints(answer.hints));
  printAnswer({ ...answer, query: `${file}:${lines.startLine}-${lines.endLine}` }, args, context);
  if (args.update) await updateStale(answer.stale, context);
}

/** Path of a file in the searched folder: as printed in results, or relative to the current folder. */
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
  const { engine, env, signal, stderr } = context;
  const locale = systemLocale(env);
  const rerank = rerankOptionsOf(args, env, patienceMs);
  const params: SearchParams = { query, order: args.order, ...filtersOf(args), patienceMs, locale, rerank };
  const answer = await engine.call('search', params, { signal });
  if (!args.update) noteFault(answer, context);
  noteMissingModel(answer, context);
  writeLines(stderr, renderRerankFailure(answer.reranking));
  writeLines(stderr, renderHints(answer.hints));
  return answer;
}

function filtersOf({ limit, kind, paths, excludedPaths, languages }: ResultArguments) {
  return { limit, kind, paths, excludedPaths, languages };
}

/**
 * Reports a part of the index that cannot be read; an update has reported it already.
 *
 * @throws SemanticSearchError INDEX_UNREADABLE if nothing else is there
 */
function noteFault({ index: { fault, chunks } }: SearchAnswer, { stderr }: CommandContext): void {
  if (!fault) return;
  if (chunks === 0) throw new SemanticSearchError(fault.code, fault.message, fault.hint);
  writeLines(stderr, [`${errorText(fault)} ${fromIndexSoFar}`]);
}

function noteMissingModel({ withoutModel }: SearchAnswer, { stderr }: CommandContext): void {
  if (!withoutModel) return;
  writeLines(stderr, [`${errorText(withoutModel)} Keyword matches only.`]);
}

function printAnswer(answer: SearchAnswer, { json }: CommonArguments, context: CommandContext): void {
  if (json) writeJson(context.stdout, toJson(answer));
  else writeLines(context.stdout, renderAnswer(answer));
}

/**
 * Updates the index, with a progress bar.
 *
 * @param rebuild whether every file is indexed again
 */
export async function updateIndex(
  { engine, folder, signal, stderr }: CommandContext,
  rebuild = false,
): Promise<FolderRunSummary> {
  const bar = new ProgressBar(stderr);
  try {
    return await engine.call(
      'index',
      { folder, rebuild },
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

/**
 * The search continues with the existing index if another process writes the index, a part of it cannot be read or
 * written, or the provider fails.
 */
async function updateBeforeSearch(context: CommandContext): Promise<void> {
  try {
    const summary = await updateIndex(context);
    if (summary.embedded > 0 || summary.unreadable > 0 || summary.snapshot)
      await printReport(summary, context);
  } catch (error) {
    if (!(error instanceof SemanticSearchError) || !mayAnswerAfter(error.code)) throw error;
    const { engine, folder, signal, stderr } = context;
    const { chunks } = await engine.call('status', { folder }, { signal });
    if (chunks === 0) throw error;
    writeLines(stderr, [`${errorText(errorFactsOf(error))} ${fromIndexSoFar}`]);
  }
}

/**
 * Indexes the files that the search found changed although the preceding update did not: their stamps did not show
 * the change, and would not show it to the next update either.
 */
async function updateStale(stale: readonly FileReference[], context: CommandContext): Promise<void> {
  if (stale.length === 0) return;
  const { engine, folder, signal, stderr } = context;
  const paths = [...new Set(stale.map(({ path }) => path))];
  try {
    await engine.call('index', { folder, paths }, { signal });
  } catch (error) {
    if (!(error instanceof SemanticSearchError)) throw error;
    // The answer is correct: its text was compared with the files.
    stderr.write(`${error.code}: ${error.message} ${error.hint} The files that changed were not indexed.\n`);
  }
}

function mayAnswerAfter(code: ErrorCode): boolean {
  return (
    code === 'INDEX_LOCKED' ||
    code === 'INDEX_UNREADABLE' ||
    code === 'INDEX_UNWRITABLE' ||
    code === 'DISK_FULL' ||
    code === 'PROXY_REFUSED' ||
    code.startsWith('PROVIDER_')
  );
}

/** The answer in the documented JSON format; with one folder, paths are unambiguous. */
function toJson({ query, results, index: { state, files, chunks }, hints, reranking, tookMs }: SearchAnswer) {
  return {
    query,
    results: results.map(asPromised),
    index: { state, files, chunks },
    ...(hints && { hints }),
    ...(reranking && { reranking: rerankingJson(reranking) }),
    tookMs,
  };
}

function asPromised(all: SearchResult) {
  const { folder, symbolKind, previewLine, tellingLine, matches, siblings, ...result } = all;
  return siblings ? { ...result, siblings: siblings.map(({ folder: _, ...sibling }) => sibling) } : result;
}
