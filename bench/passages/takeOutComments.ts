import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { decodeFile } from '../../src/engine/corpus/decodeFile';
import { walkCorpus } from '../../src/engine/corpus/walkCorpus';
import { NodeFileSource } from '../../src/node/nodeFileSource';
import { documentedDefinitions, type DocumentedDefinition } from './documentedDefinitions';

/** A question, and the lines that answer it after the comment with the question was removed. */
export interface Passage {
  readonly question: string;
  /** Relative to the folder. */
  readonly path: string;
  /** 1-based, inclusive. */
  readonly startLine: number;
  readonly endLine: number;
}

/** Files other than the program itself, about which users rarely ask. */
const besideTheProgram = /(?:^|[/_.-])(?:tests?|spec|examples?|bench(?:marks?)?|docs?|vendor)(?:$|[/_.-])/i;

/**
 * Removes the comments of some definitions from a folder's files.
 *
 * @param most definitions; they are selected by hash, so the selection is the same in every run
 */
export async function takeOutComments(folder: string, most: number): Promise<Passage[]> {
  const found: { path: string; text: string; definition: DocumentedDefinition }[] = [];
  for await (const entry of walkCorpus(new NodeFileSource(folder))) {
    if (entry.type !== 'file' || besideTheProgram.test(entry.file.path)) continue;
    const decoded = decodeFile(await readFile(path.join(folder, entry.file.path)));
    if (!('text' in decoded)) continue;
    for (const definition of documentedDefinitions(decoded.text)) {
      found.push({ path: entry.file.path, text: decoded.text, definition });
    }
  }
  const chosen = withoutTwins(found)
    .map((one) => ({ ...one, order: hashOf(`${one.path}:${one.definition.question}`) }))
    .sort((a, b) => (a.order < b.order ? -1 : 1))
    .slice(0, most);
  const passages: Passage[] = [];
  for (const file of new Set(chosen.map((one) => one.path))) {
    const ofFile = chosen.filter((one) => one.path === file);
    const lines = ofFile[0]!.text.split('\n');
    const isTaken = new Set<number>();
    for (const { definition } of ofFile) {
      for (let line = definition.comment.startLine; line <= definition.comment.endLine; line++)
        isTaken.add(line);
    }
    const placeOf = (line: number): number => {
      let taken = 0;
      for (const one of isTaken) if (one <= line) taken++;
      return line - taken;
    };
    for (const { definition } of ofFile) {
      passages.push({
        question: definition.question,
        path: file,
        startLine: placeOf(definition.definition.startLine),
        endLine: placeOf(definition.definition.endLine),
      });
    }
    await writeFile(path.join(folder, file), lines.filter((_, i) => !isTaken.has(i + 1)).join('\n'));
  }
  return passages;
}

/** Drops comments shared by several definitions, because they identify none of them. */
function withoutTwins<T extends { definition: DocumentedDefinition }>(found: readonly T[]): T[] {
  const counts = new Map<string, number>();
  for (const { definition } of found)
    counts.set(definition.question, (counts.get(definition.question) ?? 0) + 1);
  return found.filter(({ definition }) => counts.get(definition.question) === 1);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
