import type { SemanticSearchError } from '../../../common/errors/errors';

/**
 * After a permanent failure, requests that follow each other within this pause fail with the same error,
 * milliseconds.
 */
const restMs = 500;

/** The last failure that is not worth a new request for a moment: texts that are asked for in quick succession fail with it. */
export class LastingFailure {
  private failure: { readonly error: SemanticSearchError; until: number } | undefined;

  set(error: SemanticSearchError): void {
    this.failure = { error, until: performance.now() + restMs };
  }

  clear(): void {
    this.failure = undefined;
  }

  /** The error for a text that is asked for now; undefined if it is to be sent. */
  next(): SemanticSearchError | undefined {
    const now = performance.now();
    if (!this.failure || now >= this.failure.until) return undefined;
    this.failure.until = now + restMs;
    return this.failure.error;
  }
}
