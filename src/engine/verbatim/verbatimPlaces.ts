import { linesOf } from '../freshness/freshness';
import { readPastedText, type PastedText } from '../pasted/pastedText';
import type { Evidence } from '../ranking/rank';
import { likelyChunks, type LikelyChunk } from './likelyChunks';
import { isConfiguration } from '../pasted/keyPath';
import { ConfiguredKey } from './readings/configuredKey';
import { DeclaredRoute } from './readings/declaredRoute';
import { DistinctTokens, ofTokens } from './readings/distinct';
import { JoinedTitles } from './readings/joinedTitles';
import { LettersInOrder } from './readings/lettersInOrder';
import { Printed } from './readings/printed';
import type { Found, ReadChunkText, Reading } from './readings/reading';
import { WordsInOrder } from './readings/wordsInOrder';
import { certain } from './strength';
import { wordSequence, type WordSequence } from './wordSequence';

/** A chunk that contains the text of a query verbatim, or as a program prints it. */
export interface VerbatimPlace {
  /** Position of its shard, and number of the chunk within it. */
  readonly shard: number;
  readonly chunk: number;
  /** Current lines of the file that contain it; 1-based, inclusive. */
  readonly line: number;
  readonly endLine: number;
  /** Higher is more of the query: see `strength`; otherwise a part. */
  readonly strength: number;
}

/** The most chunks that count if they have only the distinct tokens of the query. */
const mostOfTokens = 4;

/** The current text of the file of a chunk, and the lines of the chunk; undefined if they are gone. */
export type ReadChunk = (
  shard: number,
  chunk: number,
) => Promise<{ readonly fileText: string; readonly startLine: number; readonly endLine: number } | undefined>;

/** Fewer words are a name or a topic; with punctuation, two are code. */
const leastWords = 3;
const leastWordsOfWritten = 2;
/** The name of one thing, as `com.shop.cart.Cart`: the user searches for its definition, not for mentions. */
const qualifiedName = /^[\p{L}\p{N}_$.:#]+$/u;

/** Punctuation and digits, which distinguish a message or code from a question; an ellipsis cuts one. */
const writtenSign = /["`:;=(){}[\]<>%$#@\\/|*+&_…]|\d|\.{3}/;

/**
 * Number of chunks to read, and the least share of the indexed words that they contain; more if the query does not
 * look like a question.
 */
const readOfQuestion = { most: 12, least: 0.95 };
/** The last word of a text may be cut: then few chunks, or none, have all of its words. */
const readOfCut = { most: 4, least: 0.7 };
const readOfWritten = { most: 32, least: 0.3 };
/** A text in the language of the question lacks the words that only its translation has. */
const readOfTranslated = { most: 24, least: 0.6 };
/**
 * Of a message, values are known that no literal has, and the rest may be common words: if none of the first chunks
 * printed it, others with most of its words are read.
 */
const leastWordsOfMessage = 4;
const furtherForMessage = { most: 96, least: 0.45 };

/**
 * The places that contain a query verbatim: nearly all of its words in a row, whatever punctuation is between them,
 * or a literal that printed it. The strongest first.
 */
export async function verbatimPlaces(evidence: Evidence, read: ReadChunk): Promise<VerbatimPlace[]> {
  const { query } = evidence;
  const { text, alternatives, pasted = readPastedText(text) } = query;
  const { words } = wordSequence(text);
  const isWritten = writtenSign.test(pasted.original);
  const leastOfQuery = isWritten ? leastWordsOfWritten : leastWords;
  const isName = words.length < leastOfQuery || isQualifiedName(text.trim(), words.length);
  if (isName && !pasted.route && !pasted.test && !pasted.keys) return [];
  const { most, least } = isWritten ? readOfWritten : alternatives ? readOfTranslated : readOfQuestion;
  const isQuestion = /[?？]\s*$/.test(text);
  const readings = readingsOf(pasted, isWritten, isQuestion);
  const isMessage =
    isWritten &&
    (words.length >= leastWordsOfMessage || pasted.route !== undefined || pasted.test !== undefined) &&
    !isQuestion;
  const likely = likelyChunks(
    evidence,
    isMessage ? most + furtherForMessage.most : most,
    Math.min(least, readOfCut.least),
  )
    .filter(({ cover }, i) => cover >= least || i < readOfCut.most)
    // A name may also be a path of keys, which only these files have.
    .filter((chunk) => !isName || !pasted.keys || isConfiguration(pathOf(evidence, chunk)));
  const find = async (chunks: readonly LikelyChunk[]): Promise<VerbatimPlace[]> => {
    const places = await Promise.all(chunks.map((chunk) => placeIn(evidence, chunk, readings, read)));
    return places.filter((place) => place !== undefined);
  };
  const first = await find(likely.slice(0, most));
  const isFound = first.some(({ strength }) => strength >= certain);
  const places = isFound
    ? first
    : [...first, ...(await find(likely.slice(most).filter(({ cover }) => cover >= furtherForMessage.least)))];
  const stronger = places.filter(({ strength }) => strength > ofTokens);
  if (stronger.length > 0) return stronger.sort((a, b) => b.strength - a.strength);
  // A token of many places does not identify one.
  return places.length > mostOfTokens ? [] : places;
}

/** In a script without spaces, a text without punctuation has more words than a name has parts. */
function isQualifiedName(text: string, words: number): boolean {
  return qualifiedName.test(text) && words <= text.split(/[.:#]+/).length;
}

/** The ways to read a query. In a chunk, the strongest match of a group counts, and the first group with one. */
function readingsOf(pasted: PastedText, isWritten: boolean, isQuestion: boolean): Reading[][] {
  const { route, keys, test, message, tokens } = pasted;
  return [
    [
      ...(route ? [new DeclaredRoute(route)] : []),
      ...(keys ? [new ConfiguredKey(keys)] : []),
      ...(test ? [new JoinedTitles(test.titles, true)] : []),
    ],
    [new WordsInOrder(route ? { ...pasted, message: pasted.excerpt } : pasted, isWritten)],
    [new LettersInOrder(pasted)],
    // Some runners join titles with spaces, without a mark of theirs.
    test || isQuestion ? [] : [new JoinedTitles([message], false)],
    isWritten ? [new Printed(pasted)] : [],
    isWritten ? [new DistinctTokens(tokens)] : [],
  ];
}

function pathOf({ shards }: Evidence, { shard, chunk }: Pick<LikelyChunk, 'shard' | 'chunk'>): string {
  const { files, chunks } = shards[shard]!;
  return files[chunks.files[chunk]!]!.path;
}

async function placeIn(
  evidence: Evidence,
  { shard, chunk }: LikelyChunk,
  readings: readonly (readonly Reading[])[],
  read: ReadChunk,
): Promise<VerbatimPlace | undefined> {
  const now = await read(shard, chunk);
  if (!now) return undefined;
  const lines = linesOf(now.fileText, now.startLine, now.endLine);
  const found = findIn(readings, {
    path: pathOf(evidence, { shard, chunk }),
    text: lines.join('\n'),
    before: () => linesOf(now.fileText, 1, now.startLine - 1).join('\n'),
  });
  return (
    found && {
      ...{ shard, chunk, strength: found.strength },
      line: now.startLine + lineOf(lines, found.start),
      endLine: now.startLine + lineOf(lines, found.end),
    }
  );
}

function findIn(
  readings: readonly (readonly Reading[])[],
  chunk: Omit<ReadChunkText, 'words'>,
): Found | undefined {
  let sequence: WordSequence | undefined;
  // Not needed for most texts.
  const words = (): WordSequence => (sequence ??= wordSequence(chunk.text));
  for (const group of readings) {
    let best: Found | undefined;
    for (const reading of group) {
      const found = reading.find({ ...chunk, words });
      if (found && found.strength > (best?.strength ?? 0)) best = found;
    }
    if (best) return best;
  }
  return undefined;
}

/** Number of the line, from 0, at a position in the joined lines. */
function lineOf(lines: readonly string[], position: number): number {
  let end = 0;
  for (const [i, line] of lines.entries()) {
    end += line.length + 1;
    if (position < end) return i;
  }
  return lines.length - 1;
}
