import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { GrammarSource } from '../engine/chunking/grammarSource';
import packageFiles from './grammars.json';

/** Where the module of a grammar lies; undefined when there is none of that name. */
type GrammarResolver = (name: string) => string | undefined;

/** Grammars as the build lays them out: `NAME.wasm` in one directory. */
export function createGrammarSource(directory: string): GrammarSource {
  return new NodeGrammarSource((name) => (isGrammar(name) ? join(directory, `${name}.wasm`) : undefined));
}

/** Grammars where their packages keep them, for tests and benchmarks, which run without a build. */
export function createPackagedGrammarSource(nodeModules: string): GrammarSource {
  return new NodeGrammarSource((name) =>
    isGrammar(name) ? join(nodeModules, packageFiles[name]) : undefined,
  );
}

/** Reads grammars from files. */
class NodeGrammarSource implements GrammarSource {
  constructor(private readonly resolve: GrammarResolver) {}

  async load(name: string): Promise<Uint8Array> {
    const path = this.resolve(name);
    if (path === undefined) {
      throw new Error(`There is no grammar "${name}"`);
    }
    return readFile(path);
  }
}

function isGrammar(name: string): name is keyof typeof packageFiles {
  return Object.hasOwn(packageFiles, name);
}
