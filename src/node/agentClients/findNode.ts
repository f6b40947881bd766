import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ServerCommand } from './clients';

/** The oldest major version of Node.js that runs the server. */
const oldestMajor = 20;
/** Milliseconds that a program may take to print its version. */
const patienceMs = 5000;

/**
 * How to run a script with Node.js: the `node` of the `PATH` if it is new enough, because its path outlives updates of
 * VS Code; otherwise the program of this process, which is VS Code's own and runs as Node.js with a variable.
 */
export async function findNode(
  env: NodeJS.ProcessEnv,
  platform = process.platform,
): Promise<Pick<ServerCommand, 'command' | 'env'>> {
  const name = platform === 'win32' ? 'node.exe' : 'node';
  for (const directory of (env['PATH'] ?? env['Path'] ?? '').split(path.delimiter)) {
    const command = path.join(directory, name);
    if (path.isAbsolute(command) && (await majorVersion(command)) >= oldestMajor) return { command };
  }
  return { command: process.execPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
}

/** 0 if the program cannot be run. */
async function majorVersion(command: string): Promise<number> {
  try {
    const { stdout } = await promisify(execFile)(command, ['--version'], { timeout: patienceMs });
    return Number(/^v(\d+)\./.exec(stdout)?.[1] ?? 0);
  } catch {
    return 0;
  }
}
