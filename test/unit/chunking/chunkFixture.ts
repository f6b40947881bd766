import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ChunkedFile, SymbolDefinition } from '../../../src/engine/chunking/chunk';
import { createChunker } from '../../../src/engine/chunking/chunker';
import { languageOf } from '../../../src/engine/corpus/languages';
import { createPackagedGrammarSource } from '../../../src/node/nodeGrammarSource';
import { coverageViolation } from './coverage';

const root = join(import.meta.dirname, '..', '..', '..');

/** Directory of the fixtures and their golden files. */
export const fixtures = join(root, 'test', 'fixtures', 'chunking');

/** The grammars of this checkout. */
export const grammars = createPackagedGrammarSource(join(root, 'node_modules'));

/** Small enough that files of a few dozen lines are joined and divided in every way. */
export const smallSizes = { targetChars: 400, maxChars: 800, smallChars: 160, tinyChars: 60 };

const chunker = createChunker(grammars, smallSizes);

/** Compares the chunks of a fixture with its golden file, `NAME.chunks`. With UPDATE_GOLDEN=1 it writes the golden file instead. */
export async function check(name: string): Promise<void> {
  const text = readFileSync(join(fixtures, name), 'utf8');
  const chunked = await chunker.chunk({ path: name, language: languageOf(name).id, text });
  expect(coverageViolation(text, chunked)).toBeUndefined();
  const golden = join(fixtures, `${name}.chunks`);
  const actual = render(chunked);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    writeFileSync(golden, actual);
  }
  expect(actual).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '(no golden file)');
}

/** Line of the name, with the line range of the definition if it is longer: `12 (10-20)`. */
function linesOf({ line, startLine, endLine }: SymbolDefinition): string {
  return startLine === line && endLine === line ? `${line}` : `${line} (${startLine}-${endLine})`;
}

function render({ method, chunks, fallback }: ChunkedFile): string {
  const head = fallback === undefined ? method : `${method}: ${fallback}`;
  const body = chunks.map(({ startLine, endLine, breadcrumb, symbols, text }) => {
    const place = breadcrumb.length === 0 ? '' : `  in ${breadcrumb.join(' > ')}`;
    const names = symbols.map((symbol) => `    ${linesOf(symbol)} ${symbol.kind} ${symbol.name}\n`).join('');
    const lines = method === 'cells' ? text.replace(/^/gm, '    | ') + '\n' : '';
    return `${startLine}-${endLine}${place}\n${names}${lines}`;
  });
  return `${head}\n${body.join('')}`;
}
