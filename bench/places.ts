import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { SearchResult } from '../src/common/contracts/searchResult';
import { openFolder } from './openFolder';
import { isShown } from './passages/isShown';
import { withPassages } from './passages/withPassages';
import { uniqueNames } from './places/uniqueNames';

/**
 * `npm run bench:places -- --repos DIR [--only NAME]... [--each N]`
 *
 * Measures whether a result opens at its definition. The queries for each repository are names that are defined once,
 * and descriptions of definitions: the first sentence of their comment, which was removed (as in `bench:passages`).
 * Of the queries whose first result is in the right chunk (for descriptions: whose first result of the right file
 * shows the definition) it prints how many show the definition's line within the first four lines of the preview,
 * within the preview, and how many open on it.
 *
 * `--each` is the most questions of a kind for one repository, 300 by default (40 descriptions).
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repos: { type: 'string' },
      only: { type: 'string', multiple: true },
      each: { type: 'string', default: '300' },
      descriptions: { type: 'string', default: '40' },
    },
  });
  if (!values.repos) throw new Error('Give --repos DIR, a folder of repositories.');
  const heads = ['asked', 'right chunk', 'first 4', 'in preview', 'opened on', 'lines'];
  console.log(`${''.padEnd(24)}${heads.map((head) => head.padStart(12)).join('')}`);
  const all: Record<'names' | 'descriptions', Judged[]> = { names: [], descriptions: [] };
  for (const name of values.only ?? readdirSync(values.repos).sort()) {
    const source = path.join(values.repos, name);
    const names = await askNames(source, Number(values.each));
    print(`${name}, names`, names);
    const descriptions = await askDescriptions(source, Number(values.descriptions));
    print(`${name}, descriptions`, descriptions);
    all.names.push(...names);
    all.descriptions.push(...descriptions);
  }
  print('all names', all.names);
  print('all descriptions', all.descriptions);
}

/** Result of a question; only `isFound` is set if the right chunk is not among the considered results. */
interface Judged {
  readonly isFound: boolean;
  readonly isAtAGlance: boolean;
  readonly isInPreview: boolean;
  readonly isOpened: boolean;
  readonly lines: number;
}

const glance = 4;

async function askNames(source: string, most: number): Promise<Judged[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-places-'));
  try {
    const { index, workspace } = await openFolder(source, directory, { dist });
    await index.update();
    const lines = new Map<string, readonly string[]>();
    const lineOf = (file: string, line: number): string => {
      if (!lines.has(file)) {
        lines.set(file, readFileSync(path.join(source, file), 'utf8').split(/\r\n|\r|\n/));
      }
      return lines.get(file)![line - 1] ?? '';
    };
    const judged: Judged[] = [];
    for (const { name, path: file, line, chunk } of uniqueNames(index.root.store.shards, most, lineOf)) {
      const [first] = (await workspace.search(name, { limit: 1, order: 'places' })).results;
      const isRight =
        first?.path === file && first.startLine <= chunk.endLine && first.endLine >= chunk.startLine;
      judged.push(judge(isRight ? first : undefined, [line]));
    }
    return judged;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

function askDescriptions(source: string, most: number): Promise<Judged[]> {
  return withPassages(source, most, async ({ passages, workspace }) => {
    const judged: Judged[] = [];
    for (const passage of passages) {
      const { results } = await workspace.search(passage.question, { limit: 30, order: 'places' });
      const first = results.find(({ path: file }) => file === passage.path);
      const isRight = first !== undefined && isShown(passage, first);
      judged.push(judge(isRight ? first : undefined, linesFrom(passage)));
    }
    return judged;
  });
}

/** The first lines of a definition, one of which is its head: a decorator or a return type may precede the name. */
function linesFrom({
  startLine,
  endLine,
}: {
  readonly startLine: number;
  readonly endLine: number;
}): number[] {
  return Array.from({ length: Math.min(3, endLine - startLine + 1) }, (_, i) => startLine + i);
}

/** @param wanted lines that show the definition, the most important first */
function judge(result: SearchResult | undefined, wanted: readonly number[]): Judged {
  if (!result) return { isFound: false, isAtAGlance: false, isInPreview: false, isOpened: false, lines: 0 };
  const { previewLine, preview, line, startLine, endLine } = result;
  const last = previewLine + preview.split('\n').length - 1;
  return {
    isFound: true,
    isAtAGlance: wanted[0]! >= previewLine && wanted[0]! < Math.min(last + 1, previewLine + glance),
    isInPreview: wanted[0]! >= previewLine && wanted[0]! <= last,
    isOpened: wanted.includes(line),
    lines: endLine - startLine + 1,
  };
}

function print(name: string, judged: readonly Judged[]): void {
  const found = judged.filter(({ isFound }) => isFound);
  const share = (is: (one: Judged) => boolean): string =>
    `${((100 * found.filter(is).length) / Math.max(1, found.length)).toFixed(1)} %`;
  const lengths = found.map(({ lines }) => lines).sort((a, b) => a - b);
  const cells = [
    judged.length,
    found.length,
    share(({ isAtAGlance }) => isAtAGlance),
    share(({ isInPreview }) => isInPreview),
    share(({ isOpened }) => isOpened),
    lengths[Math.floor(lengths.length / 2)] ?? 0,
  ];
  console.log(`${name.padEnd(24)}${cells.map((cell) => String(cell).padStart(12)).join('')}`);
}

const dist = path.join(__dirname, '..', '..', 'dist');

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
