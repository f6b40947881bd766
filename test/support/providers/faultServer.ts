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
  /** Including the query string. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** As received. */
  readonly body: string;
  /** Input texts; empty if there are none. */
  readonly inputs: readonly string[];
  /** Whether a single text came as a string instead of an array. */
  readonly asString: boolean;
  readonly wantsBase64: boolean;
  /** Milliseconds since the epoch. */
  readonly arrivedAt: number;
}

/** One vector of an answer, as sent. */
export interface SentEmbedding {
  readonly index?: number;
  readonly embedding: unknown;
}

/** Controls the reply to a request. */
export interface Reply {
  readonly response: ServerResponse;
  /** Sends the correct vectors, or changed ones. */
  readonly vectors: (change?: (embeddings: readonly SentEmbedding[]) => readonly SentEmbedding[]) => void;
}

/** Behaviour instead of an answer, or before it. */
export type Fault = (request: ArrivedRequest, reply: Reply) => void;

export interface FaultServerOptions {
  /** Dimensions of its vectors. Default 64. */
  readonly dimensions?: number;
  /** Uses TLS. */
  readonly identity?: ServerIdentity;
}

/** An OpenAI-style embedding server at any path, with programmable faults. */
export interface FaultServer extends TestServer {
  readonly dimensions: number;
  /** All received requests, in order. */
  readonly requests: readonly ArrivedRequest[];
  /** Requests answered with correct vectors. */
  readonly answered: readonly ArrivedRequest[];
  /** Faults for the next requests, one each; later requests are answered. */
  next(...faults: readonly Fault[]): void;
  /** Fault for every request not covered by `next`; if the rule returns undefined, the request is answered. */
  always(rule: (request: ArrivedRequest) => Fault | undefined): void;
  /** Clears the received requests and the faults. */
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
    // Ignore errors of a client that was killed during a request.
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
