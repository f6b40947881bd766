/**
 * Version of what {@link documentText} makes of a chunk, and of the prefixes that providers put before it. Raise it with every
 * change there: vectors of two versions never mix, so the index is rebuilt.
 */
export const promptVersion = 1;

/** A chunk as far as it is embedded. */
export interface DocumentParts {
  /** What encloses the chunk, outermost first. */
  readonly breadcrumb: readonly string[];
  readonly text: string;
}

/**
 * What is embedded for a chunk: one header line with its breadcrumb, then its text. The path is left out on purpose: a
 * renamed or moved file keeps its vectors, and ranking has the path in signals of its own.
 */
export function documentText({ breadcrumb, text }: DocumentParts): string {
  const header = breadcrumb.join(' > ').replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
  return `${header}\n${text}`;
}

/** Where the header line of a document ends; 0 when it has none. */
export function headerEnd(document: string): number {
  return Math.max(document.indexOf('\n'), 0);
}
