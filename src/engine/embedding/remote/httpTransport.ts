/** An HTTP request. */
export interface HttpRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT';
  /** Absolute, `http:` or `https:`, without user and password. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array | undefined;
  /** The answer is not text: it is returned as {@link HttpResponse.bytes}. Default false. */
  readonly isBinary?: boolean | undefined;
  /** Timeout for the whole answer, milliseconds from when it was sent. */
  readonly timeoutMs: number;
  /** Longest body of a successful answer (2xx), decoded or not. Default: the limit of the transport. */
  readonly maxBytes?: number | undefined;
}

/**
 * A complete answer, whatever its status; of a very long error body only the beginning. Redirects are returned as
 * answers and never followed.
 */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; repeated headers are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8; empty if the request was binary. */
  readonly text: string;
  /** The body, if the request was binary. */
  readonly bytes?: Uint8Array | undefined;
}

/**
 * Why there was no complete answer.
 *
 * - `unreachable`: no connection: the name is not known, the connection is refused, no route
 * - `timeout`: no complete answer in time
 * - `interrupted`: the connection broke before the answer was complete
 * - `certificate`: the server cannot be trusted
 * - `proxy`: the proxy refused, or cannot be reached
 * - `tooLarge`: the answer is longer than the request allows
 */
export type TransportFailure =
  'unreachable' | 'timeout' | 'interrupted' | 'certificate' | 'proxy' | 'tooLarge';

/** Thrown by {@link HttpTransport.send}. The message is shown to the user, and contains no header and no password. */
export class TransportError extends Error {
  override readonly name = 'TransportError';

  constructor(
    readonly failure: TransportFailure,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }
}

/** Port to the network. */
export interface HttpTransport {
  /**
   * Sends a request once.
   *
   * @throws TransportError; CancelledError when `signal` is aborted
   */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse>;
  /** Closes open connections; requests in flight fail. */
  close(): Promise<void>;
}
