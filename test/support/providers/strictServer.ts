import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { checkModel, checkLimits, type CheckedRequest } from './checkRequest';
import { RequestRefused, type Dialect, type DialectAnswer, type JsonObject, type Refusal } from './dialect';
import { fakeEmbedding } from './fakeEmbedding';

/** A received request and its outcome. */
export interface ReceivedRequest {
  readonly method: string;
  /** Including the query string. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed JSON, or the text if it is not JSON. */
  readonly body: unknown;
  /** Status of the answer. */
  readonly status: number;
  readonly refusal?: Refusal | undefined;
  /** The embedding request, if it could be parsed, whether or not it was refused. */
  readonly embedding?: CheckedRequest | undefined;
}

export interface StrictServerOptions {
  /** The only valid key. Default {@link defaultKey}. */
  readonly key?: string;
  /** How long each answer takes, milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** Refuses every key and repeats it in the message. */
  readonly echoKey?: boolean;
  /**
   * Answers instead of the server if it returns a value, to simulate errors on the way.
   *
   * @param number of the request, from 0
   */
  readonly instead?: (number: number, request: IncomingMessage) => DialectAnswer | undefined;
}

/** A running server. */
export interface StrictServer {
  /** Root URL, without a trailing slash. */
  readonly url: string;
  /** The base URL that the user enters. */
  readonly baseUrl: string;
  readonly key: string;
  /** All received requests, in the order of their answers. */
  readonly requests: readonly ReceivedRequest[];
  /** Requests that were refused. */
  readonly refused: readonly ReceivedRequest[];
  /** Maximum number of concurrent requests. */
  readonly mostAtOnce: number;
  /** Clears the received requests. */
  clear(): void;
  close(): Promise<void>;
}

export const defaultKey = 'sk-strict-0123456789abcdef';

/** Starts a local server that implements a dialect and refuses everything else. */
export async function startStrictServer(
  dialect: Dialect,
  options: StrictServerOptions = {},
): Promise<StrictServer> {
  const conversation = new Conversation(dialect, options);
  const server = createServer((request, response) => {
    void conversation.serve(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const { requests } = conversation;
  return {
    url,
    baseUrl: url + dialect.base,
    key: conversation.key,
    requests,
    get refused() {
      return requests.filter(({ refusal }) => refusal !== undefined);
    },
    get mostAtOnce() {
      return conversation.mostAtOnce;
    },
    clear() {
      requests.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** Outcome of a request. */
interface Outcome extends DialectAnswer {
  readonly refusal?: Refusal | undefined;
  readonly embedding?: CheckedRequest | undefined;
}

/** A started task: its answer, and the number of polls before it is available. */
interface Task {
  readonly result: unknown;
  pollsLeft: number;
}

class Conversation {
  readonly requests: ReceivedRequest[] = [];
  readonly key: string;
  mostAtOnce = 0;
  private underWay = 0;
  private count = 0;
  private readonly tasks = new Map<string, Task>();
  private readonly path: RegExp;

  constructor(
    private readonly dialect: Dialect,
    private readonly options: StrictServerOptions,
  ) {
    this.key = options.key ?? defaultKey;
    this.path = patternOf(dialect.base + dialect.path, '{model}');
  }

  async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const number = this.count++;
    this.underWay++;
    this.mostAtOnce = Math.max(this.mostAtOnce, this.underWay);
    const text = await bodyOf(request);
    if (this.options.latencyMs) await delay(this.options.latencyMs);
    const outcome: Outcome = this.options.instead?.(number, request) ?? this.outcomeOf(request, text);
    this.underWay--;
    const { status, body, headers, refusal, embedding } = outcome;
    this.requests.push({
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: parsed(text) ?? text,
      status,
      refusal,
      embedding,
    });
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  }

  private outcomeOf(request: IncomingMessage, text: string): Outcome {
    let embedding: CheckedRequest | undefined;
    try {
      const url = new URL(request.url ?? '', 'http://localhost');
      const task = this.taskAt(url.pathname);
      if (task !== undefined) return this.askForTask(task, request);
      const model = this.checkEnvelope(request, url);
      const read = this.dialect.read(jsonObjectOf(text), model);
      embedding = checkModel(this.dialect, read);
      checkLimits(this.dialect, embedding);
      return { status: 200, body: this.answer(embedding), embedding };
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      const { refusal } = error;
      return { ...this.dialect.fault(refusal), refusal, embedding };
    }
  }

  /** Checks everything except the body. Returns the model in the path. */
  private checkEnvelope(request: IncomingMessage, url: URL): string | undefined {
    const match = this.path.exec(decodeURIComponent(url.pathname));
    const query = this.dialect.query?.test(url.search) ?? url.search === '';
    if (!match || !query) throw new RequestRefused({ kind: 'path', path: request.url ?? '' });
    this.checkMethod(request, 'POST');
    this.checkKey(request);
    const contentType = request.headers['content-type'] ?? '';
    if (!/^application\/json(; ?charset=utf-8)?$/i.test(contentType)) {
      throw new RequestRefused({ kind: 'contentType', contentType });
    }
    return match[1];
  }

  private checkMethod({ method = '' }: IncomingMessage, wanted: string): void {
    if (method !== wanted) throw new RequestRefused({ kind: 'method', method });
  }

  private checkKey({ headers }: IncomingMessage): void {
    const key = this.dialect.keyOf(headers);
    if (key === undefined && this.dialect.needsKey) throw new RequestRefused({ kind: 'noKey' });
    if (key !== undefined && (key !== this.key || this.options.echoKey)) {
      throw new RequestRefused({ kind: 'wrongKey', key });
    }
  }

  private answer(request: CheckedRequest): unknown {
    const { task } = this.dialect;
    const dimensions = request.dimensions ?? request.ownDimensions;
    const vectors = request.texts.map((text) => fakeEmbedding(text, dimensions));
    const result = this.dialect.answer(vectors, request, request.tokens);
    if (task === undefined) return result;
    const id = `emb_${this.tasks.size + 1}`;
    this.tasks.set(id, { result, pollsLeft: task.polls });
    return task.started(id);
  }

  private taskAt(path: string): string | undefined {
    const { task } = this.dialect;
    return task === undefined ? undefined : patternOf(task.resultPath, '{id}').exec(path)?.[1];
  }

  private askForTask(id: string, request: IncomingMessage): DialectAnswer {
    this.checkMethod(request, 'GET');
    this.checkKey(request);
    const task = this.tasks.get(id);
    if (task === undefined) throw new RequestRefused({ kind: 'path', path: request.url ?? '' });
    if (task.pollsLeft-- > 0) return { status: 200, body: this.dialect.task?.running(id) };
    return { status: 200, body: task.result };
  }
}

/** A pattern for a path with one placeholder; captures its value. */
function patternOf(path: string, placeholder: string): RegExp {
  const parts = path.split(placeholder).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('([^/:]+)')}$`);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function jsonObjectOf(text: string): JsonObject {
  const body = parsed(text);
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new RequestRefused({ kind: 'json' });
  }
  return body as JsonObject;
}
