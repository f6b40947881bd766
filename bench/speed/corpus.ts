import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { languageOf } from '../../src/engine/corpus/languages';
import { walkCorpus } from '../../src/engine/corpus/walkCorpus';
import { NodeFileSource } from '../../src/node/nodeFileSource';

/** A workspace generated for a measurement. */
export interface BuiltCorpus {
  readonly files: number;
  readonly lines: number;
  readonly bytes: number;
}

/** Larger source files are skipped: they contain data more often than code. Bytes. */
const maxBytes = 300_000;

/** How the text of a file is changed in a copy; 0 is the first one. */
export type ChangeText = (text: string, copy: number) => string;

/**
 * Copies source files of `sources` into `target`, repeatedly into folders of other names, until it contains `lines`
 * lines. No two files have the same path, so that no two chunks are embedded as one.
 *
 * @param change default: copies are equal
 */
export async function buildCorpus(
  sources: string,
  target: string,
  lines: number,
  change?: ChangeText,
): Promise<BuiltCorpus> {
  const files = await measureFiles(sources);
  if (files.length === 0) throw new Error(`No source files below ${sources}.`);
  const built = { files: 0, lines: 0, bytes: 0 };
  for (let round = 0; built.lines < lines; round++) {
    for (const file of files) {
      const to = path.join(target, `copy${round}`, file.path);
      await mkdir(path.dirname(to), { recursive: true });
      const from = path.join(sources, file.path);
      if (change) await writeFile(to, change(await readFile(from, 'utf8'), round));
      else await copyFile(from, to);
      built.files++;
      built.lines += file.lines;
      built.bytes += file.bytes;
      if (built.lines >= lines) break;
    }
  }
  return built;
}

async function measureFiles(sources: string): Promise<{ path: string; lines: number; bytes: number }[]> {
  const found: { path: string; lines: number; bytes: number }[] = [];
  // Include everything, even the packages of this project, because only speed is measured.
  for await (const entry of walkCorpus(new NodeFileSource(sources), {
    exclude: ['**/.git'],
    excludeMarkers: [],
  })) {
    if (entry.type !== 'file' || languageOf(entry.file.path).id === 'json') continue;
    const file = path.join(sources, entry.file.path);
    const { size } = await stat(file);
    if (size > maxBytes) continue;
    const text = await readFile(file);
    let lines = 1;
    for (const byte of text) if (byte === 10) lines++;
    found.push({ path: entry.file.path, lines, bytes: size });
  }
  return found;
}
