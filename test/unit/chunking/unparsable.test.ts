import { describe, expect, it } from 'vitest';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { grammars } from './chunkFixture';

/** Kotlin whose grammar takes `in1` for the keyword `in`, with a function and a value that do not end. */
const broken = (value: string): string[] => [
  'class LinksTest {',
  '  val a = 1',
  '',
  '  fun one() {',
  '    in1.close()',
  '    assertThat(in2.exhausted()).isTrue()',
  '    in2.close()',
  '    if (x) in in2 else {',
  '  }',
  '',
  `  val b = ${value}`,
  '',
  '  fun two() {',
  '    call(in2.size)',
  '    in1.close()',
  '    call("two")',
  '    call("two")',
  '  }',
  '',
  '  fun three() {',
  '    in1.close()',
  '    call("three")',
  '    call("three")',
  '  }',
  '',
];

const last = ['  fun last() {', '    return 1', '  }', '}', ''];

async function namesIn(lines: readonly string[]): Promise<{ fallback: string | undefined; names: string[] }> {
  const file = { path: 'a.kt', language: 'kotlin', text: lines.join('\n') };
  const { chunks, fallback } = await createChunker(grammars).chunk(file);
  return { fallback, names: chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name)) };
}

describe('a file that its grammar cannot parse', () => {
  it('is divided by lines also if a definition among the errors has swallowed those that follow it', async () => {
    const { fallback, names } = await namesIn([...broken('run {'), ...last]);
    expect(fallback).toMatch(/unparsable$/);
    expect(names).toEqual(['LinksTest', 'a', 'one', 'b', 'two', 'three', 'last']);
  });

  it('keeps the definitions after a text of several lines that begins in the first column', async () => {
    const quoted = ['  fun quoted() {', '    val a = """', 'first', '}', 'fun no() {', '    """', '  }', ''];
    const { names } = await namesIn([...broken('run {'), ...quoted, ...last]);
    expect(names).toEqual(['LinksTest', 'a', 'one', 'b', 'two', 'three', 'quoted', 'last']);
  });
});
