import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build, type Plugin } from 'esbuild';

const scripts = createRequire(import.meta.url);
const { watPlugin } = scripts('../../../scripts/buildKernel.js') as { watPlugin: Plugin };
const { vectraAlias } = scripts('../../../scripts/vectraAlias.js') as { vectraAlias: Plugin };

/** Builds a script of `children/` as the product is built, to run it in a separate process. */
export async function buildChild(name: string, directory: string): Promise<string> {
  const outfile = path.join(directory, `${name}.js`);
  await build({
    entryPoints: [path.join(import.meta.dirname, 'children', `${name}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    plugins: [watPlugin, vectraAlias],
    logLevel: 'error',
  });
  return outfile;
}

/** Starts a built script; it inherits stderr. */
export function startChild(script: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Waits until a process and its output have ended. Returns its exit code, or the signal that ended it. */
export async function endOf(child: ChildProcess): Promise<number | string | null> {
  child.stdout?.resume();
  await once(child, 'close');
  return child.exitCode ?? child.signalCode;
}

/** Resolves to the first output of a process. */
export async function firstOutput(child: ChildProcess): Promise<string> {
  const [data] = (await once(child.stdout!, 'data')) as [Buffer];
  return data.toString();
}
