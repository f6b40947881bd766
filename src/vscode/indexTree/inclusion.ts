import { escapeGlob } from '../../common/globText';
import type { InventoryEntry } from '../../common/inventory';
import { exclusionOf, type OriginOfGlob } from './reasonText';

/** What can be done so that something comes into the index that is left out. */
export type Inclusion =
  /** Take its glob out of our own setting. */
  | { readonly kind: 'removeExclude'; readonly glob: string; readonly isForItAlone: boolean }
  /** Name it in the setting of what is to be indexed. */
  | { readonly kind: 'addInclude'; readonly glob: string }
  /** Name it in the setting of generated files that are to be indexed all the same. */
  | { readonly kind: 'addGenerated'; readonly glob: string }
  /** Overrule the ignore files with a line of `.semanticignore`, which is stronger than those of git. */
  | { readonly kind: 'addLine'; readonly line: string }
  /** Look at the line that ignores it. */
  | { readonly kind: 'openRule'; readonly path: string; readonly line: number }
  | { readonly kind: 'openSetting'; readonly setting: string };

/** The ways to get an entry into the index, the best first; none where its content alone speaks against it. */
export function inclusionsOf(entry: InventoryEntry, originOf: OriginOfGlob): readonly Inclusion[] {
  if (entry.state !== 'skipped') return [];
  const { reason, detail = '' } = entry;
  switch (reason) {
    case 'ignored':
      return ignoredInclusions(entry);
    case 'excluded':
      return excludedInclusions(entry, detail, originOf);
    case 'too-large':
      return [{ kind: 'openSetting', setting: 'semanticSearch.maxFileSize' }];
    case 'generated':
    case 'minified':
      return [{ kind: 'addGenerated', glob: escapeGlob(entry.path) }];
    case 'secret':
      return [{ kind: 'openSetting', setting: 'semanticSearch.includeSecretFiles' }];
    case undefined:
    default:
      return [];
  }
}

/** The line of an ignore file, in the workspace folder, that takes a path out of what is ignored. */
export function lineThatIncludes({ path, type }: Pick<InventoryEntry, 'path' | 'type'>): string {
  const escaped = path.replace(/[\\*?[]/g, '\\$&').replace(/ $/, '\\ ');
  return `!/${escaped}${type === 'directory' ? '/' : ''}`;
}

function ignoredInclusions(entry: InventoryEntry): readonly Inclusion[] {
  const rule = ruleOf(entry.detail);
  const open = rule ? [{ kind: 'openRule', ...rule } as const] : [];
  // A second line that says the opposite of the first would be no help to whoever reads them.
  const isOurs = rule !== undefined && /(?:^|\/)\.semanticignore$/.test(rule.path);
  return isOurs ? open : [{ kind: 'addLine', line: lineThatIncludes(entry) }, ...open];
}

function excludedInclusions(
  { path }: InventoryEntry,
  detail: string,
  originOf: OriginOfGlob,
): readonly Inclusion[] {
  const what = exclusionOf(detail);
  if (what === 'notIncluded') return [{ kind: 'addInclude', glob: escapeGlob(path) }];
  if (what !== 'glob') return [];
  const origin = originOf(detail);
  switch (origin) {
    case 'semanticSearch.exclude':
      return [{ kind: 'removeExclude', glob: detail, isForItAlone: detail === escapeGlob(path) }];
    case 'files.exclude':
    case 'search.exclude':
      return [{ kind: 'openSetting', setting: origin }];
    case 'workspaceFolder':
    case 'default':
      return [];
  }
}

/** @param origin of an ignore file's decision: `packages/.gitignore:3` */
function ruleOf(origin: string | undefined): { path: string; line: number } | undefined {
  const [, path, line] = /^(.+):(\d+)$/s.exec(origin ?? '') ?? [];
  return path === undefined ? undefined : { path, line: Number(line) };
}
