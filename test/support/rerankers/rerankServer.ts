import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { countTokens } from '../providers/countTokens';
import { RequestRefused, type DialectAnswer, type JsonObject, type Refusal } from '../providers/dialect';
import { fakeEmbedding } from '../providers/fakeEmbedding';
import { refuse, type RerankDialect, type RerankRequest, type SentScore } from './rerankDialect';

/** A received request and its outcome. */
export interface ReceivedRerank {
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** As received. */
  readonly text: string;
  readonly refusal?: Refusal | undefined;
  /** The request, if it could be parsed. */
  readonly rerank?: RerankRequest | undefined;
}

/** Takes over a response: a page, silence, a broken connection. */
export type RerankFault = (response: ServerResponse, request: RerankRequest | undefined) => void;

export interface RerankServerOptions {
  /** The only valid key. Default {@link rerankKey}. */
  readonly key?: string;
  /** Refuses every key and repeats it in the message. */
  readonly echoKey?: boolean;
  /** Score of a document, also by its number. Default: its similarity to the query. */
  readonly scoreOf?: (query: string, document: string, index: number) => number;
}

/** A running server. */
export interface RerankServer {
  /** The base URL that the user enters. */
  readonly baseUrl: string;
  readonly requests: readonly ReceivedRerank[];
  /** Faults for the next requests, one each; later requests are answered. */
  next(...faults: readonly RerankFault[]): void;
  /** Changes the scores of every answer. */
  spoil(change: (scores: readonly SentScore[]) => readonly SentScore[]): void;
  close(): Promise<void>;
}

/** A unique key that belongs to no account. */
export const rerankKey = 'rk-KeyThatMustNotLeak3Vd8Lq5Tz';

/** Starts a local server that implements a dialect and refuses everything else; it ends with the test. */
export async function openRerankServer(
  dialect: RerankDialect,
  options: RerankServerOptions = {},
): Promise<RerankServer> {
  const server = await startRerankServer(dialect, options);
  onTestFinished(() => server.close());
  return server;
}

/** As {@link openRerankServer}; the caller closes it. */
export async function startRerankServer(
  dialect: RerankDialect,
  { key = rerankKey, echoKey = false, scoreOf = similarity }: RerankServerOptions = {},
): Promise<RerankServer> {
  const requests: ReceivedRerank[] = [];
  const script: RerankFault[] = [];
  let change = (scores: readonly SentScore[]): readonly SentScore[] => scores;

  const answerTo = (message: IncomingMessage, text: string): DialectAnswer & Partial<ReceivedRerank> => {
    let rerank: RerankRequest | undefined;
    try {
      checkEnvelope(dialect, message, { key, echoKey });
      rerank = dialect.read(objectOf(text));
      const tokens = checkLimits(dialect, rerank);
      const { query, documents, count } = rerank;
      const scores = documents
        .map((document, index) => ({ index, score: scoreOf(query, document, index) }))
        .sort((a, b) => b.score - a.score)
        .slice(0, count);
      return { status: 200, body: dialect.answer(change(scores), rerank, tokens), rerank };
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      return { ...dialect.fault(error.refusal), refusal: error.refusal, rerank };
    }
  };
  const serve = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = [];
    for await (const part of message) parts.push(part as Buffer);
    const text = Buffer.concat(parts).toString('utf8');
    const { status, body, refusal, rerank } = answerTo(message, text);
    requests.push({ headers: message.headers, text, refusal, rerank });
    const fault = script.shift();
    if (fault) fault(response, rerank);
    else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
  const server = createServer((message, response) => {
    serve(message, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}${dialect.base}`,
    requests,
    next: (...faults) => {
      script.push(...faults);
    },
    spoil: (changed) => {
      change = changed;
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

/** Similarity of the words of two texts, 0 to 1. */
export function similarity(query: string, document: string): number {
  const [a, b] = [query, document].map((text) => fakeEmbedding(text, 512));
  return a!.reduce((sum, value, i) => sum + value * b![i]!, 0);
}

function checkEnvelope(
  dialect: RerankDialect,
  { url = '', method = '', headers }: IncomingMessage,
  valid: { readonly key: string; readonly echoKey: boolean },
): void {
  if (url !== dialect.base + dialect.path) refuse({ kind: 'path', path: url });
  if (method !== 'POST') refuse({ kind: 'method', method });
  const key = dialect.keyOf(headers);
  if (key === undefined && dialect.needsKey) refuse({ kind: 'noKey' });
  if (key !== undefined && (key !== valid.key || valid.echoKey)) refuse({ kind: 'wrongKey', key });
  const contentType = headers['content-type'] ?? '';
  if (!/^application\/json(; ?charset=utf-8)?$/i.test(contentType))
    refuse({ kind: 'contentType', contentType });
}

/** Returns the tokens of the request. */
function checkLimits(
  { models, served, maxDocuments = Infinity }: RerankDialect,
  { model = '', query, documents }: RerankRequest,
): number {
  const limits = models
    ? Object.hasOwn(models, model)
      ? models[model]!
      : refuse({ kind: 'model', model })
    : (served ?? {});
  if (documents.length > maxDocuments)
    refuse({ kind: 'tooManyInputs', count: documents.length, limit: maxDocuments });
  const asked = countTokens(query);
  const pairs = documents.map((document) => asked + countTokens(document));
  const { maxPairTokens = Infinity, maxRequestTokens = Infinity } = limits;
  for (const [position, tokens] of pairs.entries())
    if (tokens > maxPairTokens) refuse({ kind: 'inputTooLong', position, tokens, limit: maxPairTokens });
  const tokens = pairs.reduce((sum, pair) => sum + pair, 0);
  if (tokens > maxRequestTokens) refuse({ kind: 'requestTooLong', tokens, limit: maxRequestTokens });
  return tokens;
}

function objectOf(text: string): JsonObject {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as JsonObject;
  } catch {
    // Refused below.
  }
  return refuse({ kind: 'json' });
}
