import type { IncomingHttpHeaders } from 'node:http';
import * as l10n from '@vscode/l10n';
import type { Dispatcher } from 'undici';
import { formatCount } from '../../common/text/countText';
import { CancelledError, SemanticSearchError, systemCodeOf } from '../../common/errors/errors';
import { TransportError } from '../../engine/embedding/remote/httpTransport';

/** A response as received. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Status 2xx. */
  readonly isSuccess: boolean;
  /** Still encoded. An error body that is too long is truncated. */
  readonly body: Buffer;
}

/** Limits on reading a response, in bytes as received. */
export interface ExchangeLimits {
  /** Longest body of a successful response. */
  readonly maxBytes: number;
  /** Longest body of an error response; the rest is not read. */
  readonly maxRefusalBytes: number;
}

/** One request and its response, from the time it is passed to undici. */
export class AnswerHandler implements Dispatcher.DispatchHandler {
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
   */
  constructor(
    private readonly name: string,
    private readonly limits: ExchangeLimits,
  ) {
    this.answer = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
  }

  /** Message for a request that exceeds its time limit in seconds. */
  lateMessage(seconds: number): string {
    return this.status === 0
      ? l10n.t('{0} did not respond within {1} s.', this.name, seconds)
      : l10n.t('{0} did not send a complete response within {1} s.', this.name, seconds);
  }

  /** Ends the request and its connection. */
  fail(error: Error): void {
    this.end(() => {
      this.reject(error);
    });
    this.controller?.abort(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // The request may have ended while it waited for a connection.
    if (this.isOver) controller.abort(new CancelledError());
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.status = status;
    this.headers = headers;
    if (this.isSuccess && Number(headers['content-length']) > this.limits.maxBytes) this.failTooLarge();
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    if (this.isOver) return;
    const { maxBytes, maxRefusalBytes } = this.limits;
    this.size += chunk.length;
    if (this.size <= (this.isSuccess ? maxBytes : maxRefusalBytes)) {
      this.chunks.push(chunk);
    } else if (this.isSuccess) {
      this.failTooLarge();
    } else {
      this.succeed();
      this.controller?.abort(new CancelledError());
    }
  }

  onResponseEnd(): void {
    this.succeed();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.end(() => {
      this.reject(failureOf(error, this.name));
    });
  }

  private get isSuccess(): boolean {
    return this.status >= 200 && this.status < 300;
  }

  private succeed(): void {
    const { status, headers, isSuccess } = this;
    this.end(() => {
      this.resolve({ status, headers, isSuccess, body: Buffer.concat(this.chunks) });
    });
  }

  private failTooLarge(): void {
    this.fail(
      new TransportError(
        'tooLarge',
        l10n.t('The response of {0} is longer than {1} bytes.', this.name, formatCount(this.limits.maxBytes)),
      ),
    );
  }

  private end(settle: () => void): void {
    if (this.isOver) return;
    this.isOver = true;
    settle();
    this.chunks.length = 0;
  }
}

/** Converts a failure after the connection was made; earlier failures are returned unchanged. */
function failureOf(error: Error, name: string): Error {
  if (error instanceof TransportError || error instanceof CancelledError) return error;
  const code = systemCodeOf(error) ?? '';
  if (code === 'UND_ERR_INVALID_ARG') {
    // The message names the header but not its value.
    return new SemanticSearchError(
      'USAGE',
      l10n.t('The request to {0} cannot be sent: {1}.', name, error.message),
      l10n.t('Check the API key for line breaks and special characters.'),
      { cause: error },
    );
  }
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return new TransportError('tooLarge', l10n.t('The headers of {0} are too long.', name), { cause: error });
  }
  if (code.startsWith('HPE_') && code !== 'HPE_INVALID_EOF_STATE') {
    return new TransportError('interrupted', l10n.t('The response of {0} is not HTTP ({1}).', name, code), {
      cause: error,
    });
  }
  return new TransportError(
    'interrupted',
    code
      ? l10n.t('The connection to {0} was lost before the response was complete ({1}).', name, code)
      : l10n.t('The connection to {0} was lost before the response was complete.', name),
    { cause: error },
  );
}
