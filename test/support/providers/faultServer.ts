import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { onTestFinished } from 'vitest';
import type { ServerIdentity } from '../http/certificates';
import type { TestServer } from '../http/connections';
import { startHttpServer } from '../http/httpServer';
import { base64Of } from './openAiShape';
import { textVector } from './textVector';

/** A request as it arrived. */
export interface ArrivedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As it came. */
  readonly body: string;
  /** Its texts; none where it brings none. */
  readonly inputs: readonly string[];
  /** Its one text came as a string and not in an array. */
  readonly asString: boolean;
  readonly wantsBase64: boolean;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
}

/** One vector of an answer, as it goes out. */
export interface SentEmbedding {
  readonly index?: number;
  readonly embedding: unknown;
}

/** The other end of a request. */
export interface Reply {
  readonly response: ServerResponse;
  /** Sends the right vectors, or what is made of them. */
  readonly vectors: (change?: (embeddings: readonly SentEmbedding[]) => readonly SentEmbedding[]) => void;
}

/** What happens to a request in place of an answer, or on the way to it. */
export type Fault = (request: ArrivedRequest, reply: Reply) => void;

export interface FaultServerOptions {
  /** Of its vectors. Default 64. */
  readonly dimensions?: number;
  /** Speaks TLS. */
  readonly identity?: ServerIdentity;
}

/** A server of embeddings in the dialect of OpenAI, at any path, that fails as it is told. */
export interface FaultServer extends TestServer {
  readonly dimensions: number;
  /** All that arrived, in order. */
  readonly requests: readonly ArrivedRequest[];
  /** Requests that right vectors were sent for. */
  readonly answered: readonly ArrivedRequest[];
  /** What happens to the next requests, one each; those behind them are answered. */
  next(...faults: readonly Fault[]): void;
  /** What happens to every request that `next` says nothing of; undefined from the rule: it is answered. */
  always(rule: (request: ArrivedRequest) => Fault | undefined): void;
  /** Forgets what arrived, and what was to happen. */
  reset(): void;
}

/** Starts a server for one test. */
export async function startFaultServer(options: FaultServerOptions = {}): Promise<FaultServer> {
  const { dimensions = 64 } = options;
  const requests: ArrivedRequest[] = [];
  const answered: ArrivedRequest[] = [];
  const script: Fault[] = [];
  let rule: (request: ArrivedRequest) => Fault | undefined = () => undefined;

  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const request = await receive(message);
    requests.push(request);
    const reply: Reply = {
      response,
      vectors: (change) => {
        const embeddings = embeddingsFor(request, dimensions);
        if (!change) answered.push(request);
        sendJson(response, { object: 'list', data: change ? change(embeddings) : embeddings });
      },
    };
    const fault = script.shift() ?? rule(request);
    if (fault) fault(request, reply);
    else reply.vectors();
  };
  const server = await startHttpServer((message, response) => {
    // A client that is killed in the middle of a request is none of ours.
    serve(message, response).catch(() => response.destroy());
  }, options.identity);
  onTestFinished(() => server.close());
  return Object.assign(server, {
    dimensions,
    requests,
    answered,
    next: (...faults: readonly Fault[]) => {
      script.push(...faults);
    },
    always: (changed: typeof rule) => {
      rule = changed;
    },
    reset: () => {
      for (const list of [requests, answered, script]) list.length = 0;
      rule = () => undefined;
    },
  });
}

/** The texts of some requests, in order. */
export function textsOf(requests: readonly ArrivedRequest[]): string[] {
  return requests.flatMap(({ inputs }) => inputs);
}

function embeddingsFor({ inputs, wantsBase64 }: ArrivedRequest, dimensions: number): SentEmbedding[] {
  return inputs.map((text, index) => {
    const vector = textVector(text, dimensions);
    return { object: 'embedding', index, embedding: wantsBase64 ? base64Of(vector) : vector };
  });
}

function sendJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

async function receive(message: IncomingMessage): Promise<ArrivedRequest> {
  const arrivedAt = Date.now();
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString('utf8');
  const { input, encoding_format: encoding } = (body === '' ? {} : JSON.parse(body)) as {
    readonly input?: string | readonly string[];
    readonly encoding_format?: string;
  };
  return {
    method: message.method ?? '',
    path: message.url ?? '',
    headers: message.headers,
    body,
    inputs: [input ?? []].flat(),
    asString: typeof input === 'string',
    wantsBase64: encoding === 'base64',
    arrivedAt,
  };
}
