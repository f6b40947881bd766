import { Language, Parser } from 'web-tree-sitter';
import { beforeAll, describe, expect, it } from 'vitest';
import { runtimeName } from '../../../src/engine/chunking/grammarSource';
import { syntaxSpecs } from '../../../src/engine/chunking/syntax/syntaxSpecs';
import { languageIds } from '../../../src/common/query/languageTables';
import { grammars } from './chunkFixture';

describe('syntaxSpecs', () => {
  beforeAll(async () => {
    await Parser.init({ wasmBinary: await grammars.load(runtimeName) });
  });

  it.each([...syntaxSpecs])('%s names only node types that its grammar has', async (_, spec) => {
    const language = Language.loadSync(
      new WebAssembly.Module((await grammars.load(spec.grammar)) as Uint8Array<ArrayBuffer>),
    );
    const types = new Set<string>();
    for (let id = 0; id < language.nodeTypeCount; id++) {
      if (language.nodeTypeIsNamed(id)) {
        types.add(language.nodeTypeForId(id) ?? '');
      }
    }
    const named = [
      ...Object.keys(spec.definitions),
      ...spec.leads,
      ...(spec.groups ?? []),
      ...(spec.bodies ?? []),
      ...(spec.blocks ?? []),
    ];
    expect(named.filter((type) => !types.has(type))).toEqual([]);
    expect(named.length).toBe(new Set(named).size);
  });

  it('are for languages that files can have', () => {
    expect([...syntaxSpecs.keys()].filter((language) => !languageIds.includes(language))).toEqual([]);
  });
});
