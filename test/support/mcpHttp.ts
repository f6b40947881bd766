import { once } from 'node:events';
import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { startCommand, type CommandResult } from './commandLine';
import { clientOf, toolClient, withPatience, type McpClient } from './mcpClient';

/** The built server on HTTP, in a process of its own. */
export interface McpHttpServer {
  readonly url: URL;
  /** What it has written to stderr until now. */
  stderr(): string;
  /** Stops it as Ctrl+C does. */
  stop(): Promise<CommandResult>;
}

/** Starts `semantic-search mcp --http` at a free port. @throws Error with its output if it ends */
export async function startMcpHttp(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<McpHttpServer> {
  const { child, done } = startCommand(['mcp', '--http', '0', ...args], { env });
  let text = '';
  const address = new Promise<URL>((resolve) => {
    child.stderr!.on('data', (part: string) => {
      text += part;
      const [url] = /http:\S+\/mcp(?=\.)/.exec(text) ?? [];
      if (url !== undefined) resolve(new URL(url));
    });
  });
  const ended = done.then(({ code, stderr }) => {
    throw new Error(`The server has ended with code ${code}: ${stderr}`);
  });
  ended.catch(() => undefined);
  return {
    url: await Promise.race([address, ended]),
    stderr: () => text,
    stop: () => {
      child.kill('SIGINT');
      return done;
    },
  };
}

/** Connects a client that sends a token. */
export async function connectMcpHttp(
  url: URL,
  token: string,
  revision: '2025' | '2026',
): Promise<Omit<McpClient, 'pid'>> {
  const client = clientOf(revision);
  const headers = { Authorization: `Bearer ${token}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }), withPatience);
  return toolClient(client);
}

/** An answer on HTTP. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Sends a request as it is, with any host and path. @throws the error of the connection */
export async function rawRequest(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { method = 'POST', path = url.pathname, body = '' } = {},
): Promise<RawAnswer> {
  const sent = request({ host: url.hostname, port: url.port, method, path, headers });
  sent.end(body);
  const [answer] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const part of answer.setEncoding('utf8')) text += part as string;
  return { status: answer.statusCode!, headers: answer.headers, text };
}
