/**
 * Chunks every text file of real repositories and verifies that no line is lost and none is in two chunks.
 *
 *   node esbuild.js --bench
 *   node out/bench/verifyChunking.js --repos DIR [--only NAME] [--show PATH]
 *
 * DIR contains the repositories, one folder each, checked out by git. Run it in the root of this repository, where it
 * finds the grammars. `--show` prints the chunks of the files whose path ends with PATH instead. Exit code 1 on any
 * violation.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ChunkedFile } from '../src/engine/chunking/chunk';
import { type Chunker, createChunker } from '../src/engine/chunking/chunker';
import { languageOf } from '../src/engine/corpus/languages';
import { createPackagedGrammarSource } from '../src/node/nodeGrammarSource';
import { coverageViolation } from '../test/unit/chunking/coverage';

const maxBytes = 5_000_000;
const maxShownFallbacks = 5;

interface Totals {
  files: number;
  lines: number;
  chars: number;
  chunks: number;
  tookMs: number;
  violations: number;
  readonly methods: Map<string, number>;
  readonly fallbacks: string[];
}

const { values } = parseArgs({
  options: { repos: { type: 'string' }, only: { type: 'string' }, show: { type: 'string' } },
});
const repos = values.repos ?? process.env['SEMANTIC_SEARCH_REPOS'];
if (repos === undefined) {
  console.error('Nothing verified: say where the repositories are, --repos DIR.');
  process.exit(2);
}
void main(resolve(repos)).then(
  // Exit at once: the optimizing compiler may be busy with a grammar for seconds.
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);

async function main(root: string): Promise<number> {
  const chunker = createChunker(createPackagedGrammarSource(resolve('node_modules')));
  const all = emptyTotals();
  for (const name of readdirSync(root).sort()) {
    if (values.only !== undefined && name !== values.only) {
      continue;
    }
    const totals = await verifyRepository(join(root, name), chunker);
    if (values.show === undefined) {
      print(name, totals);
    }
    add(all, totals);
  }
  if (values.show === undefined) {
    print('all', all);
  }
  return all.violations > 0 ? 1 : 0;
}

async function verifyRepository(directory: string, chunker: Chunker): Promise<Totals> {
  const totals = emptyTotals();
  const listed = execFileSync('git', ['ls-files', '-z'], { cwd: directory, maxBuffer: 1e9 }).toString();
  for (const path of listed.split('\0').filter(Boolean)) {
    const text = readText(join(directory, path));
    if (text === undefined || (values.show !== undefined && !path.endsWith(values.show))) {
      continue;
    }
    const { id } = languageOf(path);
    const started = performance.now();
    const chunked = await chunker.chunk({ path, language: id, text });
    totals.tookMs += performance.now() - started;
    const violation = coverageViolation(text, chunked);
    if (violation !== undefined) {
      totals.violations++;
      console.error(`${basename(directory)}/${path}: ${violation}`);
    }
    if (values.show !== undefined) {
      show(path, chunked);
    }
    count(totals, `${basename(directory)}/${path}`, text, chunked);
  }
  return totals;
}

/** The text of a file; undefined if it is not a regular file, or is binary or very large. */
function readText(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() !== true || stat.size > maxBytes) {
    return undefined;
  }
  const bytes = readFileSync(path);
  return bytes.includes(0) ? undefined : bytes.toString('utf8');
}

function count(totals: Totals, path: string, text: string, { method, chunks, fallback }: ChunkedFile): void {
  totals.files++;
  totals.chars += text.length;
  totals.lines += chunks.at(-1)?.endLine ?? 0;
  totals.chunks += chunks.length;
  totals.methods.set(method, (totals.methods.get(method) ?? 0) + 1);
  if (fallback !== undefined) {
    totals.fallbacks.push(`${path}: ${fallback}`);
  }
}

function show(path: string, { method, chunks, fallback }: ChunkedFile): void {
  console.log(`\n=== ${path} (${method}${fallback === undefined ? '' : `, ${fallback}`})`);
  for (const { startLine, endLine, text, breadcrumb, symbols } of chunks) {
    const names = symbols.map(({ name, kind, line }) => `${kind} ${name}:${line}`).join(', ');
    console.log(`${startLine}-${endLine} (${text.length}) [${breadcrumb.join(' > ')}] ${names}`);
  }
}

function print(name: string, totals: Totals): void {
  const methods = [...totals.methods].map(([method, files]) => `${method} ${files}`).join(', ');
  const perSecond = Math.round(totals.lines / (totals.tookMs / 1000));
  console.log(
    `${name.padEnd(20)} ${totals.files} files, ${totals.lines} lines, ${totals.chunks} chunks of ` +
      `${Math.round(totals.chars / Math.max(1, totals.chunks))} characters (${methods}), ` +
      `${totals.fallbacks.length} fallbacks, ${perSecond} lines/s, ${totals.violations} violations`,
  );
  if (name !== 'all') {
    for (const fallback of totals.fallbacks.slice(0, maxShownFallbacks)) {
      console.log(`    ${fallback}`);
    }
  }
}

function emptyTotals(): Totals {
  return {
    files: 0,
    lines: 0,
    chars: 0,
    chunks: 0,
    tookMs: 0,
    violations: 0,
    methods: new Map(),
    fallbacks: [],
  };
}

function add(all: Totals, totals: Totals): void {
  all.files += totals.files;
  all.lines += totals.lines;
  all.chars += totals.chars;
  all.chunks += totals.chunks;
  all.tookMs += totals.tookMs;
  all.violations += totals.violations;
  all.fallbacks.push(...totals.fallbacks);
  for (const [method, files] of totals.methods) {
    all.methods.set(method, (all.methods.get(method) ?? 0) + files);
  }
}
