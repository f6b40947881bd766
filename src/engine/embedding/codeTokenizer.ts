import { asciiClasses, DIGIT, dottedI, kelvin, LOWER, SEPARATOR, SPECIAL, UPPER } from './asciiClasses';
import type { TextTokenizer } from './textTokenizer';
import type { TokenList } from './tokenList';
import { extendHash, hashSeed, VocabularyTable } from './vocabularyTable';

/** The vocabulary of the built-in tokenizer. */
export interface CodeVocabulary {
  /** Continuations begin with {@link continuationPrefix}. */
  readonly tokens: TokenList;
  readonly continuationPrefix: string;
  /** Longer words are unknown. */
  readonly maxWordLength: number;
  /**
   * Special tokens such as `[UNK]`, which are not words; each begins with an ASCII character that is not a letter or
   * digit.
   */
  readonly specials: readonly string[];
}

/** A letter where case changes are looked for, but neither upper nor lower there: the Kelvin sign. */
const uncased = 5;
/** A letter after which the word ends: the dotted I, since its lower case ends in a combining dot. */
const LAST = 6;

/** Lower case of an ASCII capital is this bit away. */
const caseBit = 0x20;

/**
 * The tokenizer of the built-in model: words are split at changes of case (`HTTPResponse` is `http response`) and
 * between letters and digits, lower-cased, and cut into the longest pieces in the vocabulary. Everything but ASCII
 * letters and digits is a separator.
 *
 * It makes one pass over the character codes, without regular expressions, strings or allocations. Not reentrant,
 * because it reuses its buffers; this has no effect within one thread.
 */
export class CodeTokenizer implements TextTokenizer {
  readonly idLimit: number;
  readonly #words: VocabularyTable;
  readonly #continuations: VocabularyTable;
  readonly #specials: readonly string[];
  readonly #classes: Uint8Array;
  /** The word being read, lower-cased; its length may run past the buffer, then it is unknown. */
  readonly #word: Uint8Array;
  /** Hashes of the prefixes of the rest of the word. */
  readonly #prefixHashes: Int32Array;
  readonly #pieces: Int32Array;

  constructor(vocabulary: CodeVocabulary) {
    const { tokens, continuationPrefix: prefix, maxWordLength } = vocabulary;
    const { ids, starts, ends, characters } = tokens;
    const prefixCodes = new TextEncoder().encode(prefix);
    this.#words = new VocabularyTable(characters, ids.length);
    this.#continuations = new VocabularyTable(characters, ids.length);
    for (let i = 0; i < ids.length; i++) {
      const isContinuation = hasAt(characters, starts[i]!, prefixCodes);
      const start = starts[i]! + (isContinuation ? prefixCodes.length : 0);
      const end = ends[i]!;
      // Other tokens, as the special ones, would never be found.
      if (end - start <= maxWordLength && isWord(characters, start, end)) {
        (isContinuation ? this.#continuations : this.#words).add(start, end, ids[i]!);
      }
    }
    this.idLimit = Math.max(this.#words.idLimit, this.#continuations.idLimit);
    this.#specials = vocabulary.specials;
    this.#classes = asciiClasses(vocabulary.specials);
    this.#word = new Uint8Array(maxWordLength);
    this.#prefixHashes = new Int32Array(maxWordLength + 1);
    this.#pieces = new Int32Array(maxWordLength);
  }

  encode(text: string, from: number, to: number, out: Int32Array): number {
    const classes = this.#classes;
    const word = this.#word;
    let count = 0;
    let length = 0;
    let hash = hashSeed;
    let previous = SEPARATOR;
    for (let i = from; i < to; i++) {
      let code = text.charCodeAt(i);
      let kind = SEPARATOR;
      if (code < 128) {
        kind = classes[code]!;
      } else if (code === kelvin) {
        kind = uncased;
        code = 0x6b;
      } else if (code === dottedI) {
        kind = LAST;
        code = 0x69;
      }
      if (length > 0 && (kind !== previous || kind >= UPPER) && splits(previous, kind, text, i + 1, to)) {
        count = this.#writeWord(length, hash, out, count);
        if (count === out.length) {
          return count;
        }
        length = 0;
        hash = hashSeed;
      }
      previous = kind;
      if (kind === SEPARATOR) {
        continue;
      }
      if (kind === SPECIAL) {
        i += this.#specialLength(text, i, to) - 1;
        continue;
      }
      if (kind === UPPER) {
        code |= caseBit;
      }
      if (length < word.length) {
        word[length] = code;
      }
      length++;
      hash = extendHash(hash, code);
    }
    return length > 0 ? this.#writeWord(length, hash, out, count) : count;
  }

  /** Writes the ids of the word in the buffer after the first `count` of `out`; returns the new count. */
  #writeWord(length: number, hash: number, out: Int32Array, count: number): number {
    const word = this.#word;
    if (count === out.length || length > word.length) {
      return count;
    }
    const id = this.#words.find(word, 0, length, hash);
    if (id >= 0) {
      out[count] = id;
      return count + 1;
    }
    const pieces = this.#split(length);
    const written = Math.min(pieces, out.length - count);
    for (let i = 0; i < written; i++) {
      out[count + i] = this.#pieces[i]!;
    }
    return count + written;
  }

  /**
   * Fills `#pieces` with the longest pieces of the word, first to last; returns their number, 0 when a rest has no
   * match.
   */
  #split(length: number): number {
    let count = 0;
    for (let start = 0; start < length;) {
      const table = start === 0 ? this.#words : this.#continuations;
      const end = this.#longestMatch(table, start, length);
      if (end < 0) {
        return 0;
      }
      this.#pieces[count++] = table.find(this.#word, start, end, this.#prefixHashes[end]!);
      start = end;
    }
    return count;
  }

  /** End of the longest entry of the table that matches the word at `start`, or -1. */
  #longestMatch(table: VocabularyTable, start: number, length: number): number {
    const hashes = this.#prefixHashes;
    const longest = Math.min(length, start + table.maxLength);
    let hash = hashSeed;
    for (let i = start; i < longest; i++) {
      hash = extendHash(hash, this.#word[i]!);
      hashes[i + 1] = hash;
    }
    for (let end = longest; end > start; end--) {
      if (table.find(this.#word, start, end, hashes[end]!) >= 0) {
        return end;
      }
    }
    return -1;
  }

  /** Length of the special token at a position, or 1: its first character alone only separates. */
  #specialLength(text: string, at: number, to: number): number {
    for (const special of this.#specials) {
      if (at + special.length <= to && text.startsWith(special, at)) {
        return special.length;
      }
    }
    return 1;
  }
}

function hasAt(characters: Uint8Array, at: number, part: Uint8Array): boolean {
  for (let i = 0; i < part.length; i++) {
    if (characters[at + i] !== part[i]) return false;
  }
  return true;
}

/** Whether the tokenizer can produce a word: lower-case letters or digits. */
function isWord(characters: Uint8Array, start: number, end: number): boolean {
  const [first, last] = isLower(characters[start]!) ? [0x61, 0x7a] : [0x30, 0x39];
  for (let i = start; i < end; i++) {
    const code = characters[i]!;
    if (code < first || code > last) return false;
  }
  return start < end;
}

/** Whether a word ends between two characters of these classes; `next` is the position of the character after both. */
function splits(previous: number, kind: number, text: string, next: number, to: number): boolean {
  if (kind === SEPARATOR || kind === SPECIAL || previous === LAST) {
    return true;
  }
  if (kind === DIGIT || previous === DIGIT) {
    return kind !== previous;
  }
  if (kind !== UPPER) {
    return false;
  }
  return previous === LOWER || (previous === UPPER && next < to && isLower(text.charCodeAt(next)));
}

function isLower(code: number): boolean {
  return code >= 0x61 && code <= 0x7a;
}
