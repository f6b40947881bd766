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
  ])('%s is divided', async (file, text) => {
    const chunker = createChunker(grammars);
    const { chunks } = await chunker.chunk({ path: file, language: languageOf(file).id, text });
    expect(chunks.at(-1)?.endLine).toBe(text.split('\n').length - 1);
  });
});
