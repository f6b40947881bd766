import { createInterface } from 'node:readline/promises';
import { CancelledError } from '../common/errors/errors';

/** The terminal on which a person answers. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
  readonly signal: AbortSignal;
}

/**
 * Asks a yes-or-no question. Only "y" and "yes" count as yes.
 *
 * @throws CancelledError if the signal is aborted, and for Ctrl+C and Ctrl+D
 */
export async function confirmOn({ input, output, signal }: Terminal, question: string): Promise<boolean> {
  const lines = createInterface({ input, output });
  try {
    return /^y(es)?$/i.test((await lines.question(question, { signal })).trim());
  } catch (error) {
    if (error instanceof Error && error.name === 'AbortError') throw new CancelledError();
    throw error;
  } finally {
    lines.close();
  }
}
