/**
 * Version of the output of {@link documentText} and of the prefixes that providers put before it. Raise it with every
 * change to either: vectors of two versions are never mixed, so the index is rebuilt.
 */
export const promptVersion = 1;

/** The parts of a chunk that are embedded. */
export interface DocumentParts {
  /** The scopes that enclose the chunk, outermost first. */
  readonly breadcrumb: readonly string[];
  readonly text: string;
}

/**
 * The text that is embedded for a chunk: one header line with its breadcrumb, then its text. The path is left out on
 * purpose: a renamed or moved file keeps its vectors, and ranking has separate signals for the path.
 */
export function documentText({ breadcrumb, text }: DocumentParts): string {
  const header = breadcrumb.join(' > ').replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
  return `${header}\n${text}`;
}

/** End of the header line of a document; 0 when it has none. */
export function headerEnd(document: string): number {
  return Math.max(document.indexOf('\n'), 0);
}
