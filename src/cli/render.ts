import type { StatusReport, FolderRunSummary } from '../common/contracts/engineContract';
import { shownError, type ErrorFacts } from '../common/errors/errors';
import { modelText } from '../common/text/modelText';
import { textOf } from '../common/messages/textOf';
import type {
  FileWithoutVector,
  PathReason,
  SharedCounts,
  SnapshotUse,
} from '../common/contracts/indexReport';
import type { SendingPlan } from '../common/contracts/providerInfo';
import { shortCommit, snapshotText } from '../common/text/snapshotText';
import type { SearchAnswer, SearchResult, SiblingResult } from '../common/contracts/searchResult';
import type { Line, Span } from './output';

/** Lines of a preview shown below each result. */
const previewLines = 3;
/** Most characters of a line that are shown. */
const mostColumns = 160;

/** An error of the engine in one line: code, what happened, what to do. */
export function errorText(facts: ErrorFacts): string {
  const { code, message, hint } = shownError(facts);
  return `${code}: ${message} ${hint}`;
}

/** Results as readable text: `path:line` first, so that terminals make it a link. */
export function renderAnswer({ results, index, reranking, tookMs }: SearchAnswer): Line[] {
  if (results.length === 0) return [index.chunks === 0 ? 'Nothing is indexed here.' : 'Nothing found.'];
  const refined =
    reranking && reranking.count > 0
      ? `, ${reranking.count} refined by ${reranking.by} in ${reranking.tookMs.toFixed(0)} ms`
      : '';
  const foot = `${results.length} results in ${tookMs.toFixed(1)} ms from ${count(index.files, 'file')}${refined}`;
  const likely = results.filter(({ isLessLikely }) => !isLessLikely).flatMap(renderResult);
  const others = results.filter(({ isLessLikely }) => isLessLikely).flatMap(renderResult);
  return [...likely, ...(others.length > 0 ? [[dim('Less likely:')], ''] : []), ...others, [dim(foot)]];
}

function renderResult({
  path,
  startLine,
  endLine,
  symbol,
  matchedBy,
  preview,
  siblings = [],
}: SearchResult): Line[] {
  const lines = preview
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, previewLines)
    .map((line) => [dim(`    ${line.slice(0, mostColumns).replaceAll('\t', '  ')}`)]);
  return [
    [
      bold(`${path}:${startLine}`),
      dim(`-${endLine}`),
      symbol ? `  ${symbol}` : '',
      dim(`  [${matchedBy.join(', ')}]`),
      dim(siblings.length > 0 ? `  + ${siblingsText(siblings)}` : ''),
    ],
    ...lines,
    '',
  ];
}

/** `9 translations, 1 copy` */
function siblingsText(siblings: readonly SiblingResult[]): string {
  const copies = siblings.filter(({ relation }) => relation === 'copy').length;
  const translations = siblings.length - copies;
  const parts = [
    translations > 0 && count(translations, 'translation'),
    copies > 0 && (copies === 1 ? '1 copy' : `${copies} copies`),
  ];
  return parts.filter(Boolean).join(', ');
}

function bold(text: string): Span {
  return { text, look: 'bold' };
}

function dim(text: string): Span {
  return { text, look: 'dim' };
}

/** Most unreadable files, and most files not chunked by syntax, that are listed. */
const namedUnread = 10;
const namedProvisional = 10;

/** The counts of a run, and the paths that could not be read or embedded. */
type ReportedRun = Omit<FolderRunSummary, 'withoutVector' | 'provisional'> & {
  readonly unread: readonly PathReason[];
  readonly withoutVector: readonly FileWithoutVector[];
  readonly provisional: readonly PathReason[];
};

/** The result of an index run as readable text; on stderr. */
export function renderReport({ unread, withoutVector, provisional, ...report }: ReportedRun): Line[] {
  const lines = [
    `${count(report.files, 'file')}, ${count(report.chunks, 'chunk')} indexed in ${(report.tookMs / 1000).toFixed(1)} s ` +
      `(${report.embedded} embedded, ${report.reused} reused, ${report.removed} removed)`,
  ];
  lines.push(...renderSnapshot(report.snapshot), ...renderShared(report.shared));
  const reasons = Object.entries(report.skippedBy);
  if (reasons.length > 0) {
    const list = reasons.sort((a, b) => b[1] - a[1]).map(([reason, number]) => `${number} ${reason}`);
    lines.push(`Skipped: ${list.join(', ')} (--json lists each)`);
  }
  const { unreadable } = report;
  if (unreadable > 0) lines.push(unreadText(unreadable));
  for (const { path, reason } of unread.slice(0, namedUnread)) lines.push(`Failed: ${path}: ${reason}`);
  if (unreadable > namedUnread) lines.push(`and ${unreadable - namedUnread} more`);
  lines.push(...renderWithoutVector(withoutVector));
  for (const { path, reason } of provisional.slice(0, namedProvisional)) {
    lines.push(`Split by lines for now, retried in the next run: ${path}: ${reason}`);
  }
  if (provisional.length > namedProvisional) lines.push(`and ${provisional.length - namedProvisional} more`);
  return lines;
}

function renderSnapshot(snapshot: SnapshotUse | undefined): string[] {
  if (!snapshot) return [];
  const { action, commit, place, files, bytes, missing, fault } = snapshot;
  const isRead = action === 'read';
  const lacking =
    missing > 0 ? `; ${count(missing, 'part')} ${isRead ? 'not used' : 'not written'}: ${fault ?? ''}` : '';
  return [
    `Snapshot: ${count(files, 'file')} of commit ${shortCommit(commit)} ` +
      `${isRead ? 'read from' : 'published to'} ${place} (${(bytes / 1e6).toFixed(1)} MB)${lacking}`,
  ];
}

/** What was read from the shared results and written to them. */
function renderShared(shared: SharedCounts | undefined): string[] {
  if (!shared) return [];
  const { place, vectors, found, absent, bad, written, present, unwritten, fault } = shared;
  const isRead = found + absent + bad > 0;
  const isWritten = written + present + unwritten > 0;
  return [
    ...(isRead
      ? [
          `Shared: ${count(vectors, 'vector')} of ${count(found, 'file')} read from ${place}; ${absent} files not there` +
            (bad > 0 ? `, ${bad} damaged and not used` : ''),
        ]
      : []),
    ...(isWritten
      ? [
          `Published to ${place}: ${count(written, 'file')} written, ${present} there already, ${unwritten} failed`,
        ]
      : []),
    ...(fault === undefined ? [] : [`Shared results: ${fault}`]),
  ];
}

/** Files that are found partly by their words only, and the provider's error. */
function renderWithoutVector(files: readonly FileWithoutVector[]): string[] {
  if (files.length === 0) return [];
  const listed = files.slice(0, 10).map(({ path, message }) => `  ${path}: ${message.slice(0, 500)}`);
  return [
    `${count(files.length, 'file')} ${files.length === 1 ? 'has' : 'have'} chunks that the provider could not embed; ` +
      'keyword matches only.',
    ...listed,
    ...(files.length > 10 ? [`  and ${files.length - 10} more (--json lists each)`] : []),
  ];
}

/** The plan of what indexing would send, as readable text. */
export function renderPlan(plan: SendingPlan): Line[] {
  const { files, chunks, tokens, known, shared, heldBack, masked, unread } = plan;
  return [
    `To send    ${count(chunks, 'text')} of ${count(files.length, 'file')}, about ${count(tokens, 'token')}`,
    `Known      ${count(known, 'text')}, not sent again`,
    ...(shared && shared.place !== ''
      ? [`Shared     ${count(shared.vectors, 'vector')} read from ${shared.place}`]
      : []),
    ...(shared?.snapshot ? [`Snapshot   ${snapshotText(shared.snapshot)}`] : []),
    ...(shared?.fault === undefined ? [] : [`Shared     ${shared.fault}`]),
    `Not sent   ${count(heldBack.length, 'file')} that may hold secrets`,
    ...heldBack.map(({ path, detail }) => `           ${path}: ${textOf(detail)}`),
    `Masked     ${count(masked.length, 'string')} that may be secrets`,
    ...masked.map(({ path, line, what }) => `           ${path}:${line}: ${textOf(what)}`),
    ...(unread.length > 0 ? [`Not read   ${unreadText(unread.length)}, and may be sent later`] : []),
    ...unread.map(({ path, reason }) => `           ${path}: ${reason}`),
  ];
}

/** The lines that `status` prints without `--json`. */
export function renderStatus(status: StatusReport): Line[] {
  const { provider } = status;
  return [
    `Workspace  ${status.workspace}`,
    `State      ${status.state}${status.unreadable > 0 ? `, ${unreadText(status.unreadable)}` : ''}`,
    `Indexed    ${count(status.files, 'file')}, ${count(status.chunks, 'chunk')}`,
    ...(status.fault ? [`Problem    ${errorText(status.fault)}`] : []),
    ...(status.filesWithoutVector > 0
      ? [
          `Keywords   ${count(status.filesWithoutVector, 'file')} with chunks that the provider could not embed`,
        ]
      : []),
    `Model      ${provider.id}, ${modelText(provider)}, ${provider.dimensions} dimensions${provider.host ? `, ${provider.host}` : ''}`,
    ...(status.snapshot ? [`Snapshot   ${snapshotText(status.snapshot)}`] : []),
    `Index      ${status.indexDirectory} (${(status.sizeBytes / 1e6).toFixed(1)} MB)`,
  ];
}

function unreadText(unreadable: number): string {
  return `${count(unreadable, 'file')} could not be read`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
