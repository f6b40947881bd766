import { parseClass, type CharacterClass } from '../bracketExpression';

/** `?`: a character other than `/`. */
export const ANY = -1;
/** `*`: any number of characters other than `/`. */
export const STAR = -2;
/** `**`, which spans segments if it begins one. */
export const DOUBLE_STAR = -3;
/** `{`, `,` and `}` around and between alternatives. */
export const OPEN = -4;
export const COMMA = -5;
export const CLOSE = -6;

/** A character code, one of the constants above, or a class of characters. */
export type GlobToken = number | CharacterClass;

/** `{1..5}`, `{a..z}`: one character of a range. */
const characterRange = /\{([A-Za-z\d])\.\.([A-Za-z\d])\}/y;

/**
 * Parses a glob. Characters without a special meaning are plain text: an unclosed `[` or `{`, braces without a comma,
 * parentheses, `!`. `[x]` and `\x` match the character `x` literally. A class of several characters also matches its
 * own text, because directories may be named `[id]`.
 */
export function parseGlob(glob: string): readonly GlobToken[] {
  const tokens: GlobToken[] = [];
  /** For each open brace, the positions of its tokens: the brace itself, and its commas. */
  const braces: number[][] = [];
  // After an unclosed `[` there is no other class. Trying each would take quadratic time.
  let mayHaveClasses = true;
  for (let index = 0; index < glob.length; index++) {
    const code = glob.charCodeAt(index);
    switch (glob.charAt(index)) {
      case '*': {
        const first = index;
        while (glob[index + 1] === '*') index++;
        tokens.push(index === first + 1 ? DOUBLE_STAR : STAR);
        break;
      }
      case '?':
        tokens.push(ANY);
        break;
      case '[': {
        const parsed: CharacterClass | undefined = mayHaveClasses ? parseClass(glob, index + 1) : undefined;
        mayHaveClasses = parsed !== undefined;
        if (parsed) {
          pushClass(tokens, parsed, glob.slice(index, parsed.end + 1));
          index = parsed.end;
        } else {
          tokens.push(code);
        }
        break;
      }
      case '{': {
        characterRange.lastIndex = index;
        const [whole, a, b] = characterRange.exec(glob) ?? [];
        if (whole === undefined) {
          braces.push([tokens.length]);
          tokens.push(code);
        } else {
          tokens.push(rangeOf(a!.charCodeAt(0), b!.charCodeAt(0)));
          index += whole.length - 1;
        }
        break;
      }
      case ',':
        braces.at(-1)?.push(tokens.length);
        tokens.push(code);
        break;
      case '}': {
        const [open, ...commas] = braces.pop() ?? [];
        const hasAlternatives = commas.length > 0;
        if (hasAlternatives) tokens[open!] = OPEN;
        for (const comma of commas) tokens[comma] = COMMA;
        tokens.push(hasAlternatives ? CLOSE : code);
        break;
      }
      case '\\':
        if (index + 1 < glob.length) index++;
        tokens.push(glob.charCodeAt(index));
        break;
      default:
        tokens.push(code);
    }
  }
  return tokens;
}

function rangeOf(a: number, b: number): CharacterClass {
  return { ranges: [Math.min(a, b), Math.max(a, b)], isNegated: false, end: 0 };
}

/** @param text of the class, including brackets */
function pushClass(tokens: GlobToken[], parsed: CharacterClass, text: string): void {
  const { ranges, isNegated } = parsed;
  const isEscape = !isNegated && ranges.length === 2 && ranges[0] === ranges[1];
  if (isEscape) {
    tokens.push(ranges[0]!);
    return;
  }
  tokens.push(OPEN, parsed, COMMA);
  for (let index = 0; index < text.length; index++) tokens.push(text.charCodeAt(index));
  tokens.push(CLOSE);
}
