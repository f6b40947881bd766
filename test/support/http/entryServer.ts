import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { signatureFault, type BucketUser } from './bucketSignature';
import { listen, type TestServer } from './connections';

/** A request to the server. */
export interface EntryRequest {
  readonly method: string;
  /** Name of the entry. */
  readonly name: string;
  readonly headers: IncomingMessage['headers'];
}

/** Answers in the place of the server. Returning false lets the server answer. */
export type EntryFault = (
  request: EntryRequest,
  response: ServerResponse,
) => boolean | Promise<boolean | undefined>;

/** A WebDAV directory `/search/` as nginx serves it with `dav_methods PUT`. */
export interface EntryServer extends TestServer {
  /** Address of the directory. */
  readonly address: string;
  readonly entries: Map<string, Buffer>;
  readonly requests: EntryRequest[];
  /** Requests that nginx would not accept. */
  readonly refused: string[];
  /** Makes the server fail from now on; undefined ends that. */
  fault: EntryFault | undefined;
}

/** Options of {@link startEntryServer}. */
export interface EntryServerOptions {
  /** Value that `Authorization` must have. Default: none is required. */
  readonly authorization?: string;
  /** The server is an S3-compatible bucket: each request is signed by this user. Default: it is not. */
  readonly user?: BucketUser;
  /** `client_max_body_size`. Default 1 MiB, as in nginx. */
  readonly maxBodyBytes?: number;
}

const methods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'PUT']);

/**
 * Starts the server. It is strict: what nginx refuses is refused, and noted in `refused`: other methods, bodies with a
 * range, without a length or too long, directories, paths outside, a body with `GET`.
 */
export async function startEntryServer({
  authorization,
  user,
  maxBodyBytes = 1024 * 1024,
}: EntryServerOptions = {}): Promise<EntryServer> {
  const entries = new Map<string, Buffer>();
  const requests: EntryRequest[] = [];
  const refused: string[] = [];
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url = '', headers } = request;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    const end = (status: number, page = `<html><body>${status}</body></html>`): void => {
      response.writeHead(status, { 'content-type': 'text/html' }).end(method === 'HEAD' ? undefined : page);
    };
    const refuse = (status: number, why: string): void => {
      refused.push(`${method} ${url}: ${why}`);
      end(status);
    };
    const name = /^\/search\/([0-9a-f]{64})$/.exec(url)?.[1];
    if (name !== undefined) requests.push({ method, name, headers });
    if (name !== undefined && (await server.fault?.({ method, name, headers }, response))) return;
    const fault = user && signatureFault({ method, path: url, headers, body }, user);
    if (fault !== undefined) {
      refuse(403, fault);
    } else if (authorization !== undefined && headers.authorization !== authorization) {
      end(403);
    } else if (!methods.has(method)) {
      refuse(405, 'the method');
    } else if (name === undefined) {
      refuse(url.endsWith('/') ? 409 : 404, 'not a file of the directory');
    } else if (method === 'PUT') {
      if (headers['content-range'] !== undefined) refuse(501, 'a part of a body');
      else if (headers['content-length'] === undefined) refuse(411, 'no length');
      else if (body.length > maxBodyBytes) end(413);
      else {
        const isNew = !entries.has(name);
        entries.set(name, body);
        response.writeHead(isNew ? 201 : 204).end();
      }
    } else if (body.length > 0) {
      refuse(400, 'a body');
    } else {
      const entry = entries.get(name);
      if (!entry) {
        end(404);
        return;
      }
      response.writeHead(200, {
        'content-type': 'application/octet-stream',
        'content-length': entry.length,
        'accept-ranges': 'bytes',
      });
      response.end(method === 'HEAD' ? undefined : entry);
    }
  };
  const base = await listen(createServer((request, response) => void serve(request, response)));
  const server: EntryServer = Object.assign(Object.create(base) as TestServer, {
    address: `${base.origin}/search`,
    entries,
    requests,
    refused,
    fault: undefined as EntryFault | undefined,
  });
  return server;
}
