import { CancelledError } from '../../../../src/common/errors/errors';
import { message } from '../../../../src/common/messages/message';
import { openaiRecord, type OpenaiFacts } from '../../../../src/engine/embedding/providers/openaiDialect';
import type { Endpoint } from '../../../../src/engine/embedding/remote/endpoint';
import type {
  HttpRequest,
  HttpResponse,
  HttpTransport,
} from '../../../../src/engine/embedding/remote/httpTransport';
import { normalized } from '../../../../src/engine/embedding/remote/vectorMath';

/** Dimensions of the vectors of {@link vectorOf}. */
export const fakeDimensions = 3;

/** The numbers returned for a text, which distinguish it from others. */
export function numbersOf(text: string): readonly number[] {
  let hash = 1;
  for (let i = 0; i < text.length; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) >>> 0;
  return [1 + (hash % 97), 1 + ((hash >>> 7) % 89), 1 + ((hash >>> 14) % 83)];
}

/** The vector made from these numbers. */
export function vectorOf(text: string): Float32Array {
  return normalized(Float32Array.from(numbersOf(text)));
}

/** An endpoint of an OpenAI-compatible provider. */
export function fakeEndpoint(facts: Partial<OpenaiFacts> = {}, endpoint: Partial<Endpoint> = {}): Endpoint {
  return {
    record: openaiRecord({
      id: 'fake',
      label: 'Fake',
      description: message('openaiCompatibleDescription'),
      documentation: 'https://fake.example',
      key: 'none',
      models: [],
      maxInputs: 4,
      maxInputTokens: 1000,
      concurrency: 2,
      ...facts,
    }),
    baseUrl: 'https://fake.example/v1',
    host: 'fake.example',
    model: 'fake-model',
    ...endpoint,
  };
}

/** A request to the fake provider. */
export interface FakeRequest {
  readonly inputs: readonly string[];
  /** Whether `input` is a list. */
  readonly isArray: boolean;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: HttpRequest['headers'];
  /** Time by `performance.now()`. */
  readonly at: number;
}

/** An answer of the provider; by default the vectors of the request. */
export interface FakeAnswer {
  readonly status?: number;
  readonly headers?: HttpResponse['headers'];
  readonly body?: unknown;
  /** Replaces the JSON body. */
  readonly text?: string;
  /** Delay in milliseconds. Default: the latency of the transport. */
  readonly afterMs?: number;
}

/** A refusal in the words of the provider's dialect. */
export function refusalOf(
  status: number,
  message: string,
  headers: HttpResponse['headers'] = {},
): FakeAnswer {
  return { status, headers, body: { error: { message, type: 'invalid_request_error', code: null } } };
}

/** A network that reaches one provider. */
export class FakeTransport implements HttpTransport {
  readonly requests: FakeRequest[] = [];
  underWay = 0;
  mostUnderWay = 0;
  isClosed = false;

  /**
   * @param answer called when a request arrives; the transport throws its errors
   * @param latencyMs delay of each answer
   */
  constructor(
    private readonly answer: (request: FakeRequest, number: number) => FakeAnswer | undefined = () =>
      undefined,
    private readonly latencyMs = 0,
  ) {}

  async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpResponse> {
    const body = JSON.parse(String(request.body ?? '{}')) as { input?: string | string[] };
    const inputs = typeof body.input === 'string' ? [body.input] : (body.input ?? []);
    const { headers } = request;
    const received = { inputs, isArray: Array.isArray(body.input), body, headers, at: performance.now() };
    this.requests.push(received);
    this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
    try {
      const answer = this.answer(received, this.requests.length - 1) ?? {};
      await waited(answer.afterMs ?? this.latencyMs, signal);
      const data = inputs.map((text, index) => ({ index, embedding: numbersOf(text) }));
      return {
        status: answer.status ?? 200,
        headers: { 'content-type': 'application/json', ...answer.headers },
        text: answer.text ?? JSON.stringify(answer.body ?? { data }),
      };
    } finally {
      this.underWay--;
    }
  }

  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }

  /** Texts of each request, in sending order. */
  get batches(): readonly (readonly string[])[] {
    return this.requests.map(({ inputs }) => inputs);
  }
}

function waited(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const cancel = (): void => {
      clearTimeout(timer);
      reject(new CancelledError());
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', cancel);
      resolve();
    }, ms);
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true });
  });
}
