import type { Lines } from '../passages/isShown';

/** Lines in a chunk of the baseline. */
const chunkLines = 50;
const k1 = 1.2;
const b = 0.75;

/** A file of the baseline. */
export interface BaselineFile {
  readonly path: string;
  readonly text: string;
}

interface BaselineChunk extends Lines {
  readonly path: string;
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/**
 * Raw BM25, the floor of the quality benchmarks: words in lower case, no stemming, no splitting of identifiers, no
 * paths, no ranking signals.
 */
export class Bm25Baseline {
  private readonly chunks: BaselineChunk[] = [];
  private readonly frequencies = new Map<string, number>();
  private readonly meanLength: number;

  /** @param divide the chunks of a file, by default windows of {@link chunkLines} lines */
  constructor(files: readonly BaselineFile[], divide: (file: BaselineFile) => readonly Lines[] = windowsOf) {
    for (const file of files) {
      const lines = file.text.split('\n');
      for (const { startLine, endLine } of divide(file)) {
        this.add(file.path, startLine - 1, lines.slice(startLine - 1, endLine));
      }
    }
    this.meanLength =
      this.chunks.reduce((sum, chunk) => sum + chunk.length, 0) / Math.max(1, this.chunks.length);
  }

  /** The best chunks; several may be from one file. */
  search(query: string, limit: number): (Lines & { readonly path: string })[] {
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

/** A file in windows of {@link chunkLines} lines. */
export function windowsOf({ text }: BaselineFile): Lines[] {
  const { length } = text.split('\n');
  return Array.from({ length: Math.ceil(length / chunkLines) }, (_, index) => ({
    startLine: index * chunkLines + 1,
    endLine: Math.min(length, (index + 1) * chunkLines),
  }));
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? [];
}
