import { documentedDefinitions } from '../../bench/passages/documentedDefinitions';
import { chunkAt, hashOf, headerOf, type TrainingFile, type TrainingPair, wordsOf } from './trainingPair';

/** Most lines below a comment that belong to it. */
const mostLinesAfterComment = 10;
/** Most lines of a comment. */
const mostCommentLines = 4;
const mostLinesOfTest = 40;

/** All pairs of a source file: the same in every run. */
export function codePairs(file: TrainingFile): TrainingPair[] {
  const lines = file.text.split('\n');
  return [
    ...commentPairs(file, lines),
    ...inlineCommentPairs(file, lines),
    ...testPairs(file, lines),
    ...namePairs(file),
    ...pathPairs(file),
  ];
}

/** The first sentence of a comment, and the definition below it or, for every other comment, its whole chunk. */
function commentPairs({ path, text, chunks }: TrainingFile, lines: readonly string[]): TrainingPair[] {
  return documentedDefinitions(text).map(({ question, comment, definition }) => {
    const chunk = chunkAt(chunks, definition.startLine);
    const whole = hashOf(question) % 2 === 0 ? chunk : undefined;
    const from = whole?.startLine ?? definition.startLine;
    const kept = lines
      .slice(from - 1, whole?.endLine ?? definition.endLine)
      .filter((_, i) => from + i < comment.startLine || from + i > comment.endLine);
    return { kind: 'comment', path, query: question, header: headerOf(chunk), text: kept.join('\n') };
  });
}

const inlineComment = /^\s+(?:\/\/|#|--)\s+(?<text>[A-Za-z].*)$/;
/** Code that is commented out, and remarks to tools. */
const notProse = /[{};=<>]|https?:|TODO|eslint|noqa/;

/** A comment within code, and the lines below it. */
function inlineCommentPairs({ path, chunks }: TrainingFile, lines: readonly string[]): TrainingPair[] {
  const pairs: TrainingPair[] = [];
  const textAt = (i: number): string | undefined => inlineComment.exec(lines[i] ?? '')?.groups?.['text'];
  for (let i = 0; i < lines.length; i++) {
    const start = i;
    const texts: string[] = [];
    for (let text = textAt(i); text !== undefined && texts.length < mostCommentLines; text = textAt(i)) {
      texts.push(text);
      i++;
    }
    const query = texts.join(' ');
    if (wordsOf(query) < 4 || wordsOf(query) > 30 || notProse.test(query)) continue;
    const below = lines.slice(i, i + mostLinesAfterComment);
    const blank = below.findIndex((line) => line.trim() === '');
    const text = (blank < 0 ? below : below.slice(0, blank)).join('\n');
    pairs.push({ kind: 'inlineComment', path, query, header: headerOf(chunkAt(chunks, start + 1)), text });
  }
  return pairs;
}

const testTitle =
  /^\s*(?:it|test|specify|should|scenario)(?:\.\w+)?(?:\s*\(\s*|\s+)(["'`])(?<title>(?:(?!\1).){12,120})\1/;

/** The title of a test, and its body. */
function testPairs({ path, chunks }: TrainingFile, lines: readonly string[]): TrainingPair[] {
  const indentationOf = (line: string): number => line.length - line.trimStart().length;
  return lines.flatMap((line, i): TrainingPair[] => {
    const query = testTitle.exec(line)?.groups?.['title'];
    if (query === undefined || wordsOf(query) < 3) return [];
    const body: string[] = [];
    for (const next of lines.slice(i + 1, i + mostLinesOfTest)) {
      if (next.trim() !== '' && indentationOf(next) <= indentationOf(line)) break;
      body.push(next);
    }
    const header = headerOf(chunkAt(chunks, i + 1)).replace(query, '');
    return [{ kind: 'testTitle', path, query, header, text: body.join('\n') }];
  });
}

/** The name of the longest definition of a chunk, and the chunk without this name. */
function namePairs({ path, chunks }: TrainingFile): TrainingPair[] {
  return chunks.flatMap((chunk): TrainingPair[] => {
    const lengthOf = (symbol: (typeof chunk.symbols)[number]): number => symbol.endLine - symbol.startLine;
    const [longest] = [...chunk.symbols].sort((a, b) => lengthOf(b) - lengthOf(a));
    const hasWords = longest !== undefined && /[a-z][A-Z_]|_[a-z]/.test(longest.name);
    if (!hasWords || lengthOf(longest) < 2) return [];
    const without = (text: string): string => text.replaceAll(longest.name, '');
    return [
      {
        kind: 'name',
        path,
        query: longest.name,
        header: without(headerOf(chunk)),
        text: without(chunk.text),
      },
    ];
  });
}

/** The path of a file, and one of its chunks. */
function pathPairs({ path, chunks }: TrainingFile): TrainingPair[] {
  const query = path
    .replace(/\.\w+$/, '')
    .split('/')
    .slice(-3)
    .join(' ');
  const chunk = chunks[hashOf(path) % Math.max(1, chunks.length)];
  return chunk ? [{ kind: 'path', path, query, header: headerOf(chunk), text: chunk.text }] : [];
}
