import type { LineRange } from '../../common/contracts/evaluation';
import type { SymbolKind } from '../../common/contracts/symbolKind';
import type { SymbolDefinition } from '../chunking/chunk';
import { blockComments } from '../corpus/blockComments';
import type { FoundQuestion } from './foundQuestion';
import { sentenceOf } from './questionText';

const documentedKinds: ReadonlySet<SymbolKind> = new Set<SymbolKind>([
  ...(['class', 'interface', 'struct', 'enum', 'trait', 'type', 'module'] as const),
  ...(['function', 'method', 'constructor', 'macro'] as const),
]);

/** A definition with fewer lines of code than this has too little to be found by. */
const fewestLines = 3;
/** Longest part of a definition that counts as the answer: a whole class would be found by any of its lines. */
const mostLines = 60;
/** People rarely ask for tests, and the ranking puts them last. */
const tests =
  /(?:^|[/_.-])(?:tests?|specs?|testing|testdata|fixtures?|mocks?|benchmarks?)(?:$|[/_.-])|Tests?\.\w+$/;
/** A docstring begins within this many lines below the name. */
const docstringWithin = 12;

const lineMark = /^\s*(\/\/+!?|#+!?(?!\[)['|]?|--+(?!\[\[)\s?\|?|;+|%+)(?:\s|$)/;
/** A line between a comment and its definition. */
const annotation = /^\s*(?:@[\w.]+|#\[|\[\w[^\]]*\]\s*$)/;
const docstringStart = /^\s*[rRuU]?("""|''')/;

/**
 * A question for each documented definition of a source file: the first sentence of the comment above it, or of its
 * docstring.
 *
 * @param lines of the file
 * @param symbols of its chunks
 */
export function commentQuestions(
  lines: readonly string[],
  symbols: readonly SymbolDefinition[],
  { path, language }: { readonly path: string; readonly language: string },
): FoundQuestion[] {
  if (tests.test(path)) return [];
  return symbols.flatMap((symbol) => {
    if (!documentedKinds.has(symbol.kind)) return [];
    const comment = commentAbove(lines, symbol) ?? docstringBelow(lines, symbol);
    if (!comment) return [];
    const { taken } = comment;
    const startLine = taken.startLine <= symbol.startLine ? taken.endLine + 1 : symbol.startLine;
    const answer = { startLine, endLine: Math.min(symbol.endLine, startLine + mostLines - 1) };
    const text = sentenceOf(comment.text, symbol.name);
    if (text === undefined || linesOfCode(lines, answer, taken) < fewestLines) return [];
    return [{ kind: 'comment', text, paths: [path], language, lines: answer, taken }];
  });
}

interface Comment {
  readonly text: string;
  readonly taken: LineRange;
}

/** The comments between the start of a definition, or the code before it, and its name. */
function commentAbove(lines: readonly string[], { line, startLine }: SymbolDefinition): Comment | undefined {
  let last = Math.min(line, Math.max(startLine, 1)) - 1;
  if (!isComment(lines[last])) {
    // Some grammars do not count the comment as a part of the definition.
    last--;
    while (last >= 0 && annotation.test(lines[last]!)) last--;
  } else {
    last = line - 2;
    while (last >= startLine - 1 && !endsComment(lines[last])) last--;
  }
  if (last < 0 || !endsComment(lines[last])) return undefined;
  const first = firstLineOf(lines, last);
  if (first === undefined) return undefined;
  const text = lines
    .slice(first, last + 1)
    .map(withoutMarks)
    .join('\n');
  return { text, taken: { startLine: first + 1, endLine: last + 1 } };
}

function isComment(line = ''): boolean {
  return lineMark.test(line) || blockComments.some(([open]) => line.trimStart().startsWith(open));
}

function endsComment(line = ''): boolean {
  const text = line.trimEnd();
  return lineMark.test(line) || closingMark(text) !== undefined;
}

function closingMark(text: string): (typeof blockComments)[number] | undefined {
  return blockComments.find(([open, close]) => open !== close && text.endsWith(close));
}

/** 0-based first line of the comment that ends in a line; undefined if there is code before it on its line. */
function firstLineOf(lines: readonly string[], last: number): number | undefined {
  const block = closingMark(lines[last]!.trimEnd());
  let first = last;
  if (block) {
    while (first > 0 && !lines[first]!.includes(block[0])) first--;
    return lines[first]!.trimStart().startsWith(block[0]) ? first : undefined;
  }
  const mark = lineMark.exec(lines[last]!)![1]!.charAt(0);
  while (first > 0 && lineMark.exec(lines[first - 1]!)?.[1]?.startsWith(mark)) first--;
  return first;
}

function docstringBelow(lines: readonly string[], { line, endLine }: SymbolDefinition): Comment | undefined {
  const end = Math.min(endLine, line + docstringWithin);
  let first = line;
  while (first < end && !docstringStart.test(lines[first]!)) first++;
  const quote = docstringStart.exec(lines[first] ?? '')?.[1];
  if (first >= end || quote === undefined || !/:\s*(?:#.*)?$/.test(lines[first - 1]!)) return undefined;
  let last = first;
  const isClosed = lines[first]!.split(quote).length > 2;
  while (!isClosed && last < endLine - 1 && (last === first || !lines[last]!.includes(quote))) last++;
  const text = lines
    .slice(first, last + 1)
    .join('\n')
    .replaceAll(/[rRuU]?(?:"""|''')/g, '');
  return { text, taken: { startLine: first + 1, endLine: last + 1 } };
}

function withoutMarks(line: string): string {
  return line
    .replace(
      /^\s*(?:\/\*+!?|\*+(?!\/)|\/\/+!?|#+!?['|]?|--+(?:\[\[)?\s?\|?|;+|%+|\(\*+|\{-\s?\|?|<!--)?\s?/,
      '',
    )
    .replace(/\s*(?:\*+\/|\*\)|-\}|-->|\]\])\s*$/, '')
    .replaceAll(/<\/?\w+[^<>]*>/g, '')
    .replaceAll(/\{@\w+ ([^}]*)\}/g, '$1')
    .replaceAll(/`([^`]*)`/g, '$1')
    .replaceAll(/\[([^[\]]+)\](?:\[[^\]]*\])?/g, '$1')
    .trim();
}

function linesOfCode(lines: readonly string[], answer: LineRange, taken: LineRange): number {
  let count = 0;
  for (let line = answer.startLine; line <= Math.min(answer.endLine, lines.length); line++) {
    if (line >= taken.startLine && line <= taken.endLine) continue;
    if (/[\p{L}\p{N}]/u.test(lines[line - 1]!)) count++;
  }
  return count;
}
