import { messageOf, SemanticSearchError, systemCodeOf } from '../common/errors/errors';

/** A stream for output that reports its errors as events. */
type ErrorSource = Pick<NodeJS.WritableStream, 'on'>;

/** Errors of writing to a pipe whose reader has closed it. */
const closedCodes = ['EPIPE', 'EOF'];

/**
 * Watches the standard streams. Without this, an error of one of them would end the process with a stack trace, also in
 * the middle of a run whose messages are piped into a program that stops reading, such as `head`.
 */
export class OutputWatch {
  private readonly losing = new AbortController();
  private closed = false;
  private fault: SemanticSearchError | undefined;

  constructor(stdout: ErrorSource, stderr: ErrorSource) {
    stdout.on('error', (error: Error) => {
      if (this.closed || this.fault) return;
      if (closedCodes.includes(systemCodeOf(error) ?? '')) this.closed = true;
      else this.fault = unwritable(error);
      this.losing.abort();
    });
    // Messages cannot be shown without their stream, but the command can finish.
    stderr.on('error', () => undefined);
  }

  /** Aborted when results can no longer be written: computing more of them is needless. */
  get lost(): AbortSignal {
    return this.losing.signal;
  }

  /** Whether the reader of the results has closed them: it has read what it wanted, so this is not a failure. */
  get isClosed(): boolean {
    return this.closed;
  }

  /** Set if results could not be written for another reason. */
  get error(): SemanticSearchError | undefined {
    return this.fault;
  }
}

function unwritable(error: Error): SemanticSearchError {
  return new SemanticSearchError(
    'OUTPUT_UNWRITABLE',
    `The results could not be written to standard output: ${messageOf(error)}.`,
    'Check the disk or the program that standard output is redirected to.',
    { cause: error },
  );
}
