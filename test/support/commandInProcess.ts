import { MessageChannel } from 'node:worker_threads';
import { commandLineHost, runCommandLine, type StartedEngine } from '../../src/cli/run';
import type { EngineContract } from '../../src/common/contracts/engineContract';
import type { HostContract } from '../../src/common/contracts/hostContract';
import { RemoteCaller, serveCalls } from '../../src/common/contracts/remoteCalls';
import { builtinModel } from '../../src/node/builtinModel';
import { EndedThreads } from '../../src/node/endedThreads';
import { messagePortOf } from '../../src/node/messagePorts';
import { serveEngine } from '../../src/worker/serveEngine';
import { dist } from './realSources';

/** Result of a command. */
export interface CommandOutcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const endedThreads = new EndedThreads();

/** Keeps the model in memory from one command to the next. */
let model: Promise<unknown> | undefined;

/** An engine in this thread, behind the same ports as the real one. */
function startEngine(): StartedEngine {
  model ??= builtinModel(dist);
  const calls = new MessageChannel();
  const host = new MessageChannel();
  serveCalls(messagePortOf(host.port1), commandLineHost);
  serveEngine(messagePortOf(calls.port1), {
    dist,
    endedThreads,
    host: new RemoteCaller<HostContract>(messagePortOf(host.port2)),
  });
  const engine = new RemoteCaller<EngineContract>(messagePortOf(calls.port2));
  return {
    engine,
    close: async () => {
      await engine.call('close', null);
      calls.port1.close();
      host.port1.close();
    },
  };
}

/**
 * Runs a command without a separate process and thread, which would cost a third of a second each time. `commandLine.test.ts`
 * tests those.
 *
 * @param env environment variables; undefined unsets one. Commands that run at the same time need the same variables.
 */
export async function runCommand(
  args: readonly string[],
  { env = {}, signal }: { readonly env?: NodeJS.ProcessEnv; readonly signal?: AbortSignal } = {},
): Promise<CommandOutcome> {
  enter(env);
  let stdout = '';
  let stderr = '';
  try {
    const code = await runCommandLine(args, {
      startEngine,
      loadMcp: () => Promise.reject(new Error('The server runs in a process of its own.')),
      dist,
      env: process.env,
      stdout: { write: (text) => (stdout += text) },
      stderr: { write: (text) => (stderr += text) },
      signal: signal ?? new AbortController().signal,
    });
    return { code, stdout, stderr };
  } finally {
    leave();
  }
}

/** Environment of the running commands. */
let current: { readonly key: string; readonly before: NodeJS.ProcessEnv; commands: number } | undefined;

function enter(env: NodeJS.ProcessEnv): void {
  const key = JSON.stringify(Object.entries(env));
  if (current) {
    if (current.key !== key) throw new Error('Another command runs with another environment.');
    current.commands++;
    return;
  }
  const before = Object.fromEntries(Object.keys(env).map((name) => [name, process.env[name]]));
  current = { key, before, commands: 1 };
  assign(env);
}

function leave(): void {
  if (!current || --current.commands > 0) return;
  assign(current.before);
  current = undefined;
}

function assign(env: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(env)) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
}
