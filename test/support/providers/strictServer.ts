import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { checkModel, checkLimits, type CheckedRequest } from './checkRequest';
import { RequestRefused, type Dialect, type DialectAnswer, type JsonObject, type Refusal } from './dialect';
import { fakeEmbedding } from './fakeEmbedding';

/** A request as it arrived, and what became of it. */
export interface ReceivedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** Parsed JSON, or the text where it is none. */
  readonly body: unknown;
  /** Status answered. */
  readonly status: number;
  readonly refusal?: Refusal | undefined;
  /** Set where it asked for embeddings in an understandable way, whether it was refused or not. */
  readonly embedding?: CheckedRequest | undefined;
}

export interface StrictServerOptions {
  /** The one key that is right. Default {@link defaultKey}. */
  readonly key?: string;
  /** How long each answer takes, milliseconds. Default 0. */
  readonly latencyMs?: number;
  /** Refuses every key, and says in the message which one it got. */
  readonly echoKey?: boolean;
  /**
   * Answers in place of the server where it returns something: for trouble on the way.
   *
   * @param number of the request, from 0
   */
  readonly instead?: (number: number, request: IncomingMessage) => DialectAnswer | undefined;
}

/** A server under way. */
export interface StrictServer {
  /** Its root, without a slash at the end. */
  readonly url: string;
  /** What a person gives as the base URL. */
  readonly baseUrl: string;
  readonly key: string;
  /** All that arrived, in the order of their answers. */
  readonly requests: readonly ReceivedRequest[];
  /** Those that were not answered with what they asked for. */
  readonly refused: readonly ReceivedRequest[];
  /** Requests under way at a time, at most. */
  readonly mostAtOnce: number;
  /** Forgets what arrived. */
  clear(): void;
  close(): Promise<void>;
}

export const defaultKey = 'sk-strict-0123456789abcdef';

/** Starts a server on this machine that speaks a dialect, and refuses what does not belong to it. */
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

/** What came of a request, without what is plain from it. */
interface Outcome extends DialectAnswer {
  readonly refusal?: Refusal | undefined;
  readonly embedding?: CheckedRequest | undefined;
}

/** Tasks that were begun: their answers, and how often they will be asked for in vain. */
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

  /** All that can be judged without the body; returns the model of the path. */
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

/** A path with one placeholder, as a pattern that captures what stands there. */
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
