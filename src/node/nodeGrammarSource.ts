import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { GrammarSource, TreeSitter } from '../engine/chunking/grammarSource';
import packageFiles from './grammars.json';

/** Path of a grammar's module; undefined if there is none of that name. */
type GrammarResolver = (name: string) => string | undefined;

/** Grammars in the layout of the build, below the directory of the programs. */
export function createGrammarSource(dist: string): GrammarSource {
  return new NodeGrammarSource(join(dist, 'treeSitter.js'), (name) =>
    isGrammar(name) ? join(dist, 'grammars', `${name}.wasm`) : undefined,
  );
}

/** Grammars in the layout of their packages, for tests and benchmarks that run without a build. */
export function createPackagedGrammarSource(nodeModules: string): GrammarSource {
  return new NodeGrammarSource(join(nodeModules, 'web-tree-sitter/web-tree-sitter.cjs'), (name) =>
    isGrammar(name) ? join(nodeModules, packageFiles[name]) : undefined,
  );
}

/** Reads grammars from files. */
class NodeGrammarSource implements GrammarSource {
  /** @param library absolute path of the tree-sitter module */
  constructor(
    private readonly library: string,
    private readonly resolve: GrammarResolver,
  ) {}

  async load(name: string): Promise<Uint8Array> {
    const path = this.resolve(name);
    if (path === undefined) {
      throw new Error(`There is no grammar "${name}"`);
    }
    return readFile(path);
  }

  newTreeSitter(): TreeSitter {
    const load = createRequire(this.library);
    // Otherwise `load` would return the same copy.
    Reflect.deleteProperty(load.cache, load.resolve(this.library));
    return load(this.library) as TreeSitter;
  }
}

function isGrammar(name: string): name is keyof typeof packageFiles {
  return Object.hasOwn(packageFiles, name);
}
