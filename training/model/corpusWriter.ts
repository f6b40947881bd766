import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { TextTokenizer } from '../../src/engine/embedding/textTokenizer';
import { hashOf, pairKinds, type TrainingPair } from './trainingPair';

/** Most tokens that are kept of a query, of a header and of header and text together. */
const mostQueryTokens = 40;
const mostHeaderTokens = 24;
const mostDocumentTokens = 200;
const fewestQueryTokens = 2;
const fewestDocumentTokens = 10;

/**
 * Writes training pairs as token ids, for `train.py`:
 *
 * - `queries.u16`, `documents.u16`: the ids of all pairs, one after another, little-endian
 * - `pairs.i32`: for each pair its kind (index in {@link pairKinds}), repository (line in `repositories.txt`), a number
 *   for its file, and the numbers of ids of its query and of its document
 * - `queries.txt`: the queries, one a line
 * - `repositories.txt`: the repositories, one a line
 */
export class CorpusWriter {
  readonly #queries: number;
  readonly #documents: number;
  readonly #pairs: number;
  readonly #texts: number;
  readonly #repositories: string[] = [];
  readonly #ids = new Int32Array(mostDocumentTokens);

  constructor(
    private readonly directory: string,
    private readonly tokenizer: TextTokenizer,
  ) {
    mkdirSync(directory, { recursive: true });
    const open = (name: string): number => openSync(path.join(directory, name), 'w');
    this.#queries = open('queries.u16');
    this.#documents = open('documents.u16');
    this.#pairs = open('pairs.i32');
    this.#texts = open('queries.txt');
  }

  /** Writes the pairs of a repository. Returns how many have enough known words. */
  write(repository: string, pairs: readonly TrainingPair[]): number {
    const index = this.#repositories.push(repository) - 1;
    let written = 0;
    for (const pair of pairs) {
      const query = this.#encode(pair.query, mostQueryTokens);
      const header = this.#encode(pair.header, mostHeaderTokens);
      const document = Uint16Array.of(
        ...header,
        ...this.#encode(pair.text, mostDocumentTokens - header.length),
      );
      if (query.length < fewestQueryTokens || document.length < fewestDocumentTokens) continue;
      writeSync(this.#queries, query);
      writeSync(this.#documents, document);
      const kind = pairKinds.indexOf(pair.kind);
      const file = hashOf(pair.path) >>> 1;
      writeSync(this.#pairs, Int32Array.of(kind, index, file, query.length, document.length));
      writeSync(this.#texts, `${pair.query.replaceAll(/\s+/g, ' ')}\n`);
      written++;
    }
    return written;
  }

  close(): void {
    for (const file of [this.#queries, this.#documents, this.#pairs, this.#texts]) closeSync(file);
    writeFileSync(path.join(this.directory, 'repositories.txt'), this.#repositories.join('\n'));
  }

  #encode(text: string, most: number): Uint16Array {
    const count = this.tokenizer.encode(text, 0, text.length, this.#ids.subarray(0, most));
    return Uint16Array.from(this.#ids.subarray(0, count));
  }
}
