import type { PastedText } from '../../pasted/pastedText';
import { toTheLetter } from '../strength';
import { wordSequence } from '../wordSequence';
import { WordAligner } from './alignWords';
import type { Found, ReadChunkText, Reading } from './reading';

/** A text with fewer words is looked for only if it is the whole query. */
const leastWordsOfPart = 3;
/** A text with so few words, or one that may be a question, must match completely. */
const fewWords = 4;
const shareOfAll = 0.95;
const shareOfMost = 0.85;

/** A text that the query may quote, and how it is looked for. */
interface Wanted {
  readonly aligner: WordAligner;
  readonly written: string;
  readonly leastShare: number;
  /** It is lines of a file, and not a message in them. */
  readonly isExcerpt: boolean;
}

/** Nearly all words of the query, or of a part of it, in a row, whatever punctuation is between them. */
export class WordsInOrder implements Reading {
  private readonly wanted: readonly Wanted[];

  constructor(
    { original, excerpt, message, parts }: PastedText,
    private readonly isWritten: boolean,
  ) {
    const texts = new Map<string, boolean>([
      ...[...(isWritten ? parts : []), message].map((text) => [text, false] as const),
      ...[excerpt, original].map((text) => [text, true] as const),
    ]);
    this.wanted = Array.from(texts, ([text, isExcerpt]) => {
      const { words } = wordSequence(text);
      return {
        isExcerpt,
        aligner: new WordAligner(words),
        written: text.replace(/\s+/g, ' ').trim(),
        leastShare: words.length <= fewWords || !isWritten ? shareOfAll : shareOfMost,
        words: words.length,
      };
    }).filter(({ words, isExcerpt }) => isExcerpt || words >= leastWordsOfPart);
  }

  find(chunk: ReadChunkText): Found | undefined {
    let best: Found | undefined;
    for (const one of this.wanted) {
      const found = this.alignmentOf(one, chunk);
      if (found && found.strength > (best?.strength ?? 0)) best = found;
    }
    return best;
  }

  private alignmentOf(
    { aligner, written, leastShare, isExcerpt }: Wanted,
    { text, words }: ReadChunkText,
  ): Found | undefined {
    // Most texts lack a word of a question, which must match nearly completely.
    if (!this.isWritten && aligner.mostShare(text) < leastShare) return undefined;
    const { starts, ends } = words();
    const found = aligner.align(words());
    if (!found || found.share < leastShare) return undefined;
    // An exact match with the same punctuation is stronger.
    const isSame = text.replace(/\s+/g, ' ').includes(written);
    const strength = (isSame ? toTheLetter : 1) + found.share;
    return {
      strength: isExcerpt ? strength : Math.min(toTheLetter, strength),
      start: starts[found.first]!,
      end: ends[found.last]!,
    };
  }
}
