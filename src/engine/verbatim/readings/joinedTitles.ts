import { allWords } from '../strength';
import type { Found, ReadChunkText, Reading } from './reading';

const literal = /(["'`])((?:\\.|(?!\1)[^\\\n]){1,300})\1/g;
/** Fewer characters of a title are the end of any text. */
const leastCharacters = 4;
/** The share of a name that titles must have: the name of a group may be computed, or be that of a function. */
const leastShare = 0.6;
/** The same of a text that may be no name of a test. */
const leastShareOfOther = 0.9;
/** Most of a file that is searched for the titles of groups. */
const longestBefore = 200_000;

/** The title of a test whose name is made of it and the titles of its groups, which are before it in the file. */
export class JoinedTitles implements Reading {
  private readonly name: string;
  private readonly lastWord: string;

  /**
   * @param titles outermost first; a runner may have joined some of them with spaces
   * @param isTest whether the text is known to be the name of a test
   */
  constructor(
    titles: readonly string[],
    private readonly isTest: boolean,
  ) {
    this.name = spaced(titles.join(' '));
    this.lastWord = /\S+$/.exec(this.name)?.[0] ?? '';
  }

  find({ text, before }: ReadChunkText): Found | undefined {
    if (this.lastWord === '' || !text.includes(this.lastWord)) return undefined;
    let best: Found | undefined;
    for (const match of text.matchAll(literal)) {
      const rest = this.withoutEnd(this.name, match[2]!);
      if (rest === undefined || this.name.length - rest.length < leastCharacters) continue;
      const above = `${before().slice(-longestBefore)}\n${text.slice(0, match.index)}`;
      const left = rest === '' ? 0 : this.missingIn(above, rest);
      const share = 1 - left / this.name.length;
      if (share < (this.isTest ? leastShare : leastShareOfOther)) continue;
      const strength = allWords + Math.min(0.99, share - 0.005);
      if (strength > (best?.strength ?? 0)) best = { strength, start: match.index, end: match.index };
    }
    return best;
  }

  /** Number of characters of a name that the titles above do not have. */
  private missingIn(above: string, name: string): number {
    let rest = name;
    for (const [, , title] of [...above.matchAll(literal)].reverse()) {
      rest = this.withoutEnd(rest, title!) ?? rest;
      if (rest === '') return 0;
    }
    if (!this.isTest) return rest.length;
    // The name of a function or a class that is a group.
    const words = rest.split(/[\s.:#]+/).filter(Boolean);
    return words.every((word) => above.includes(word)) ? rest.length * 0.3 : rest.length;
  }

  /** A name without a title at its end; undefined if it does not end with it. */
  private withoutEnd(name: string, title: string): string | undefined {
    const end = spaced(title.replace(/\\(["'`])/g, '$1'));
    if (end === '' || !name.endsWith(end)) return undefined;
    const rest = name.slice(0, -end.length);
    return rest === '' || /[\s#.:]$/.test(rest) || /^[\s#.:]/.test(end) ? rest.trim() : undefined;
  }
}

function spaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
