import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  FileOutcome,
  HostContract,
  LogLine,
  VirtualPath,
} from '../../src/common/contracts/hostContract';
import type { Handlers } from '../../src/common/contracts/remoteCalls';
import { startEngineWorker, type EngineWorker } from '../../src/node/engineWorker';
import { dist } from './realSources';

/** A host with virtual folders in memory: texts by `FOLDER/PATH`. */
export function memoryHost(
  files: ReadonlyMap<string, string> = new Map(),
  log: LogLine[] = [],
): Handlers<HostContract> {
  const keyOf = ({ folder, path: file }: VirtualPath): string => (file === '' ? folder : `${folder}/${file}`);
  const isDirectory = (at: VirtualPath): boolean =>
    [...files.keys()].some((key) => key.startsWith(`${keyOf(at)}/`));
  const missing = (at: VirtualPath): { fault: { code: string; message: string } } => ({
    fault: { code: 'ENOENT', message: `no ${keyOf(at)}` },
  });
  return {
    log: (line) => {
      log.push(line);
      return Promise.resolve(null);
    },
    readDirectory: (at) => {
      if (!isDirectory(at)) return Promise.resolve(missing(at));
      const below = [...files.keys()]
        .filter((key) => key.startsWith(`${keyOf(at)}/`))
        .map((key) => key.slice(keyOf(at).length + 1).split('/'));
      const types = new Map(below.map((names) => [names[0]!, names.length > 1]));
      return Promise.resolve({
        value: [...types].map(([name, isFolder]) => ({
          name,
          type: isFolder ? ('directory' as const) : ('file' as const),
        })),
      });
    },
    stat: (at) => {
      const text = files.get(keyOf(at));
      if (text === undefined && !isDirectory(at)) return Promise.resolve(missing(at));
      return Promise.resolve({
        value: {
          type: text === undefined ? ('directory' as const) : ('file' as const),
          sizeBytes: text?.length ?? 0,
          mtimeMs: 1,
        },
      });
    },
    readFile: (at): Promise<FileOutcome<Uint8Array>> => {
      const text = files.get(keyOf(at));
      return Promise.resolve(text === undefined ? missing(at) : { value: new TextEncoder().encode(text) });
    },
  };
}

/**
 * The built engine in its thread, with the built-in model loaded.
 *
 * @param whenDone registers the end of the thread; by default it ends when the test has finished
 */
export async function startEngine(
  host: Handlers<HostContract> = memoryHost(),
  whenDone: (end: () => Promise<void>) => void = onTestFinished,
): Promise<EngineWorker> {
  const worker = startEngineWorker(path.join(dist, 'worker.js'), { host });
  whenDone(async () => {
    await worker.terminate();
  });
  await worker.engine.call('open', { provider: { provider: 'builtin' }, cacheDirectory: tmpdir() });
  return worker;
}
