import * as l10n from '@vscode/l10n';
import type { ViewResult } from '../../common/view/viewProtocol';
import type { Answer, ViewModel } from './viewModel';

/** A file and its results, or the pinned results. */
export interface FileGroup {
  readonly type: 'file' | 'pinned';
  /** Key of the file's row. */
  readonly key: string;
  readonly uri: string;
  readonly name: string;
  /** Directory relative to the workspace folder, '' at its root. */
  readonly directory: string;
  readonly folder: string | undefined;
  readonly language: string;
  readonly kind: 'code' | 'docs';
  /** Its results are below the relevance cut-off. */
  readonly isLessLikely: boolean;
  readonly results: readonly ResultRow[];
}

/** A row of one result; its key stays the same when the list changes. */
export interface ResultRow {
  readonly key: string;
  readonly result: ViewResult;
}

/** A result of the answer, and the number of *Show More* requests before it appeared. */
interface FoundResult extends ResultRow {
  readonly page: number;
}

/** Key of the row above the pinned results. */
export const pinnedGroupKey = 'pinned';

/** Key of a result's row: the same location has the same key in every answer. */
export function resultKey({ uri, startLine, endLine }: ViewResult): string {
  return `result ${startLine}-${endLine} ${uri}`;
}

/** Number of *Show More* requests before a result appeared, by its index in the answer. */
export function pageOf({ earlier }: Pick<Answer, 'earlier'>, index: number): number {
  return earlier.filter((count) => count <= index).length;
}

/** Key of the row of a pinned result; it does not change when the result moves. */
export function pinKey({ id }: ViewResult): string {
  return `pin ${id}`;
}

/** Content of the tree: the pinned results, then the files of the answer, without dismissed ones. */
export function groupsOf(model: Pick<ViewModel, 'answer' | 'dismissed' | 'pinned'>): readonly FileGroup[] {
  const files = foundGroups(model);
  return model.pinned.length === 0 ? files : [pinnedGroup(model.pinned), ...files];
}

/** The files of the answer, without dismissed ones. */
export function foundGroups(model: Pick<ViewModel, 'answer' | 'dismissed'>): readonly FileGroup[] {
  return groupFound(foundResults(model));
}

/**
 * The results of the answer in display order, each location once, without dismissed ones; less likely results come
 * last.
 */
export function foundResults({
  answer,
  dismissed,
}: {
  readonly answer: Pick<Answer, 'results' | 'earlier'> | undefined;
  readonly dismissed: ReadonlySet<string>;
}): readonly FoundResult[] {
  if (!answer) return [];
  const found = new Map<string, FoundResult>();
  for (const [index, result] of answer.results.entries()) {
    const key = resultKey(result);
    if (found.has(key) || dismissed.has(key)) continue;
    found.set(key, { key, result, page: pageOf(answer, index) });
  }
  const all = [...found.values()];
  return [
    ...all.filter(({ result }) => !result.isLessLikely),
    ...all.filter(({ result }) => result.isLessLikely),
  ];
}

/** Groups results by file; files are in the order of their best results. */
export function groupByFile(results: readonly ViewResult[]): readonly FileGroup[] {
  return groupFound(foundResults({ answer: { results, earlier: [] }, dismissed: new Set() }));
}

/**
 * Results that came later, and less likely ones, get separate groups, so that nothing is inserted among results that
 * were already read.
 */
function groupFound(results: readonly FoundResult[]): readonly FileGroup[] {
  const groups = new Map<string, FoundResult[]>();
  for (const found of results) {
    const key = fileKey(found);
    const rows = groups.get(key);
    if (rows) rows.push(found);
    else groups.set(key, [found]);
  }
  return [...groups].map(([key, rows]): FileGroup => {
    const { uri, path, folder, language, kind, isLessLikely = false } = rows[0]!.result;
    const slash = path.lastIndexOf('/');
    return {
      type: 'file',
      key,
      uri,
      name: path.slice(slash + 1),
      directory: slash < 0 ? '' : path.slice(0, slash),
      folder,
      language,
      kind,
      isLessLikely,
      results: rows.map(({ key, result }) => ({ key, result })),
    };
  });
}

function fileKey({ page, result }: FoundResult): string {
  return ['file', ...(page === 0 ? [] : [page]), ...(result.isLessLikely ? ['less'] : []), result.uri].join(
    ' ',
  );
}

function pinnedGroup(pinned: readonly ViewResult[]): FileGroup {
  return {
    type: 'pinned',
    key: pinnedGroupKey,
    uri: '',
    name: l10n.t('Pinned'),
    directory: '',
    folder: undefined,
    language: '',
    kind: 'code',
    isLessLikely: false,
    results: pinned.map((result) => ({ key: pinKey(result), result })),
  };
}

/**
 * The row of a new answer that corresponds to a row of the old one: the same location, else the same symbol of the
 * file, else the nearest result of the file, else the file; undefined if the file is gone.
 */
export function counterpartOf(
  key: string,
  before: readonly ViewResult[],
  after: readonly FileGroup[],
): string | undefined {
  const rows = after.flatMap((group) => group.results);
  const found = after.filter((group) => group.type === 'file');
  if (rows.some((row) => row.key === key)) return key;
  const result = before.find((candidate) => resultKey(candidate) === key);
  if (!result) return after.find((group) => group.key === key)?.key;
  const inFile = found.filter((group) => group.uri === result.uri).flatMap((group) => group.results);
  const distance = (row: ResultRow): number =>
    (result.symbol !== null && row.result.symbol === result.symbol ? -1e9 : 0) +
    Math.abs(row.result.startLine - result.startLine);
  return inFile.toSorted((a, b) => distance(a) - distance(b))[0]?.key;
}
