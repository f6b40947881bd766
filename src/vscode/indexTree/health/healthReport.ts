import type { ErrorCode } from '../../../common/errors/errors';
import { formatCount } from '../../../common/text/countText';
import type { IndexState } from '../../../common/contracts/indexState';
import type { InventoryCounts, LastRun } from '../../../common/contracts/inventoryContract';
import { sizeText } from '../figures';
import type { LoggedCode } from './recentCodes';
import type { SafeSetting } from './safeSettings';
import { visibleText } from '../../../common/text/visibleText';

/** Report of one workspace folder, without its name. */
export interface FolderHealth {
  readonly isVirtual: boolean;
  readonly counts?: InventoryCounts | undefined;
  readonly skippedBy?: Readonly<Record<string, number>> | undefined;
  /** Number of files with chunks that the provider could not embed, by error code. */
  readonly withoutVectorBy?: Readonly<Record<string, number>> | undefined;
  readonly sizeBytes?: number | undefined;
  readonly lastRun?: LastRun | undefined;
  /** Why nothing else could be read. */
  readonly trouble?: ErrorCode | undefined;
}

/** Data of a health report. */
export interface HealthFacts {
  readonly versions: Readonly<Record<string, string>>;
  readonly window: Readonly<Record<string, string | number | boolean>>;
  readonly state: IndexState;
  readonly provider: {
    readonly id: string;
    readonly model: string;
    readonly dimensions: number | undefined;
    /** The model that embeds questions, if it is another one. */
    readonly queryModel?: string | undefined;
    readonly host: string;
  };
  readonly folders: readonly FolderHealth[];
  readonly settings: readonly SafeSetting[];
  readonly codes: readonly LoggedCode[];
}

/**
 * Health report for bug reports, in Markdown: versions, counts, codes. Contains no code, queries, keys, addresses, or names of
 * files and folders. Always in English, for the maintainers.
 */
export function healthReport({
  versions,
  window,
  state,
  provider,
  folders,
  settings,
  codes,
}: HealthFacts): string {
  return [
    '## Semantic Search: health report',
    section('Versions', entriesOf(versions)),
    section('Window', entriesOf({ ...window, folders: folders.length })),
    section('Index', stateLines(state)),
    section('Model', [
      `provider: ${provider.id}`,
      `model: ${provider.model}`,
      ...(provider.queryModel === undefined ? [] : [`model of questions: ${provider.queryModel}`]),
      ...(provider.dimensions === undefined ? [] : [`dimensions: ${provider.dimensions}`]),
      `texts are sent to: ${provider.host}`,
    ]),
    ...folders.map((folder, i) => section(`Folder ${i + 1}`, folderLines(folder))),
    section(
      'Settings that differ from their defaults',
      settings.map(({ name, value }) => `${name}: ${value}`),
    ),
    section('Last warnings and errors in the log, by code', codes.map(codeLine)),
    '',
  ].join('\n\n');
}

function section(title: string, lines: readonly string[]): string {
  return [
    `### ${title}`,
    '',
    ...(lines.length > 0 ? lines.map((line) => `- ${visibleText(line)}`) : ['- none']),
  ].join('\n');
}

function entriesOf(facts: Readonly<Record<string, string | number | boolean>>): string[] {
  return Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
}

function stateLines(state: IndexState): string[] {
  const { next, published } = state;
  return [
    `state: ${state.kind}`,
    ...(state.kind === 'failed' ? [`error: ${state.error.code}`] : []),
    ...(state.kind === 'ready' && state.failedFiles > 0
      ? [`could not be read: ${formatCount(state.failedFiles)}`]
      : []),
    ...(state.kind === 'building' ? [`done: ${state.done} of ${state.total}`] : []),
    ...(published
      ? [
          `published index: ${published.kind}${published.kind === 'notUsed' ? `, ${published.error.code}` : ''}`,
        ]
      : []),
    ...(next ? [`next index: ${next.kind}${next.kind === 'failed' ? `, ${next.error.code}` : ''}`] : []),
  ];
}

function folderLines({
  isVirtual,
  counts,
  skippedBy = {},
  withoutVectorBy = {},
  sizeBytes,
  lastRun,
  trouble,
}: FolderHealth): string[] {
  return [
    ...(isVirtual ? ['virtual: true'] : []),
    ...(trouble === undefined ? [] : [`error: ${trouble}`]),
    ...(counts
      ? [
          `indexed: ${formatCount(counts.indexed)} files, ${formatCount(counts.chunks)} chunks`,
          `failed: ${formatCount(counts.failed)}`,
          ...(counts.withoutVector === undefined
            ? []
            : [
                `partly without vectors: ${formatCount(counts.withoutVector)} files${countsText(withoutVectorBy)}`,
              ]),
          `skipped: ${formatCount(counts.skipped)}${countsText(skippedBy)}`,
        ]
      : []),
    ...(sizeBytes === undefined ? [] : [`size: ${sizeText(sizeBytes)}`]),
    ...(lastRun
      ? [`last check: ${new Date(lastRun.endedAtMs).toISOString()}, took ${Math.round(lastRun.tookMs)} ms`]
      : []),
  ];
}

/** ` (binary 3, empty 1)`, most first; empty if there are none. */
function countsText(counts: Readonly<Record<string, number>>): string {
  const parts = Object.entries(counts)
    .sort((a, b) => b[1] - a[1])
    .map(([name, count]) => `${name} ${formatCount(count)}`);
  return parts.length > 0 ? ` (${parts.join(', ')})` : '';
}

function codeLine({ level, code, atMs }: LoggedCode): string {
  return `${new Date(atMs).toISOString()} ${level} ${code ?? 'no code'}`;
}
