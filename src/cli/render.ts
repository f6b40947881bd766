import type { StatusReport, WorkspaceIndexReport } from '../common/engineContract';
import type { SendingPlan } from '../common/providerInfo';
import type { SearchAnswer, SearchResult } from '../common/searchResult';

/** Lines of a preview shown below each result. */
const previewLines = 3;

/** Whether and how text is coloured. */
export interface Style {
  bold(text: string): string;
  dim(text: string): string;
}

export const plainStyle: Style = { bold: (text) => text, dim: (text) => text };

export const terminalStyle: Style = {
  bold: (text) => `\x1b[1m${text}\x1b[22m`,
  dim: (text) => `\x1b[2m${text}\x1b[22m`,
};

/** Results for people: `path:line` first, so that terminals make it a link. */
export function renderAnswer(answer: SearchAnswer, style: Style): string {
  if (answer.results.length === 0) {
    return answer.index.chunks === 0 ? 'Nothing is indexed here.\n' : 'Nothing found.\n';
  }
  const foot = `${answer.results.length} results in ${answer.tookMs.toFixed(1)} ms from ${count(answer.index.files, 'file')}`;
  return `${answer.results.map((result) => renderResult(result, style)).join('\n')}\n${style.dim(foot)}\n`;
}

function renderResult(result: SearchResult, style: Style): string {
  const head = `${style.bold(`${result.path}:${result.startLine}`)}${style.dim(`-${result.endLine}`)}`;
  const symbol = result.symbol ? `  ${result.symbol}` : '';
  const matched = style.dim(`  [${result.matchedBy.join(', ')}]`);
  const preview = result.preview
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, previewLines)
    .map((line) => style.dim(`    ${printable(line)}`));
  return [`${head}${symbol}${matched}`, ...preview].join('\n') + '\n';
}

/** A line of a file as it may be shown on a terminal: not too long, no control characters. */
function printable(line: string, longest = 160): string {
  return line
    .slice(0, longest)
    .replaceAll('\t', '  ')
    .replace(/[\x00-\x1f\x7f-\x9f]/g, '');
}

/** What an index run did, for people; on stderr. */
export function renderReport(report: WorkspaceIndexReport): string {
  const lines = [
    `${count(report.files, 'file')}, ${count(report.chunks, 'chunk')} indexed in ${(report.tookMs / 1000).toFixed(1)} s ` +
      `(${report.embedded} embedded, ${report.reused} reused, ${report.removed} removed)`,
  ];
  const reasons = new Map<string, number>();
  for (const { reason } of report.skipped) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  if (reasons.size > 0) {
    const list = [...reasons].sort((a, b) => b[1] - a[1]).map(([reason, number]) => `${number} ${reason}`);
    lines.push(`Skipped: ${list.join(', ')} (--json lists each)`);
  }
  for (const { path, reason } of report.failed.slice(0, 10)) lines.push(`Failed: ${path}: ${reason}`);
  if (report.failed.length > 10) lines.push(`and ${report.failed.length - 10} more`);
  lines.push(...renderWithoutVector(report.withoutVector));
  for (const { path, reason } of report.provisional.slice(0, 10)) {
    lines.push(`Not divided on syntax, tried again in the next run: ${path}: ${reason}`);
  }
  if (report.provisional.length > 10) lines.push(`and ${report.provisional.length - 10} more`);
  return `${lines.join('\n')}\n`;
}

/** Files that are partly found by their words only, and what the provider said. */
function renderWithoutVector(files: WorkspaceIndexReport['withoutVector']): string[] {
  if (files.length === 0) return [];
  const listed = files
    .slice(0, 10)
    .map(({ path, message }) => `  ${printable(path)}: ${printable(message, 500)}`);
  return [
    `${count(files.length, 'file')} ${files.length === 1 ? 'has' : 'have'} passages that the provider could not embed; ` +
      'they are found by their words.',
    ...listed,
    ...(files.length > 10 ? [`  and ${files.length - 10} more (--json lists each)`] : []),
  ];
}

/** What indexing would send, for people. */
export function renderPlan({ files, chunks, tokens, known, heldBack, masked }: SendingPlan): string {
  return [
    `To send    ${count(chunks, 'text')} of ${count(files.length, 'file')}, about ${count(tokens, 'token')}`,
    `Known      ${count(known, 'text')}, not sent again`,
    `Held back  ${count(heldBack.length, 'file')} that look secret`,
    ...heldBack.map(({ path, detail }) => `           ${path}: ${detail}`),
    `Masked     ${count(masked.length, 'string')} that look secret`,
    ...masked.map(({ path, line, what }) => `           ${path}:${line}: ${what}`),
    '',
  ].join('\n');
}

export function renderStatus(status: StatusReport): string {
  const { provider } = status;
  return [
    `Workspace  ${status.workspace}`,
    `State      ${status.state}`,
    `Indexed    ${count(status.files, 'file')}, ${count(status.chunks, 'chunk')}`,
    ...(status.filesWithoutVector > 0
      ? [
          `By words   ${count(status.filesWithoutVector, 'file')} with passages that the provider could not embed`,
        ]
      : []),
    `Model      ${provider.id}, ${provider.model}, ${provider.dimensions} dimensions${provider.host ? `, ${provider.host}` : ''}`,
    `Index      ${status.indexDirectory} (${(status.sizeBytes / 1e6).toFixed(1)} MB)`,
    '',
  ].join('\n');
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
