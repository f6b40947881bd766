import path from 'node:path';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { AgentSession } from '../agents/agentSession';
import type { ProviderOptions } from '../common/contracts/engineContract';
import { SemanticSearchError } from '../common/errors/errors';
import type { Handlers } from '../common/contracts/remoteCalls';
import type { HostContract } from '../common/contracts/hostContract';
import { startEngineWorker } from '../node/engineWorker';
import { chooseRoots, type RootSources } from './chooseRoots';
import { folderOptionsOf, type IndexChoice } from './folderOptions';
import { McpEngine, type McpEngineOptions } from './mcpEngine';
import { createServer } from './server';

/** Options of the server. */
export interface McpOptions {
  /** Where to learn which folders are searched. */
  readonly sources: RootSources;
  readonly provider: ProviderOptions;
  readonly index: IndexChoice;
  /** Directory of the built files. */
  readonly dist: string;
  /** Handles the calls of the engine's thread. */
  readonly host: Handlers<HostContract>;
  /** Receives errors of the connection. */
  readonly onError: (message: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Serves the tools for agents over the Model Context Protocol, on stdin and stdout, in its 2025 and 2026 revisions
 * (https://modelcontextprotocol.io/specification). Resolves when the client closes stdin or the signal is aborted.
 */
export async function serveMcp(options: McpOptions): Promise<void> {
  const { dist, host, provider, index, signal, onError } = options;
  const engine = new McpEngine({
    ...rootsOf(options),
    provider,
    cacheDirectory: index.indexDirectory,
    folderOptions: (folder) => folderOptionsOf(folder, index),
    start: () => {
      const worker = startEngineWorker(path.join(dist, 'worker.js'), { host });
      return {
        engine: worker.engine,
        close: async () => {
          await worker.close();
          void worker.terminate();
        },
      };
    },
  });
  engine.begin();
  const session = new AgentSession(engine);
  const handle = serveStdio(() => createServer(session), {
    onerror: (error) => {
      onError(error.message);
    },
  });
  await new Promise<void>((resolve) => {
    process.stdin.once('end', resolve).once('close', resolve);
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
  await handle.close();
  await engine.close();
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
