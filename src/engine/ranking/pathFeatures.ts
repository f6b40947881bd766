import type { Shard, ShardFile } from '../indexing/shard';
import { termHash } from '../retrieval/termHash';
import { wordsOf } from '../retrieval/query';
import { stemmedWordsIn, type StemmedWord } from './wordLikeness';

/** Features of a file's path, independent of any query. */
export interface PathFeatures extends PathRole {
  /**
   * Hashes of the words of the file's name without its extension (of its folder's name if the file name is `index` or
   * similar).
   */
  readonly stemWords: readonly number[];
  /** The same words as written, in order. */
  readonly stem: readonly StemmedWord[];
  /** Folders above it. */
  readonly depth: number;
  /** Entry and re-export files: `index.ts`, `__init__.py`, `mod.rs`, ... */
  readonly isIndex: boolean;
}

/** Whether a file is beside the program, by its path. */
export interface PathRole {
  readonly isTest: boolean;
  readonly isExample: boolean;
}

const testPath =
  /(^|\/)(tests?|specs?|__tests__|testing|testdata|fixtures|mocks?|__mocks__|e2e)\/|(^|[/._-])(test|tests|spec|specs)[._-]|[._-](test|tests|spec|specs|mock|mocks|bench|benchmark)\.[^/]+$|(Test|Tests|Spec|Specs)\.[^/]+$/;
const examplePath = /(^|\/)(examples?|samples?|demos?|playgrounds?|benchmarks?|bench|docs?_src)\//i;
const indexNames = new Set(['index', '__init__', 'mod', 'lib', 'main', 'package', 'exports', 'prelude']);

const featuresOfShard = new WeakMap<Shard, readonly PathFeatures[]>();

/** Features of every file of a shard, in its order; computed once for each shard. */
export function pathFeaturesOf(shard: Shard): readonly PathFeatures[] {
  let features = featuresOfShard.get(shard);
  if (!features) {
    features = shard.files.map((file) => describe(file));
    featuresOfShard.set(shard, features);
  }
  return features;
}

function describe({ path }: ShardFile): PathFeatures {
  const segments = path.split('/');
  const name = segments.at(-1)!;
  const stem = name.replace(/(?<=.)\.[^.]*$/, '').replace(/\.(d|test|spec|stories|module)$/, '');
  const isIndex = indexNames.has(stem.toLowerCase());
  const naming = isIndex && segments.length > 1 ? segments.at(-2)! : stem;
  return {
    stemWords: wordsOf(naming).map(termHash),
    stem: stemmedWordsIn(naming),
    depth: segments.length - 1,
    ...roleOf(path),
    isIndex,
  };
}

/** Whether a file is beside the program. */
export function roleOf(path: string): PathRole {
  return { isTest: testPath.test(path), isExample: examplePath.test(path) };
}
