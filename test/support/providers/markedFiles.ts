import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { maskSecrets } from '../../../src/engine/corpus/secrets/maskSecrets';
import { documentText } from '../../../src/engine/embedding/documentText';
import { breadcrumbSeparator } from '../../../src/engine/indexing/shard';
import { readIndex, type StoredFile } from '../indexContents';
import { cosine, textVector } from './textVector';

/**
 * Writes files of one chunk each and one of several, with unique words.
 *
 * @param first number of the first file, for additional files
 * @returns their names, sorted
 */
export async function writeMarkedFiles(folder: string, count: number, first = 0): Promise<string[]> {
  const files = new Map<string, string>();
  for (let i = first; i < first + count; i++) {
    const text = `export function ${markOf(i)}(guests: number): number {\n  return guests * ${i};\n}\n`;
    files.set(`part${i}.ts`, text);
  }
  const methods = Array.from(
    { length: 40 },
    (_, i) =>
      `  step${first}x${i}(input: string): string {\n    return input.padEnd(${i}, 'kettle ${first}.${i}');\n  }\n`,
  );
  files.set(`long${first}.ts`, `export class Long${first} {\n${methods.join('\n')}}\n`);
  await mkdir(folder, { recursive: true });
  for (const [name, text] of files) await writeFile(path.join(folder, name), text);
  return [...files.keys()].sort();
}

/** The unique name in the file with this number. */
export function markOf(number: number): string {
  return `mark${number.toString().padStart(4, '0')}x`;
}

/** An indexed text with its location and its vector. */
export interface IndexedText {
  /** Path and first line. */
  readonly at: string;
  /** As sent: with its enclosing names, without secrets. */
  readonly text: string;
  /** Not normalized; undefined if there is none. */
  readonly vector: Int8Array | undefined;
}

/** Contents of the only index below a directory. */
export interface IndexedFolder {
  readonly texts: readonly IndexedText[];
  /** Names of files that are missing in the index. */
  readonly missing: readonly string[];
}

/**
 * Reads an index and checks that it covers each line of its files exactly once.
 *
 * @throws Error if lines are missing or duplicated
 */
export async function readIndexedFolder(folder: string, indexDirectory: string): Promise<IndexedFolder> {
  const files = await readIndex(indexDirectory);
  const texts: IndexedText[] = [];
  for (const { path: file, chunks } of files) {
    const lines = (await readFile(path.join(folder, file), 'utf8')).replace(/\n$/, '').split('\n');
    let next = 1;
    for (const chunk of chunks) {
      const [start, end] = chunk.lines;
      if (start !== next) throw new Error(`${file}: a chunk begins in line ${start} and not in ${next}`);
      next = end + 1;
      texts.push({ at: `${file}:${start}`, ...describe(chunk, lines.slice(start - 1, end)) });
    }
    if (next !== lines.length + 1)
      throw new Error(`${file}: ${next - 1} of ${lines.length} lines are indexed`);
  }
  const indexed = new Set(files.map((file) => file.path));
  return { texts, missing: (await readdir(folder)).filter((name) => !indexed.has(name)).sort() };
}

/** Texts whose vectors differ from those that the server returns. */
export function wrongVectors(texts: readonly IndexedText[], dimensions: number): string[] {
  return texts
    .filter(({ text, vector }) => !(cosine(vector ?? [], textVector(text, dimensions)) > 0.99))
    .map(({ at }) => at);
}

function describe(
  { breadcrumb, vector, scale }: StoredFile['chunks'][number],
  lines: readonly string[],
): Pick<IndexedText, 'text' | 'vector'> {
  const text = documentText({
    breadcrumb: String(breadcrumb).split(breadcrumbSeparator),
    text: lines.join('\n'),
  });
  const bytes = Buffer.from(String(vector), 'base64');
  return {
    text: maskSecrets(text).text,
    vector: scale === 0 ? undefined : new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length),
  };
}
