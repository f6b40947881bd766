/** Lines in a chunk of the baseline. */
const chunkLines = 50;
const k1 = 1.2;
const b = 0.75;

/** A file of the baseline. */
export interface BaselineFile {
  readonly path: string;
  readonly text: string;
}

interface BaselineChunk {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/**
 * Raw BM25, the floor of the quality benchmark: windows of {@link chunkLines} lines, words in lower case, no
 * stemming, no splitting of identifiers, no paths, no ranking signals.
 */
export class Bm25Baseline {
  private readonly chunks: BaselineChunk[] = [];
  private readonly frequencies = new Map<string, number>();
  private readonly meanLength: number;

  constructor(files: readonly BaselineFile[]) {
    for (const { path, text } of files) {
      const lines = text.split('\n');
      for (let start = 0; start < lines.length; start += chunkLines) {
        this.add(path, start, lines.slice(start, start + chunkLines));
      }
    }
    this.meanLength =
      this.chunks.reduce((sum, chunk) => sum + chunk.length, 0) / Math.max(1, this.chunks.length);
  }

  /** The best chunks; several may be from one file. */
  search(query: string, limit: number): { path: string; startLine: number; endLine: number }[] {
    const terms = [...new Set(wordsOf(query))];
    return this.chunks
      .map((chunk) => ({ ...chunk, score: this.score(chunk, terms) }))
      .filter(({ score }) => score > 0)
      .sort((x, y) => y.score - x.score)
      .slice(0, limit);
  }

  private add(path: string, start: number, lines: readonly string[]): void {
    const words = wordsOf(lines.join('\n'));
    const counts = new Map<string, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    for (const word of counts.keys()) this.frequencies.set(word, (this.frequencies.get(word) ?? 0) + 1);
    this.chunks.push({
      path,
      startLine: start + 1,
      endLine: start + lines.length,
      counts,
      length: words.length,
    });
  }

  private score({ counts, length }: BaselineChunk, terms: readonly string[]): number {
    let score = 0;
    for (const term of terms) {
      const count = counts.get(term);
      if (count === undefined) continue;
      const df = this.frequencies.get(term)!;
      const idf = Math.log(1 + (this.chunks.length - df + 0.5) / (df + 0.5));
      score += (idf * count * (k1 + 1)) / (count + k1 * (1 - b + (b * length) / this.meanLength));
    }
    return score;
  }
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
