import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { openFolder } from '../openFolder';
import { percentile } from '../speed/figures';
import { queries } from '../speed/queries';
import { saveTimesMs } from '../speed/saves';

/** What one step needs. */
export interface StepInput {
  readonly step: keyof typeof steps;
  readonly folder: string;
  readonly indexDirectory: string;
  readonly dist: string;
  readonly threads?: number | undefined;
}

/** Rounds over all questions. */
const rounds = 10;

/** Each step runs in a process of its own, so that its memory and its first query are its own. */
export const steps = {
  /** The first index. Times in milliseconds, memory in bytes. */
  index: async ({ folder, indexDirectory, dist, threads }: StepInput) => {
    const { index } = await openFolder(folder, indexDirectory, { dist, threads });
    const started = performance.now();
    const { chunks, files } = await index.update();
    return {
      ms: performance.now() - started,
      chunks,
      files,
      peakBytes: process.resourceUsage().maxRSS * 1024,
      indexBytes: await bytesBelow(indexDirectory),
    };
  },
  /** A second start, queries and saves. */
  ask: async ({ folder, indexDirectory, dist }: StepInput) => {
    const startedMs = performance.now();
    const opened = await openFolder(folder, indexDirectory, { dist });
    const readyMs = performance.now() - startedMs;
    const ask = async (query: string): Promise<number> => {
      const askedMs = performance.now();
      await opened.workspace.search(query, {});
      return performance.now() - askedMs;
    };
    const preparingMs = performance.now();
    await opened.workspace.warmUp();
    const warmUpMs = performance.now() - preparingMs;
    const firstQueryMs = await ask(queries[0]!);
    for (const query of queries) await ask(query);
    const times: number[] = [];
    const filtered: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (const query of queries) {
        times.push(await ask(query));
        filtered.push(await ask(`${query} path:copy0/**`));
      }
    }
    global.gc?.();
    const warmBytes = process.memoryUsage().rss;
    const checkedMs = performance.now();
    await opened.index.update();
    const checkMs = performance.now() - checkedMs;
    const saves = await saveTimesMs(opened, folder);
    return {
      ...{ readyMs, warmUpMs, firstQueryMs, warmBytes, checkMs },
      ...{ p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
      filteredP50: percentile(filtered, 0.5),
      savedP95: percentile(saves, 0.95),
    };
  },
};

async function bytesBelow(directory: string): Promise<number> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  let bytes = 0;
  for (const entry of entries)
    if (entry.isFile()) bytes += (await stat(path.join(entry.parentPath, entry.name))).size;
  return bytes;
}
