import path from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { patienceMs } from './patience';
import { dist } from './realSources';

/** Options of the requests of a client: its own limit is a minute, which a busy machine may need. */
export const withPatience = { timeout: patienceMs };

/** Result of a tool call. */
export interface ToolAnswer {
  readonly text: string;
  readonly isError: boolean;
}

/** A client of the built server, which runs in a process of its own. */
export interface McpClient {
  readonly client: Client;
  readonly pid: number;
  call(name: string, args: Record<string, unknown>, signal?: AbortSignal): Promise<ToolAnswer>;
  close(): Promise<void>;
}

/** How to start the server. */
export interface McpServerOptions {
  /** Program with its first arguments; by default the built server. */
  readonly program?: readonly [command: string, ...args: string[]];
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>> | undefined;
  /** Revision of the protocol: that of 2025, which begins with `initialize`, or that of 2026, which does not. */
  readonly revision?: '2025' | '2026';
}

/** Starts the server and connects to it. */
export async function connectMcp({
  program = [process.execPath, path.join(dist, 'cli.js'), 'mcp'],
  args,
  cwd,
  env = {},
  revision = '2025',
}: McpServerOptions): Promise<McpClient> {
  const client = clientOf(revision);
  const [command, ...first] = program;
  const transport = new StdioClientTransport({
    command,
    args: [...first, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
    stderr: 'ignore',
    ...(cwd !== undefined && { cwd }),
  });
  await client.connect(transport, withPatience);
  return { ...toolClient(client), pid: transport.pid! };
}

/** A client that is not connected. */
export function clientOf(revision: '2025' | '2026'): Client {
  return new Client(
    { name: 'test', version: '1' },
    revision === '2026' ? { versionNegotiation: { mode: { pin: '2026-07-28' } } } : {},
  );
}

/** What tests call of a connected client. */
export function toolClient(client: Client): Omit<McpClient, 'pid'> {
  return {
    client,
    call: async (name, toolArguments, signal) => {
      const result = await client.callTool(
        { name, arguments: toolArguments },
        { ...withPatience, ...(signal && { signal }) },
      );
      const [content] = result.content;
      if (content?.type !== 'text') throw new Error('The answer is not a text.');
      return { text: content.text, isError: result.isError ?? false };
    },
    close: () => client.close(),
  };
}
