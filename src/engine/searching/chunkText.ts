import { boilerplateLines } from '../chunking/boilerplate';
import { withoutEmbeddedData } from '../corpus/embeddedData';
import { linesOfChunk, textOfChunk, type FreshChunk } from '../freshness/freshness';
import type { Evidence } from '../ranking/rank';
import { shownTerms } from '../retrieval/query';
import type { ScannedText } from '../retrieval/scannedText';
import type { TermAnalyzer } from '../retrieval/terms';
import type { WantedTerms } from '../retrieval/wantedTerms';

/** Lines visible at a glance: the lines that match the query best should be among the first of a preview. */
export const glanceLines = 4;

/** The beginning is shown unless other lines match the query by this factor better. */
const startAdvantage = 1.2;

/** The terms of a query and their weights. */
export type TermEvidence = Pick<Evidence, 'query' | 'statistics'>;

/** 1-based, inclusive. */
interface LineRange {
  readonly startLine: number;
  readonly endLine: number;
}

/** What is read in a chunk, whatever the query is. */
interface ReadableChunk {
  /** The lines as one text, with a line feed between two of them. Embedded data is replaced. */
  readonly scanned: ScannedText;
  readonly lines: readonly string[];
  /** See `boilerplateLines`. */
  readonly isBoilerplate: readonly boolean[];
}

/** The terms of most lines. */
const nothing: readonly number[] = [];

const readableChunks = new WeakMap<FreshChunk, ReadableChunk>();

/**
 * Computed once for each chunk, because `RecentFiles` keeps chunks for the next queries.
 *
 * @param language id of the language of the chunk's file, always the same for a chunk
 */
function readableChunk(chunk: FreshChunk, language: string, analyzer: TermAnalyzer): ReadableChunk {
  let readable = readableChunks.get(chunk);
  if (!readable) {
    const original = textOfChunk(chunk);
    const text = withoutEmbeddedData(original);
    const lines = text === original ? linesOfChunk(chunk) : text.split('\n');
    const isBoilerplate = boilerplateLines(lines, chunk.startLine, language);
    readable = { scanned: analyzer.scan(text), lines, isBoilerplate };
    readableChunks.set(chunk, readable);
  }
  return readable;
}

/** The current lines of a chunk, and how they match a query. Lines are numbered as in the file, from 1. */
export class ChunkText {
  readonly firstLine: number;
  /** Embedded data is replaced, as in the index: it is neither matched nor shown. */
  readonly lines: readonly string[];
  private readonly isBoilerplate: readonly boolean[];
  /** Terms of the query in each line, by their positions in it; none in boilerplate. */
  private readonly found: readonly (readonly number[])[];
  private readonly weights: Float32Array;
  private readonly total: number;

  /** @param language id of the file's language */
  constructor(
    { query, statistics }: TermEvidence,
    chunk: FreshChunk,
    language: string,
    analyzer: TermAnalyzer,
  ) {
    const { scanned, lines, isBoilerplate } = readableChunk(chunk, language, analyzer);
    this.firstLine = chunk.startLine;
    this.lines = lines;
    this.weights = statistics.idf;
    this.total = statistics.idf.reduce((sum, idf) => sum + idf, 0) || 1;
    this.isBoilerplate = isBoilerplate;
    this.found = this.termsOfLines(scanned, shownTerms(query), analyzer);
  }

  get lastLine(): number {
    return this.firstLine + this.lines.length - 1;
  }

  /**
   * Share of the query, weighted by rarity, whose words occur in these lines, without the lines of `without`; `last`
   * is inclusive.
   */
  cover(first: number, last: number, without: readonly LineRange[] = []): number {
    const terms = new Set<number>();
    for (let line = first; line <= last; line++) {
      const inner = without.find(({ startLine, endLine }) => startLine <= line && line <= endLine);
      if (inner) line = inner.endLine;
      else for (const term of this.found[line - this.firstLine]!) terms.add(term);
    }
    return this.weightOf(terms) / this.total;
  }

  /**
   * The start line whose {@link glanceLines} lines match the query best: the first one unless others match much
   * better.
   *
   * @param first where to start, by default the first line that is not boilerplate
   * @param last inclusive
   * @param advantage factor by which others must match better than the first one
   */
  bestStart(first = this.firstToldLine(), last = this.lastLine, advantage: number = startAdvantage): number {
    let best = first;
    let bestWeight = this.weightAtAGlance(first, last) * advantage;
    for (let line = first + 1; line <= last; line++) {
      // Of windows with an equal match, the one that begins with the match.
      if (this.found[line - this.firstLine]!.length === 0) continue;
      const weight = this.weightAtAGlance(line, last);
      if (weight > bestWeight) {
        best = line;
        bestWeight = weight;
      }
    }
    const latest = Math.max(first, last - glanceLines + 1);
    return best <= latest ? this.beginningOfComment(best, first) : latest;
  }

  /** The line that matches the query best, of the window that begins at `start`. */
  tellingLine(start: number): number {
    let best: number | undefined;
    let bestWeight = 0;
    for (let line = start; line <= Math.min(this.lastLine, start + glanceLines - 1); line++) {
      if (this.isBoilerplate[line - this.firstLine]) continue;
      const weight = this.weightAmong(line, line);
      if (best === undefined || weight > bestWeight) {
        best = line;
        bestWeight = weight;
      }
    }
    return best ?? start;
  }

  /** The first line of text below a heading, or the heading if there is no text. */
  sentenceBelow(heading: number, last: number): number {
    for (let line = heading + 1; line <= last; line++) {
      const text = this.lines[line - this.firstLine]!.trim();
      if (/^(?:#{1,6}|={1,6})\s|^<h[1-6]\b/i.test(text)) return heading;
      if (/[\p{L}\p{N}]/u.test(text) && !/^(?:```|~~~|:::|<\/?\w+[^>]*>$|\.\. |\[\[|!\[)/.test(text))
        return line;
    }
    return heading;
  }

  /** The positions of the wanted terms in each line of the text. */
  private termsOfLines(
    text: ScannedText,
    wanted: WantedTerms,
    analyzer: TermAnalyzer,
  ): readonly (readonly number[])[] {
    const found = new Array<readonly number[]>(this.lines.length).fill(nothing);
    let line = 0;
    let end = this.lines[0]!.length;
    analyzer.findTerms(text, wanted, (term, position) => {
      while (position > end) end += 1 + this.lines[++line]!.length;
      if (!this.isBoilerplate[line]) found[line] = [...found[line]!, wanted.get(term)!];
    });
    return found;
  }

  private firstToldLine(): number {
    const told = this.isBoilerplate.indexOf(false);
    return this.firstLine + Math.max(0, told);
  }

  private weightAtAGlance(start: number, last: number): number {
    return this.weightAmong(start, Math.min(last, start + glanceLines - 1));
  }

  private weightAmong(first: number, last: number): number {
    return this.weightOf(new Set(this.found.slice(first - this.firstLine, last - this.firstLine + 1).flat()));
  }

  private weightOf(terms: ReadonlySet<number>): number {
    let sum = 0;
    for (const term of terms) sum += this.weights[term]!;
    return sum;
  }

  /** A preview that began inside a block comment would look, and be highlighted, like code. */
  private beginningOfComment(start: number, first: number): number {
    let line = start;
    const continues = (one: number): boolean => /^\s*\*/.test(this.lines[one - this.firstLine]!);
    while (line > first && start - line < glanceLines && continues(line)) line--;
    return continues(line) ? start : line;
  }
}
