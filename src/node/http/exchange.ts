import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { CancelledError, SemanticSearchError, systemCodeOf } from '../../common/errors';
import { TransportError } from '../../engine/embedding/remote/httpTransport';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Still encoded. */
  readonly body: Buffer;
}

/** One request and its answer, from when undici has it. */
export class Exchange implements Dispatcher.DispatchHandler {
  readonly answer: Promise<RawAnswer>;
  private controller: Dispatcher.DispatchController | undefined;
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private status = 0;
  private headers: IncomingHttpHeaders = {};
  private isOver = false;
  private resolve!: (answer: RawAnswer) => void;
  private reject!: (error: Error) => void;

  /**
   * @param name of the server, for messages
   * @param maxBytes longest body, as it comes
   */
  constructor(
    private readonly name: string,
    private readonly maxBytes: number,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** What is told of an exchange that takes too long. */
  get progress(): string {
    return this.status === 0 ? `${this.name} has not answered` : `The answer of ${this.name} was not whole`;
  }

  /** Ends it, and the connection that it was on. */
  fail(error: Error): void {
    this.end(() => {
      this.reject(error);
    });
    this.controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // It may have ended while it waited for a connection.
    if (this.isOver) controller.abort(new CancelledError());
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.status = status;
    this.headers = headers;
    if (Number(headers['content-length']) > this.maxBytes) this.failTooLarge();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size > this.maxBytes) this.failTooLarge();
    else this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    this.end(() => {
      this.resolve({ status: this.status, headers: this.headers, body: Buffer.concat(this.chunks) });
    });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.end(() => {
      this.reject(failureOf(error, this.name));
    });
  }

  private failTooLarge(): void {
    this.fail(
      new TransportError('tooLarge', `The answer of ${this.name} is longer than ${this.maxBytes} bytes.`),
    );
  }

  private end(settle: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    settle();
    this.chunks.length = 0;
  }
}

/** What happened to a request once there was a connection; what happened before comes as it is. */
function failureOf(error: Error, name: string): Error {
  if (error instanceof TransportError || error instanceof CancelledError) return error;
  const code = systemCodeOf(error) ?? '';
  if (code === 'UND_ERR_INVALID_ARG') {
    // Its message names the header and not its value.
    return new SemanticSearchError(
      'USAGE',
      `The request to ${name} cannot be sent: ${error.message}.`,
      'Look for line ends and other special characters in the key.',
      { cause: error },
    );
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new TransportError('tooLarge', `The headers of ${name} are too long.`, { cause: error });
  }
  if (code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE') {
    return new TransportError('interrupted', `What ${name} answers is not HTTP (${code}).`, { cause: error });
  }
  return new TransportError(
    'interrupted',
    `The connection to ${name} broke before the answer was whole${code && ` (${code})`}.`,
    { cause: error },
  );
}
