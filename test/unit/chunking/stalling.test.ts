import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { languageOf } from '../../../src/engine/corpus/languages';
import { grammars } from './chunkFixture';

const gap = ' '.repeat(60_000);

describe('text made to stall a chunker', () => {
  it.each([
    ['rule.m', `${'%'.repeat(5000)}\nx = 1\n`],
    ['rules.m', `${`${'%'.repeat(60)}\n`.repeat(2000)}x = 1\n`],
    ['gap.txt', `a${gap}b\n---\n`],
    ['gap.creole', `= a${gap}b\nText\n`],
    ['gap.dokuwiki', `== a${gap}b\nText\n`],
    ['gap.t2t', `= a${gap}b\nText\n`],
    ['gap.wiki', `= a${gap}b\nText\n`],
    ['gap.dbk', `<title>a${gap}b\nText\n`],
    ['gap.org', `* a${gap}b\nText\n`],
    ['gap.textile', `h1. a${gap}b\nText\n`],
    ['gap.tex', `\\section{a${gap}b\nText\n`],
    ['gap.md', `# a${gap}b\nText\n`],
    ['gap.adoc', `= a${gap}b\nText\n`],
    ['gap.hs', `data A ${gap}= b\n  ${gap}:\n`],
    ['gap.mk', `a${gap}b\nText\n`],
    ['gap.cmake', `set(${gap}\nText\n`],
    ['gap.pl', `use constant${gap}{\n  a${gap}=\n`],
    ['gap.dart', `class A {\n  final${gap}a\n}\n`],
    ['gap.proto', `message A {\n  a${gap}b\n}\n`],
    ['gap.swift', `enum A {\n  case${gap}a${gap}:\n}\n`],
    ['colons.tcl', `proc ${':'.repeat(60_000)} {\nText\n`],
    ['values.ts', `enum A {\n${'  B,\n'.repeat(20_000)}}\n`],
    ['values.c', `typedef enum {\n${'  B,\n'.repeat(20_000)}} A;\n`],
    ['macros.h', '#define A\n'.repeat(20_000)],
    ['strings.ts', `const a = [\n${"  'b',\n".repeat(20_000)}];\n`],
    ['attributes.rb', `class A\n  attr_reader ${':b,\n'.repeat(20_000)}:c\nend\n`],
    ['table.lua', `return {\n${'  a = 1,\n'.repeat(20_000)}}\n`],
    ['object.js', `const a = {\n${'  b: 1,\n'.repeat(20_000)}};\n`],
    ['types.ex', `defmodule A do\n${'  @type b :: integer\n'.repeat(10_000)}end\n`],
  ])('%s is divided', async (file, text) => {
    const chunker = createChunker(grammars);
    const { chunks } = await chunker.chunk({ path: file, language: languageOf(file).id, text });
    expect(chunks.at(-1)?.endLine).toBe(text.split('\n').length - 1);
  });
});
