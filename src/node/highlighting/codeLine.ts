import type { CodeLine, CodeToken } from '../../common/view/viewProtocol';

// Bit layout of the packed 32-bit token attributes of the tokenizer.
const fontStyleOffset = 11;
const italicBit = 1;
const boldBit = 2;
const underlineBit = 4;
const foregroundOffset = 15;
const foregroundMask = 0x1ff;
const lookMask = ((foregroundMask << foregroundOffset) | (7 << fontStyleOffset)) >>> 0;

/** Colour id of the editor's foreground; 0 means unspecified. */
const defaultForegroundId = 1;

/**
 * Builds a line from the tokenizer's result, merging adjacent tokens of the same look.
 *
 * @param tokens pairs of a start (UTF-16 index) and packed attributes
 * @param colors colours by their ids
 */
export function codeLine(text: string, tokens: Uint32Array, colors: readonly string[]): CodeLine {
  const line: CodeToken[] = [];
  let start = 0;
  let look = (tokens[1] ?? 0) & lookMask;
  const finish = (end: number): void => {
    if (end > start) line.push(codeToken(text.slice(start, end), look, colors));
    start = end;
  };
  for (let i = 2; i < tokens.length; i += 2) {
    const nextLook = tokens[i + 1]! & lookMask;
    if (nextLook === look) continue;
    finish(Math.min(tokens[i]!, text.length));
    look = nextLook;
  }
  finish(text.length);
  return line;
}

function codeToken(text: string, look: number, colors: readonly string[]): CodeToken {
  const colorId = (look >>> foregroundOffset) & foregroundMask;
  const fontStyle = look >>> fontStyleOffset;
  const color = colorId > defaultForegroundId ? colors[colorId]?.toLowerCase() : undefined;
  return {
    text,
    ...(color !== undefined && { color }),
    ...((fontStyle & boldBit) !== 0 && { bold: true }),
    ...((fontStyle & italicBit) !== 0 && { italic: true }),
    ...((fontStyle & underlineBit) !== 0 && { underline: true }),
  };
}
