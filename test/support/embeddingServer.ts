import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { promisify } from 'node:util';

/** A request that the server received. */
export interface ReceivedRequest {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly model: string;
  readonly inputs: readonly string[];
}

/** A server with the embedding endpoint of OpenAI, on this machine. */
export interface EmbeddingServer {
  /** Value for the base URL. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  /** Makes requests wait for {@link release}, except those that `mayPass` accepts. Default: all wait. */
  hold(mayPass?: (request: ReceivedRequest) => boolean): void;
  release(): void;
  /** Answers with this status, error and headers from now on; undefined restores answers with vectors. */
  fail(status: number | undefined, code?: string, headers?: Readonly<Record<string, string>>): void;
  /** Number of open connections. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

const dimensions = 64;

/**
 * @param port 0 for any
 * @param vectorOf the vector that a model gives a text. Default: texts with common words have similar vectors
 */
export async function startEmbeddingServer(
  port = 0,
  vectorOf: (text: string, model: string) => readonly number[] = embed,
): Promise<EmbeddingServer> {
  const requests: ReceivedRequest[] = [];
  let mayPass: ((request: ReceivedRequest) => boolean) | undefined;
  let waiting: (() => void)[] = [];
  let failure: { status: number; code: string; headers: Readonly<Record<string, string>> } | undefined;

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const send = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
      response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(JSON.stringify(body));
    };
    if (request.method === 'GET') {
      send(200, { object: 'list', data: [{ id: 'words-64' }, { id: 'words-64-b' }] });
      return;
    }
    const { model, input } = JSON.parse(Buffer.concat(chunks).toString()) as {
      model: string;
      input: string | string[];
    };
    const inputs = [input].flat();
    const received = { path: request.url ?? '', headers: request.headers, model, inputs };
    requests.push(received);
    if (mayPass && !mayPass(received)) await new Promise<void>((resolve) => waiting.push(resolve));
    if (failure) {
      const { status, code, headers } = failure;
      send(status, { error: { message: 'The server fails as it was told to.', code } }, headers);
      return;
    }
    const data = inputs.map((text, index) => ({
      object: 'embedding',
      index,
      embedding: vectorOf(text, model),
    }));
    send(200, { object: 'list', data, model, usage: { prompt_tokens: 1, total_tokens: 1 } });
  };

  const server = createServer((request, response) => void answer(request, response));
  // Idle connections stay open until the client closes them.
  server.keepAliveTimeout = 600_000;
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/v1`,
    port: taken,
    requests,
    hold: (pass = () => false) => {
      mayPass = pass;
    },
    release: () => {
      mayPass = undefined;
      for (const goOn of waiting.splice(0)) goOn();
    },
    fail: (status, code = 'told_to_fail', headers = {}) => {
      failure = status === undefined ? undefined : { status, code, headers };
    },
    connections: () => promisify(server.getConnections.bind(server))(),
    close: async () => {
      waiting = [];
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A bag-of-words vector: texts with common words have similar vectors. */
function embed(text: string): number[] {
  const vector = new Array<number>(dimensions).fill(0.001);
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? []) {
    let hash = 7;
    for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 1_000_003;
    vector[hash % dimensions]! += 1;
  }
  return vector;
}
