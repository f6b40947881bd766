import * as l10n from '@vscode/l10n';
import type { IgnoreRule, InventoryEntry, PathExplanation } from '../../common/contracts/inventoryContract';
import type { MessageCode } from '../../common/messages/message';
import { textOf } from '../../common/messages/textOf';
import { joinParts } from '../../common/text/listText';
import {
  byWordsCount,
  byWordsText,
  chunkCount,
  failedCount,
  fileCount,
  sizeText,
  skippedCount,
} from './figures';
import { exclusionOf, reasonText, type OriginOfGlob } from './reasonText';

/** One check that applies to a path. */
export interface ExplanationRow {
  /** Name of a codicon. */
  readonly icon: 'check' | 'circle-slash' | 'error' | 'clock' | 'warning' | 'info';
  readonly text: string;
  readonly note?: string | undefined;
  /** The line that decided, if it is in a file. */
  readonly place?: { readonly path: string; readonly line: number } | undefined;
}

/** Explanation of why a path is or is not in the index. */
export interface ExplanationText {
  /** One sentence, without a full stop. */
  readonly verdict: string;
  readonly rows: readonly ExplanationRow[];
}

/** In the order in which they run. */
const checks = ['place', 'ignoreFiles', 'excludes', 'includes', 'name', 'size', 'content'] as const;
type Check = (typeof checks)[number];

/** Describes the checks of a path in order, up to the one that decided. */
export function explanationText(explanation: PathExplanation, originOf: OriginOfGlob): ExplanationText {
  const { entry, path, leftOutWith } = explanation;
  if (!entry) {
    const text = l10n.t('The file does not exist and is not in the index');
    return { verdict: text, rows: [{ icon: 'circle-slash', text }] };
  }
  const why = reasonText(entry, originOf);
  const asked = checksOf(entry);
  const rows: ExplanationRow[] = asked.passed.map((check) => passedRow(check, explanation, entry));
  if (leftOutWith !== undefined && leftOutWith !== path) {
    rows.unshift({
      icon: 'circle-slash',
      text: l10n.t('The folder {0} and everything in it is excluded', leftOutWith),
    });
  }
  if (entry.reason === 'ignored') {
    rows.push({ icon: 'info', text: l10n.t('Ignore files also apply to files tracked by Git') });
  }
  rows.push(lastRow(explanation, entry, why));
  if (entry.type === 'file' && entry.withoutVector) {
    const { chunks, message } = entry.withoutVector;
    rows.push({ icon: 'warning', text: byWordsText(chunks, entry.chunks), note: message });
  }
  return { verdict: verdictOf(entry, why), rows };
}

function verdictOf({ state }: InventoryEntry, why: string): string {
  switch (state) {
    case 'indexed':
      return l10n.t('Indexed');
    case 'waiting':
      return l10n.t('Waiting to be indexed: {0}', why);
    case 'skipped':
      return l10n.t('Not indexed: {0}', why);
    case 'failed':
      return l10n.t('Could not be indexed: {0}', why);
  }
}

function lastRow({ rule, provider }: PathExplanation, entry: InventoryEntry, why: string): ExplanationRow {
  const verdict = verdictOf(entry, why);
  switch (entry.state) {
    case 'indexed':
      return { icon: 'check', text: verdict, note: joinParts(...figuresOf(entry), provider.model) };
    case 'waiting':
      return { icon: 'clock', text: verdict };
    case 'failed':
      return { icon: 'error', text: verdict };
    case 'skipped':
      return { icon: 'circle-slash', text: verdict, note: rule?.text, place: rule };
  }
}

function figuresOf(entry: InventoryEntry): readonly string[] {
  if (entry.type === 'file') return [chunkCount(entry.chunks), entry.language ?? ''];
  const { indexed, chunks, skipped, failed, withoutVector = 0 } = entry.below;
  return [
    fileCount(indexed),
    chunkCount(chunks),
    withoutVector > 0 ? byWordsCount(withoutVector) : '',
    skipped > 0 ? skippedCount(skipped) : '',
    failed > 0 ? failedCount(failed) : '',
  ];
}

/** The checks that an entry has passed. */
function checksOf(entry: InventoryEntry): { passed: readonly Check[] } {
  const deciding = decidingCheck(entry);
  const all = entry.type === 'directory' ? checks.slice(0, 4) : checks;
  if (deciding !== undefined) return { passed: all.slice(0, Math.max(0, all.indexOf(deciding))) };
  // Waiting files have not been read yet.
  return { passed: entry.state === 'indexed' ? all : all.filter((check) => check !== 'content') };
}

/** The check that decided; undefined if the entry is neither skipped nor removed. */
function decidingCheck({ state, reason, detail }: InventoryEntry): Check | undefined {
  if (reason === 'removed') return 'place';
  if (state !== 'skipped') return undefined;
  switch (reason) {
    case 'ignored':
      return 'ignoreFiles';
    case 'excluded': {
      const what = exclusionOf(detail ?? '');
      return what === 'glob' ? 'excludes' : what === 'notIncluded' ? 'includes' : 'place';
    }
    case 'outside-workspace':
    case 'link-loop':
    case 'not-a-file':
      return 'place';
    case 'too-large':
    case 'empty':
    case 'unreadable':
      return 'size';
    case 'secret':
    case 'binary':
    case 'generated':
      return isForName(detail) ? 'name' : 'content';
    case undefined:
    default:
      return 'content';
  }
}

/** The details of a decision for which the content was not read. */
const nameDetails: ReadonlySet<MessageCode> = new Set([
  'secretName',
  'binaryExtension',
  'lockFile',
  'drawing',
  'generatedName',
]);

function isForName(detail: InventoryEntry['detail']): boolean {
  return typeof detail === 'object' && nameDetails.has(detail.code);
}

function passedRow(check: Check, explanation: PathExplanation, entry: InventoryEntry): ExplanationRow {
  return { icon: 'check', ...passedText(check, explanation, entry) };
}

function passedText(
  check: Check,
  { maxFileSizeBytes, keptBy }: PathExplanation,
  entry: InventoryEntry,
): Pick<ExplanationRow, 'text' | 'note' | 'place'> {
  switch (check) {
    case 'place':
      return { text: l10n.t('In the workspace, not a link, not version control') };
    case 'ignoreFiles':
      return keptBy?.rule ? ruleText(keptBy.rule) : { text: l10n.t('Not excluded by ignore files') };
    case 'excludes':
      return { text: l10n.t('Not excluded by settings or built-in rules') };
    case 'includes':
      return {
        text: l10n.t('Matches the include patterns'),
        note: keptBy?.include && `semanticSearch.include: ${keptBy.include}`,
      };
    case 'name':
      return keptBy?.secretName
        ? {
            text: l10n.t('File name of a secret file, indexed because of a setting'),
            note: 'semanticSearch.includeSecretFiles',
          }
        : keptBy?.includeGenerated !== undefined
          ? {
              text: l10n.t('Generated, indexed because of a setting'),
              note: generatedNote(keptBy.includeGenerated),
            }
          : { text: l10n.t('File name not binary, generated or secret') };
    case 'size': {
      const size = entry.type === 'file' ? entry.sizeBytes : undefined;
      const text = l10n.t('Readable, within the size limit');
      return size === undefined
        ? { text }
        : { text, note: l10n.t('{0} of {1}', sizeText(size), sizeText(maxFileSizeBytes)) };
    }
    case 'content':
      if (keptBy?.secretContent !== undefined) {
        return {
          text: l10n.t('Content may hold secrets, indexed because of a setting'),
          note: `${textOf(keptBy.secretContent)} · semanticSearch.includeSecretFiles`,
        };
      }
      return keptBy?.includeGenerated !== undefined
        ? { text: l10n.t('Content not binary or secret') }
        : { text: l10n.t('Content not binary, minified, generated or secret') };
  }
}

function generatedNote(glob: string): string {
  return `semanticSearch.includeGenerated: ${glob}`;
}

/** A line of an ignore file that includes a path again. */
function ruleText({ path, line, text }: IgnoreRule): Pick<ExplanationRow, 'text' | 'note' | 'place'> {
  return {
    text: l10n.t('Exception in an ignore file: {0}', `${path}:${line}`),
    note: text,
    place: { path, line },
  };
}
