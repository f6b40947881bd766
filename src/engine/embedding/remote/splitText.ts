import { estimateTokens } from './estimateTokens';

/**
 * Splits a text that is too long into pieces of at most `maxTokens` by {@link estimateTokens}: at line breaks near
 * the middle, otherwise between characters. The concatenated pieces are the text. A single character is not split.
 */
export function splitText(text: string, maxTokens: number): string[] {
  if (estimateTokens(text) <= maxTokens) return [text];
  const middle = cutOf(text);
  if (middle === undefined) return [text];
  return [...splitText(text.slice(0, middle), maxTokens), ...splitText(text.slice(middle), maxTokens)];
}

/** Position to split a text: after the line break nearest to its middle, if one is in the half around it. */
function cutOf(text: string): number | undefined {
  if (text.length < 2) return undefined;
  const half = text.length >>> 1;
  const before = text.lastIndexOf('\n', half - 1) + 1;
  const after = text.indexOf('\n', half) + 1;
  const quarter = text.length >>> 2;
  const cuts = [before, after].filter((cut) => cut > quarter && cut < text.length - quarter);
  const [nearest] = cuts.sort((a, b) => Math.abs(a - half) - Math.abs(b - half));
  if (nearest !== undefined) return nearest;
  const cut = isInPair(text, half) ? half + 1 : half;
  return cut < text.length ? cut : undefined;
}

/** Whether a position is between the two surrogates of a pair. */
function isInPair(text: string, at: number): boolean {
  return text.codePointAt(at - 1)! > 0xffff;
}
