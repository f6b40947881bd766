import { escapeGlob } from '../../common/text/globText';
import type { InventoryEntry } from '../../common/contracts/inventoryContract';
import type { Text } from '../../common/messages/message';
import { exclusionOf, type OriginOfGlob } from './reasonText';

/** A way to include an entry that is left out. */
export type Inclusion =
  /** Remove its glob from our own setting. */
  | { readonly kind: 'removeExclude'; readonly glob: string; readonly isForItAlone: boolean }
  /** Add it to the setting of included files. */
  | { readonly kind: 'addInclude'; readonly glob: string }
  /** Add it to the setting of generated files to index. */
  | { readonly kind: 'addGenerated'; readonly glob: string }
  /** Override the ignore files with a line in `.semanticignore`, which takes precedence over Git's ignore files. */
  | { readonly kind: 'addLine'; readonly line: string }
  /** Open the line that ignores it. */
  | { readonly kind: 'openRule'; readonly path: string; readonly line: number }
  | { readonly kind: 'openSetting'; readonly setting: string };

/** Ways to include an entry, best first; none if its content is the reason and no setting allows it. */
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

/** The line that includes a path again, for an ignore file in the workspace folder. */
export function lineThatIncludes({ path, type }: Pick<InventoryEntry, 'path' | 'type'>): string {
  const escaped = path.replace(/[\\*?[]/g, '\\$&').replace(/ $/, '\\ ');
  return `!/${escaped}${type === 'directory' ? '/' : ''}`;
}

function ignoredInclusions(entry: InventoryEntry): readonly Inclusion[] {
  const rule = ruleOf(entry.detail);
  const open = rule ? [{ kind: 'openRule', ...rule } as const] : [];
  // Do not add a line to our own file that contradicts another line there: it would confuse readers.
  const isOurs = rule !== undefined && /(?:^|\/)\.semanticignore$/.test(rule.path);
  return isOurs ? open : [{ kind: 'addLine', line: lineThatIncludes(entry) }, ...open];
}

function excludedInclusions(
  { path }: InventoryEntry,
  detail: Text,
  originOf: OriginOfGlob,
): readonly Inclusion[] {
  if (exclusionOf(detail) === 'notIncluded') return [{ kind: 'addInclude', glob: escapeGlob(path) }];
  if (typeof detail !== 'string') return [];
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

/** @param origin of an ignore decision: `packages/.gitignore:3` */
function ruleOf(origin: Text | undefined): { path: string; line: number } | undefined {
  const [, path, line] = /^(.+):(\d+)$/s.exec(typeof origin === 'string' ? origin : '') ?? [];
  return path === undefined ? undefined : { path, line: Number(line) };
}
