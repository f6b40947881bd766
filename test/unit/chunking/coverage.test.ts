import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Chunk, ChunkedFile, ChunkingMethod } from '../../../src/engine/chunking/chunk';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { languageIds } from '../../../src/common/query/languageTables';
import { languageOf } from '../../../src/engine/corpus/languages';
import { fixtures, grammars, smallSizes } from './chunkFixture';
import { coverageViolation } from './coverage';
import { garbage, mangled, seededRandom } from './randomText';

const small = createChunker(grammars, smallSizes);
const usual = createChunker(grammars);

/** Only a single line may be larger than `maxChars`, except for a remainder too small for a separate chunk. */
function oversized({ method, chunks }: ChunkedFile): readonly Chunk[] {
  const limit = smallSizes.maxChars + smallSizes.tinyChars;
  return method === 'cells'
    ? []
    : chunks.filter(({ startLine, endLine, text }) => endLine > startLine && text.length > limit);
}

async function expectCoverage(text: string, language: string, note: string): Promise<ChunkingMethod> {
  const [inSmall, inUsual] = await Promise.all(
    [small, usual].map((chunker) => chunker.chunk({ path: note, language, text })),
  );
  for (const chunked of [inSmall!, inUsual!]) {
    expect(
      coverageViolation(text, chunked),
      `${note} as ${language}: ${JSON.stringify(text.slice(0, 2000))}`,
    ).toBe(undefined);
  }
  expect(oversized(inSmall!), note).toEqual([]);
  return inSmall!.method;
}

describe('every line is in exactly one chunk', () => {
  it.each(languageIds)('of garbage in %s', async (language) => {
    const random = seededRandom(language.length * 7919 + language.charCodeAt(0));
    for (let round = 0; round < 12; round++) {
      await expectCoverage(garbage(random, 1 + Math.floor(random() * 150)), language, `round ${round}`);
    }
  });

  it.each(readdirSync(fixtures).filter((name) => !name.endsWith('.chunks')))(
    'of %s, mangled',
    async (name) => {
      const random = seededRandom(name.length);
      const text = readFileSync(join(fixtures, name), 'utf8');
      const { id } = languageOf(name);
      await expectCoverage(text.replaceAll('\n', '\r\n'), id, 'CRLF');
      await expectCoverage(`\uFEFF${text.trimEnd()}`, id, 'BOM, no break at the end');
      for (let round = 0; round < 12; round++) {
        await expectCoverage(mangled(text, random), id, `round ${round}`);
      }
    },
  );

  it('of the sources of this repository, by every method', async () => {
    const root = join(import.meta.dirname, '..', '..', '..');
    const below = (directory: string): string[] =>
      readdirSync(join(root, directory), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name));
    const paths = [...below('src'), ...below('test/fixtures/chunking'), join(root, 'package-lock.json')];
    const methods = new Set<ChunkingMethod>();
    for (const path of paths) {
      methods.add(await expectCoverage(readFileSync(path, 'utf8'), languageOf(path).id, path));
    }
    expect(paths.length).toBeGreaterThan(80);
    expect([...methods].sort()).toEqual(['cells', 'headings', 'syntax', 'text']);
  });
});
