import picomatch from 'picomatch';
import type { Shard, ShardFile } from '../indexing/shard';
import type { SearchFilter } from './query';

/** Tells whether a file may be among the results. */
export type FilePredicate = (file: Pick<ShardFile, 'path' | 'language' | 'kind'>) => boolean;

/** Compiles a filter once; undefined when it lets everything through. */
export function compileFilter(filter: SearchFilter): FilePredicate | undefined {
  const tests: FilePredicate[] = [];
  if (filter.paths?.length) tests.push(pathTest(filter.paths));
  if (filter.excludedPaths?.length) {
    const excluded = pathTest(filter.excludedPaths);
    tests.push((file) => !excluded(file));
  }
  if (filter.languages?.length) {
    const languages = new Set(filter.languages);
    tests.push((file) => languages.has(file.language));
  }
  const { kind } = filter;
  if (kind) tests.push((file) => file.kind === kind);
  return tests.length > 0 ? (file) => tests.every((test) => test(file)) : undefined;
}

function pathTest(globs: readonly string[]): FilePredicate {
  const matches = picomatch(globs.flatMap(expandGlob), { dot: true });
  return ({ path }) => matches(path);
}

/** As the Search view of VS Code reads them: a folder means all below it, a bare name means anywhere. */
function expandGlob(glob: string): string[] {
  const bare = glob.replace(/^\.?\//, '').replace(/\/+$/, '');
  const anchored = glob.startsWith('/') || glob.startsWith('./') || bare.includes('/') ? bare : `**/${bare}`;
  return [anchored, `${anchored}/**`];
}

/** The files of a shard that have anything to show; most searches filter nothing more. */
const filesWithChunks = new WeakMap<Shard, Uint8Array>();

/** For each shard, 1 for each file that may be among the results. Applied before any top is taken. */
export function allowedFiles(shards: readonly Shard[], accepts: FilePredicate | undefined): Uint8Array[] {
  return shards.map((shard) => {
    let all = filesWithChunks.get(shard);
    if (!all) {
      all = Uint8Array.from(shard.files, ({ chunkCount }) => (chunkCount > 0 ? 1 : 0));
      filesWithChunks.set(shard, all);
    }
    return accepts ? all.map((any, i) => (any === 1 && accepts(shard.files[i]!) ? 1 : 0)) : all;
  });
}
