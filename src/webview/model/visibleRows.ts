import type { SiblingResult } from '../../common/contracts/searchResult';
import type { ViewResult, ViewSibling } from '../../common/view/viewProtocol';
import { foundResults, groupsOf, pinnedGroupKey, type FileGroup, type ResultRow } from './rows';
import type { ViewModel } from './viewModel';

/** Number of results shown per file until it is expanded. */
const shownPerFile = 2;
/** Fewer than this are not hidden: the row that represents them would be as high. */
const minHiddenPerFile = 2;

/** Key of the row above less likely results. */
export const lessLikelyKey = 'lessLikely';

interface RowPosition {
  readonly key: string;
  /** Depth in the tree, from 1. */
  readonly level: number;
  readonly parentKey: string | undefined;
  /** Rows of one block stay together during scrolling. */
  readonly block: string;
}

/** A row that can be focused. */
export type VisibleRow =
  | (RowPosition & { readonly type: 'file'; readonly group: FileGroup })
  | (RowPosition & { readonly type: 'result'; readonly result: ViewResult; readonly isApart: boolean })
  /** Represents the other results of a file. */
  | (RowPosition & { readonly type: 'more'; readonly count: number })
  /** Row above the less likely results. */
  | (RowPosition & { readonly type: 'lessLikely'; readonly count: number })
  /** Row above the translations or copies that are folded into a result. */
  | (RowPosition & {
      readonly type: 'siblings';
      readonly relation: SiblingResult['relation'];
      readonly count: number;
    })
  | (RowPosition & { readonly type: 'sibling'; readonly sibling: ViewSibling });

/** The properties that determine the rows. */
type RowsModel = Pick<
  ViewModel,
  'answer' | 'dismissed' | 'pinned' | 'layout' | 'failure' | 'collapsed' | 'unfolded'
>;

/** The visible rows, in order. */
export function rowsOf(model: RowsModel): readonly VisibleRow[] {
  return new RowsBuilder(model, false).build();
}

/** All rows, including hidden ones. */
export function allRowsOf(model: RowsModel): readonly VisibleRow[] {
  return new RowsBuilder(model, true).build();
}

/** A row, and where it is among the rows with the same parent. */
export interface PlacedRow {
  readonly row: VisibleRow;
  /** 1-based. */
  readonly position: number;
  /** Number of rows with the same parent. */
  readonly count: number;
}

/** The rows of each block, in order. */
export function blocksOf(rows: readonly VisibleRow[]): ReadonlyMap<string, readonly PlacedRow[]> {
  const counts = new Map<string | undefined, number>();
  for (const { parentKey } of rows) counts.set(parentKey, (counts.get(parentKey) ?? 0) + 1);
  const positions = new Map<string | undefined, number>();
  const blocks = new Map<string, PlacedRow[]>();
  for (const row of rows) {
    const position = (positions.get(row.parentKey) ?? 0) + 1;
    positions.set(row.parentKey, position);
    const placed = { row, position, count: counts.get(row.parentKey)! };
    const block = blocks.get(row.block);
    if (block) block.push(placed);
    else blocks.set(row.block, [placed]);
  }
  return blocks;
}

/** The row with this key, visible or hidden. */
export function findRow(model: RowsModel, key: string | undefined): VisibleRow | undefined {
  return key === undefined ? undefined : allRowsOf(model).find((row) => row.key === key);
}

/** The model with all parents of a row expanded. */
export function withRowInSight(model: ViewModel, key: string): ViewModel {
  const all = allRowsOf(model);
  const collapsed = new Set(model.collapsed);
  const unfolded = new Set(model.unfolded);
  let file: string | undefined;
  for (let at: string | undefined = key; at !== undefined;) {
    const row = all.find((one) => one.key === at);
    collapsed.delete(at);
    if (row?.type === 'siblings') unfolded.add(at);
    if (row?.type === 'file') file = at;
    at = row?.parentKey;
  }
  const inSight = { ...model, collapsed, unfolded };
  const isShown = file === undefined || rowsOf(inSight).some((row) => row.key === key);
  return isShown ? inSight : { ...inSight, unfolded: new Set([...unfolded, moreKey(file!)]) };
}

/** Key of the row that represents the other results of a file. */
function moreKey(groupKey: string): string {
  return ['more', groupKey].join(' ');
}

class RowsBuilder {
  private readonly rows: VisibleRow[] = [];

  constructor(
    private readonly model: RowsModel,
    private readonly withHidden: boolean,
  ) {}

  build(): readonly VisibleRow[] {
    const groups = groupsOf(this.model);
    const pinned = groups.find((group) => group.key === pinnedGroupKey);
    if (pinned) this.addGroup(pinned, undefined);
    // After a failed search, only the pinned results are shown.
    if (this.model.failure) return this.rows;
    const found = foundResults(this.model);
    const lessLikely = found.filter(({ result }) => result.isLessLikely);
    this.addFound(groups, found.slice(0, found.length - lessLikely.length), undefined);
    if (lessLikely.length === 0) return this.rows;
    const place = { key: lessLikelyKey, level: 1, parentKey: undefined, block: lessLikelyKey };
    this.rows.push({ ...place, type: 'lessLikely', count: lessLikely.length });
    if (this.isOpen(lessLikelyKey)) this.addFound(groups, lessLikely, lessLikelyKey);
    return this.rows;
  }

  /** Adds results of the answer that are either all less likely or all relevant. */
  private addFound(
    groups: readonly FileGroup[],
    results: readonly ResultRow[],
    parentKey: string | undefined,
  ): void {
    if (this.model.layout.isList) {
      const block = ['list', parentKey].join(' ');
      for (const row of results) this.addResult(row, parentKey, block, true);
      return;
    }
    for (const group of groups) {
      if (group.type === 'file' && group.isLessLikely === (parentKey !== undefined)) {
        this.addGroup(group, parentKey);
      }
    }
  }

  private addGroup(group: FileGroup, parentKey: string | undefined): void {
    const { key, results } = group;
    const level = levelBelow(parentKey);
    this.rows.push({ type: 'file', key, level, parentKey, block: key, group });
    if (!this.isOpen(key)) return;
    const isApart = group.type === 'pinned';
    const hidden = isApart || this.isUnfolded(moreKey(key)) ? 0 : results.length - shownPerFile;
    const count = hidden >= minHiddenPerFile ? hidden : 0;
    for (const row of results.slice(0, results.length - count))
      this.addResult(row, key, key, isApart, level + 1);
    if (count === 0) return;
    this.rows.push({ type: 'more', key: moreKey(key), level: level + 1, parentKey: key, block: key, count });
  }

  private addResult(
    { key, result }: ResultRow,
    parentKey: string | undefined,
    block: string,
    isApart: boolean,
    level = levelBelow(parentKey),
  ): void {
    this.rows.push({ type: 'result', key, level, parentKey, block, result, isApart });
    for (const relation of ['translation', 'copy'] as const) {
      const siblings = result.siblings?.filter((sibling) => sibling.relation === relation) ?? [];
      if (siblings.length === 0) continue;
      const over = { key: `${relation} ${key}`, level, parentKey, block } as const;
      this.rows.push({ ...over, type: 'siblings', relation, count: siblings.length });
      if (!this.isUnfolded(over.key)) continue;
      for (const sibling of siblings) {
        this.rows.push({
          type: 'sibling',
          key: `sibling ${sibling.startLine}-${sibling.endLine} ${sibling.uri} of ${over.key}`,
          level: level + 1,
          parentKey: over.key,
          block,
          sibling,
        });
      }
    }
  }

  private isOpen(key: string): boolean {
    return this.withHidden || !this.model.collapsed.has(key);
  }

  private isUnfolded(key: string): boolean {
    return this.withHidden || this.model.unfolded.has(key);
  }
}

function levelBelow(parentKey: string | undefined): number {
  return parentKey === undefined ? 1 : 2;
}
