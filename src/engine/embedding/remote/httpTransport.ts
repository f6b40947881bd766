/** A request over the network. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute, `http:` or `https:`, without a user and a password. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  /** The whole answer has to be there by then, milliseconds from when it was sent. */
  readonly timeoutMs: number;
  /** Longest body of an answer of success (2xx), decoded or not. Default: as long as the transport takes any. */
  readonly maxBytes?: number | undefined;
}

/**
 * A whole answer, whatever its status; of a refusal that is very long, the beginning. Redirects are answers: they are never
 * followed.
 */
export interface HttpResponse {
  readonly status: number;
  /** Names in lower case; the values of a header that came more than once are joined with `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decoded as UTF-8. */
  readonly text: string;
}

/**
 * Why there was no whole answer.
 *
 * - `unreachable`: no connection: the name is not known, the connection is refused, no route
 * - `timeout`: no whole answer in time
 * - `interrupted`: the connection broke before the answer was whole
 * - `certificate`: the server cannot be trusted
 * - `proxy`: the proxy refused, or cannot be reached
 * - `tooLarge`: the answer is longer than the request allows
 */
export type TransportFailure =
  'unreachable' | 'timeout' | 'interrupted' | 'certificate' | 'proxy' | 'tooLarge';

/** Thrown by {@link HttpTransport.send}. The message is for people, and holds no header and no password. */
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
  /** Closes what is open; requests under way fail. */
  close(): Promise<void>;
}
