/**
 * Measures how fast the built-in model tokenizes and embeds on one core, and the general tokenizer library in the
 * same run.
 *
 *   embeddingSpeed [--model DIR] [--repos DIR] [--chunks N]
 *
 * `--repos` (or SEMANTIC_SEARCH_REPOS) names a folder of sources to embed; without it, this repository's own are
 * used.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { createBuiltinProvider } from '../src/engine/embedding/builtinProvider';
import { createLibraryTokenizer } from '../src/engine/embedding/libraryTokenizer';
import { parseModelJson } from '../src/engine/embedding/modelJson';
import type { TextTokenizer } from '../src/engine/embedding/textTokenizer';
import { loadModelFiles } from '../src/node/modelFiles';

const chunkCharacters = 1500;
const ROUNDS = 3;
/** The slow library gets only every nth chunk, which is enough to compute a rate. */
const libraryStep = 10;
const sourceFile =
  /\.(?:[cm]?[jt]sx?|py|rs|go|java|kt|cs|cpp|cc|c|h|hpp|rb|php|swift|scala|ex|exs|lua|sh|md)$/;

/** Chunks of about 1,500 characters, cut at line ends, each below a header line. */
function readChunks(directory: string, wanted: number): string[] {
  const chunks: string[] = [];
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
    if (chunks.length >= wanted) {
      break;
    }
    if (!sourceFile.test(name) || name.includes('node_modules')) {
      continue;
    }
    const text = readFileSync(path.join(directory, name), 'utf8');
    for (let start = 0; start < text.length && chunks.length < wanted;) {
      const lineEnd = text.indexOf('\n', start + chunkCharacters);
      const end = lineEnd < 0 || lineEnd > start + 2 * chunkCharacters ? start + chunkCharacters : lineEnd;
      chunks.push(`${name}\n${text.slice(start, end)}`);
      start = end;
    }
  }
  return chunks;
}

/** Best of several rounds, in seconds: other load on the machine can only add time. */
async function secondsOf(run: () => unknown): Promise<number> {
  let best = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    await run();
    best = Math.min(best, (performance.now() - start) / 1000);
  }
  return best;
}

function tokenizeAll(tokenizer: TextTokenizer, texts: readonly string[], ids: Int32Array): number {
  let tokens = 0;
  for (const text of texts) {
    tokens += tokenizer.encode(text, 0, text.length, ids);
  }
  return tokens;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      model: { type: 'string', default: 'media/model' },
      repos: { type: 'string' },
      chunks: { type: 'string', default: '20000' },
    },
  });
  const directory = values.repos ?? process.env['SEMANTIC_SEARCH_REPOS'] ?? 'src';
  const chunks = readChunks(directory, Number(values.chunks));
  const few = chunks.filter((_, i) => i % libraryStep === 0);
  const megabytes = (texts: readonly string[]): number =>
    texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1e6;

  const loadStart = performance.now();
  const model = await loadModelFiles(values.model);
  const loadMs = performance.now() - loadStart;
  const provider = createBuiltinProvider(model);
  const library = await createLibraryTokenizer(
    parseModelJson(readFileSync(path.join(values.model, 'tokenizer.json'), 'utf8'), 'tokenizer.json'),
    {},
  );
  const ids = new Int32Array(chunkCharacters * 3);

  const embedSeconds = await secondsOf(() => provider.embedDocuments(chunks));
  const directSeconds = await secondsOf(() => tokenizeAll(model.tokenizer, chunks, ids));
  const librarySeconds = await secondsOf(() => tokenizeAll(library, few, ids));

  const directRate = megabytes(chunks) / directSeconds;
  const libraryRate = megabytes(few) / librarySeconds;
  console.log(`${model.name}, loaded in ${loadMs.toFixed(0)} ms; ${chunks.length} chunks of ${directory}`);
  console.log(
    `embed      ${Math.round(chunks.length / embedSeconds)} chunks/s  ${(megabytes(chunks) / embedSeconds).toFixed(1)} MB/s`,
  );
  console.log(`tokenise   ${directRate.toFixed(1)} MB/s`);
  console.log(
    `library    ${libraryRate.toFixed(2)} MB/s  (the direct tokeniser is ${(directRate / libraryRate).toFixed(0)} times as fast)`,
  );
}

void main();
