import type { TermAnalyzer } from '../retrieval/terms';
import type { AskedWords, WordTerm } from './askedWords';

/** Longer runs are encoded data. */
const maxIdentifierLength = 80;

/** Identifiers kept with their words. */
const maxKnown = 20_000;

/** Finds the words of a question in texts, much faster than the texts could be analyzed. */
export class WordScanner {
  private readonly known = new Map<string, readonly WordTerm[]>();
  private readonly counts: Float32Array;

  constructor(
    private readonly words: AskedWords,
    private readonly analyzer: TermAnalyzer,
  ) {
    this.counts = new Float32Array(words.count);
  }

  /** How often each word occurs, alternatives counted by their weight; undefined if none does. */
  scan(text: string): Float32Array | undefined {
    this.counts.fill(0);
    this.scanIdentifiers(text);
    this.scanPairs(text);
    return this.counts.some((count) => count > 0) ? this.counts.slice() : undefined;
  }

  private scanIdentifiers(text: string): void {
    const { beginnings } = this.words;
    if (!beginnings) return;
    beginnings.lastIndex = 0;
    while (beginnings.test(text)) {
      let start = beginnings.lastIndex - 1;
      let end = beginnings.lastIndex;
      const first = Math.max(0, start - maxIdentifierLength);
      const last = Math.min(text.length, end + maxIdentifierLength);
      while (start > first && isOfIdentifier(text.charCodeAt(start - 1))) start--;
      while (end < last && isOfIdentifier(text.charCodeAt(end))) end++;
      beginnings.lastIndex = end;
      if (end - start <= maxIdentifierLength) this.count(text.slice(start, end));
    }
  }

  private scanPairs(text: string): void {
    const { pairs } = this.words;
    if (!pairs) return;
    pairs.lastIndex = 0;
    for (let match = pairs.exec(text); match; match = pairs.exec(text)) {
      pairs.lastIndex = match.index + 1;
      this.count(match[0]);
    }
  }

  private count(written: string): void {
    for (const { word, weight } of this.wordsOf(written)) this.counts[word]! += weight;
  }

  private wordsOf(identifier: string): readonly WordTerm[] {
    let words = this.known.get(identifier);
    if (!words) {
      const { terms } = this.words;
      const found: WordTerm[] = [];
      this.analyzer.findTerms(this.analyzer.scan(identifier), terms, (term) => found.push(terms.get(term)!));
      words = found;
      if (this.known.size >= maxKnown) this.known.clear();
      this.known.set(identifier, words);
    }
    return words;
  }
}

function isOfIdentifier(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code === 36 ||
    code > 127
  );
}
