import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

/** The server to start. */
export interface AskedServer {
  /** Directory of its build. */
  readonly dist: string;
  /** The workspace folder. */
  readonly folder: string;
  readonly indexDirectory: string;
}

/**
 * Starts `semantic-search mcp`, asks a question and ends the server.
 *
 * @param until asks again until the answer matches; default: once
 * @returns the answer, and the milliseconds since the process was started
 */
export async function askServer(
  { dist, folder, indexDirectory }: AskedServer,
  query: string,
  until?: RegExp,
): Promise<{ readonly text: string; readonly ms: number }> {
  const started = performance.now();
  const client = new Client({ name: 'bench', version: '1' });
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [path.join(dist, 'cli.js'), 'mcp', folder, '--index-dir', indexDirectory],
      stderr: 'ignore',
    }),
  );
  try {
    for (;;) {
      const { content } = await client.callTool({ name: 'search', arguments: { query } });
      const [first] = content;
      if (first?.type !== 'text') throw new Error('The answer is not a text.');
      if (!until || until.test(first.text)) return { text: first.text, ms: performance.now() - started };
      await sleep(1000);
    }
  } finally {
    await client.close();
  }
}
