import * as l10n from '@vscode/l10n';
import type { ViewResult } from '../../common/viewProtocol';
import type { ViewModel } from './viewModel';

/** A file and its results in it, or the results that are pinned. */
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
  readonly results: readonly ResultRow[];
}

export interface ResultRow {
  readonly key: string;
  readonly result: ViewResult;
}

/** A row that the keyboard can be on, in the order in which they are shown. */
export type VisibleRow =
  | { readonly type: 'file'; readonly key: string; readonly group: FileGroup }
  | {
      readonly type: 'result';
      readonly key: string;
      readonly parentKey: string;
      readonly result: ViewResult;
    };

/** Key of the row over the pinned results. */
export const pinnedGroupKey = 'pinned';

const fileKey = (uri: string): string => `file ${uri}`;

/** Key of a result's row: the same place has the same key in every answer. */
export function resultKey({ uri, startLine, endLine }: ViewResult): string {
  return `result ${startLine}-${endLine} ${uri}`;
}

/** Key of the row of a pinned result, which stays the same wherever the result moves to. */
export function pinKey({ id }: ViewResult): string {
  return `pin ${id}`;
}

/** What the tree shows: the pinned results, then the files of the answer, without what was dismissed. */
export function groupsOf(model: Pick<ViewModel, 'answer' | 'dismissed' | 'pinned'>): readonly FileGroup[] {
  const files = foundGroups(model);
  return model.pinned.length === 0 ? files : [pinnedGroup(model.pinned), ...files];
}

/** The files of the answer, without what was dismissed. */
export function foundGroups({
  answer,
  dismissed,
}: Pick<ViewModel, 'answer' | 'dismissed'>): readonly FileGroup[] {
  return groupByFile((answer?.results ?? []).filter((result) => !dismissed.has(resultKey(result))));
}

/** Puts results of one file together; files come in the order of their best results. */
export function groupByFile(results: readonly ViewResult[]): readonly FileGroup[] {
  const groups = new Map<string, ResultRow[]>();
  const seen = new Set<string>();
  for (const result of results) {
    const key = resultKey(result);
    if (seen.has(key)) continue;
    seen.add(key);
    const rows = groups.get(result.uri);
    if (rows) rows.push({ key, result });
    else groups.set(result.uri, [{ key, result }]);
  }
  return [...groups].map(([uri, rows]): FileGroup => {
    const { path, folder, language, kind } = rows[0]!.result;
    const slash = path.lastIndexOf('/');
    return {
      type: 'file',
      key: fileKey(uri),
      uri,
      name: path.slice(slash + 1),
      directory: slash < 0 ? '' : path.slice(0, slash),
      folder,
      language,
      kind,
      results: rows,
    };
  });
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
    results: pinned.map((result) => ({ key: pinKey(result), result })),
  };
}

/** The rows that are shown: those of collapsed files are left out. */
export function visibleRows(
  groups: readonly FileGroup[],
  collapsed: ReadonlySet<string>,
): readonly VisibleRow[] {
  return groups.flatMap((group): VisibleRow[] => [
    { type: 'file', key: group.key, group },
    ...(collapsed.has(group.key)
      ? []
      : group.results.map(({ key, result }): VisibleRow => ({
          type: 'result',
          key,
          parentKey: group.key,
          result,
        }))),
  ]);
}

/** The row with this key, whether or not it is shown. */
export function findRow(
  model: Pick<ViewModel, 'answer' | 'dismissed' | 'pinned'>,
  key: string | undefined,
): VisibleRow | undefined {
  return visibleRows(groupsOf(model), new Set()).find((row) => row.key === key);
}

/**
 * The row of a new answer that stands for a row of the old one: the same place, else the same symbol of the file, else
 * the result of the file that begins nearest, else the file; undefined where the file is gone.
 */
export function counterpartOf(
  key: string,
  before: readonly ViewResult[],
  after: readonly FileGroup[],
): string | undefined {
  const same = after.find((group) => group.type === 'pinned' && group.results.some((row) => row.key === key));
  if (same) return key;
  const result = before.find((candidate) => resultKey(candidate) === key);
  if (!result) return after.find((group) => group.key === key)?.key;
  const group = after.find((candidate) => candidate.uri === result.uri);
  if (!group) return undefined;
  const distance = (row: ResultRow): number =>
    (row.key === key ? -2e9 : 0) -
    (result.symbol !== null && row.result.symbol === result.symbol ? 1e9 : 0) +
    Math.abs(row.result.startLine - result.startLine);
  return group.results.reduce((best, row) => (distance(row) < distance(best) ? row : best)).key;
}
