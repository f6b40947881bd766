/** Most lines and characters of a preview. */
const maxLines = 10;
const maxCharacters = 1000;

/** Lines of a location, and their position. */
export interface Preview {
  /** 1-based. */
  readonly line: number;
  readonly text: string;
}

/**
 * The lines of a chunk from one line on, as many as a preview holds.
 *
 * @param lines those of the chunk
 * @param firstLine number of the first of them, 1-based as `start` and `end`
 * @param end the last line to show
 */
export function previewFrom(
  lines: readonly string[],
  firstLine: number,
  start: number,
  end: number,
): Preview {
  return {
    line: start,
    text: lines
      .slice(start - firstLine, Math.min(end, start + maxLines - 1) - firstLine + 1)
      .join('\n')
      .slice(0, maxCharacters),
  };
}
