import type { SemanticSearchError } from '../../../common/errors/errors';

/**
 * How long a refused text is not sent again, milliseconds: it may occur in many files, and files are often saved
 * twice.
 */
const keptMs = 60_000;
const mostTexts = 1000;

/** Texts that a provider refused recently. */
export class RefusedTexts {
  private readonly texts = new Map<string, { readonly error: SemanticSearchError; readonly until: number }>();

  /** Undefined if it was not refused within the last minute. */
  find(text: string): SemanticSearchError | undefined {
    const known = this.texts.get(text);
    return known && performance.now() < known.until ? known.error : undefined;
  }

  keep(text: string, error: SemanticSearchError): void {
    this.texts.delete(text);
    this.texts.set(text, { error, until: performance.now() + keptMs });
    const [oldest] = this.texts.keys();
    if (oldest !== undefined && this.texts.size > mostTexts) this.texts.delete(oldest);
  }
}
