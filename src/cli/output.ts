import { visibleJson, visibleText } from '../common/text/visibleText';

/** Destination of text. */
export interface TextOutput {
  readonly isTTY?: boolean;
  /** Width of the terminal in characters. */
  readonly columns?: number;
  write(text: string): unknown;
}

/** A part of a line, and its style on a terminal. */
export interface Span {
  readonly text: string;
  readonly look: 'bold' | 'dim';
}

/** A line, without its line break. */
export type Line = string | readonly (string | Span)[];

/** Escape sequences that switch each style on and off. */
const looks = { bold: ['\x1b[1m', '\x1b[22m'], dim: ['\x1b[2m', '\x1b[22m'] } as const;

/**
 * Writes lines for people. All text output of the command line goes through this function: control characters from
 * files, names or servers are written as escapes, to a terminal and to a file alike, and a line stays one line.
 */
export function writeLines(output: TextOutput, lines: readonly Line[]): void {
  const isTerminal = output.isTTY === true;
  output.write(lines.map((line) => `${lineText(line, isTerminal)}\n`).join(''));
}

/** Writes a value as one line of JSON, without characters that control a terminal. */
export function writeJson(output: TextOutput, value: unknown): void {
  output.write(`${visibleJson(value)}\n`);
}

function lineText(line: Line, isTerminal: boolean): string {
  const spans = typeof line === 'string' ? [line] : line;
  return spans
    .map((span) => (typeof span === 'string' ? visibleText(span) : spanText(span, isTerminal)))
    .join('');
}

function spanText({ text, look }: Span, isTerminal: boolean): string {
  const [on, off] = isTerminal ? looks[look] : ['', ''];
  return `${on}${visibleText(text)}${off}`;
}
