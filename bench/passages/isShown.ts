/** 1-based, inclusive. */
export interface Lines {
  readonly startLine: number;
  readonly endLine: number;
}

/** Whether a result shows a definition: three of its lines, or all if it has fewer. */
export function isShown(wanted: Lines, { startLine, endLine }: Lines): boolean {
  const shared = Math.min(endLine, wanted.endLine) - Math.max(startLine, wanted.startLine) + 1;
  return shared >= Math.min(3, wanted.endLine - wanted.startLine + 1);
}
