import { once } from 'node:events';
import path from 'node:path';
import { createMcpHandler } from '@modelcontextprotocol/server';
import { serveStdio, StdioServerTransport } from '@modelcontextprotocol/server/stdio';
import { AgentSession } from '../agents/agentSession';
import type { ProviderOptions, SharedResultsOptions } from '../common/contracts/engineOptions';
import type { PostgresOptions } from '../common/contracts/published';
import { errorFactsOf, SemanticSearchError, type ErrorFacts } from '../common/errors/errors';
import type { Handlers } from '../common/contracts/remoteCalls';
import type { HostContract } from '../common/contracts/hostContract';
import { endSoon } from '../node/endSoon';
import { startEngineWorker } from '../node/engineWorker';
import { CheckedInput } from './checkedInput';
import { chooseRoots, type RootSources } from './chooseRoots';
import { folderOptionsOf, type IndexChoice } from './folderOptions';
import { startHttpServer } from './httpServer';
import { httpToken } from './httpToken';
import { McpEngine, type McpEngineOptions } from './mcpEngine';
import { createServer } from './server';

/** Options of the server. */
export interface McpOptions {
  /** Where to learn which folders are searched. */
  readonly sources: RootSources;
  readonly provider: ProviderOptions;
  /** As in `EngineOptions`. */
  readonly sharedResults?: SharedResultsOptions | undefined;
  /** As in `McpEngineOptions`. */
  readonly postgres?: PostgresOptions | undefined;
  /** As in `EngineOptions`. */
  readonly threads?: number | undefined;
  readonly index: IndexChoice;
  /** Serves on HTTP, at this port of the loopback address, instead of stdin and stdout; 0 takes a free port. */
  readonly httpPort?: number | undefined;
  /** Directory of the built files. */
  readonly dist: string;
  /** Handles the calls of the engine's thread. */
  readonly host: Handlers<HostContract>;
  /** Receives errors of the connection, and the address on HTTP. */
  readonly report: (message: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Serves the tools for agents over the Model Context Protocol, in its 2025 and 2026 revisions
 * (https://modelcontextprotocol.io/specification). Resolves when the client closes stdin or the signal is aborted.
 *
 * @returns why it cannot serve. A thrown error would be of this bundle's class, which its caller's bundle does not have.
 */
export async function serveMcp(options: McpOptions): Promise<ErrorFacts | undefined> {
  const { dist, host, provider, sharedResults, postgres, threads, index, httpPort } = options;
  const engine = new McpEngine({
    ...rootsOf(options),
    provider,
    sharedResults,
    postgres,
    threads,
    cacheDirectory: index.indexDirectory,
    folderOptions: (folder) => folderOptionsOf(folder, index),
    start: () => {
      const worker = startEngineWorker(path.join(dist, 'worker.js'), { host });
      return {
        engine: worker.engine,
        close: async () => {
          await worker.close();
          await worker.terminate();
        },
      };
    },
  });
  engine.begin();
  try {
    await (httpPort === undefined ? onStdio(engine, options) : onHttp(engine, httpPort, options));
    return undefined;
  } catch (error) {
    return errorFactsOf(error);
  } finally {
    await engine.close();
  }
}

/** One client, and one session: no answer repeats the lines of another. */
async function onStdio(engine: McpEngine, { report, signal }: McpOptions): Promise<void> {
  const session = new AgentSession(engine);
  const { stdin, stdout } = process;
  const input = stdin.pipe(new CheckedInput((text) => stdout.write(`${text}\n`)));
  const handle = serveStdio(() => createServer(session), {
    transport: new StdioServerTransport(input, stdout),
    onerror: (error) => {
      report(error.message);
    },
  });
  const isClosed = new Promise<void>((resolve) => {
    for (const event of ['end', 'close', 'error']) stdin.once(event, resolve);
  });
  await Promise.race([isClosed, untilAborted(signal)]);
  // The client is gone, and nobody else would end this process.
  endSoon();
  await handle.close();
}

/** Any number of clients. Requests do not say which client they are from, so each is a session of its own. */
async function onHttp(engine: McpEngine, port: number, { index, report, signal }: McpOptions): Promise<void> {
  const file = path.join(index.userDirectory ?? index.indexDirectory, 'mcp-token');
  const handler = createMcpHandler(() => createServer(new AgentSession(engine)), {
    onerror: (error) => {
      report(error.message);
    },
  });
  const server = await startHttpServer({
    port,
    token: await httpToken(file),
    answer: (request) => handler.fetch(request),
    onError: report,
  });
  report(
    `Serves ${server.url}. Clients send the header "Authorization: Bearer TOKEN"; the token is in ${file}.`,
  );
  await untilAborted(signal);
  await handler.close();
  await server.close();
}

/** Resolves also if the signal was aborted before: the server may be stopped while it starts. */
async function untilAborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/**
 * The folders, or why there are none. The server starts nevertheless, and answers each call with the reason: clients hide
 * why a server did not start.
 */
function rootsOf({ sources }: McpOptions): Pick<McpEngineOptions, 'roots' | 'problem'> {
  try {
    return { roots: chooseRoots(sources) };
  } catch (error) {
    if (!(error instanceof SemanticSearchError)) throw error;
    return { roots: [], problem: error };
  }
}
