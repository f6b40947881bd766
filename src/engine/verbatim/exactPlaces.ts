import type { Evidence, RankedFile } from '../ranking/rank';
import type { ExactText } from './exactTexts';
import { likelyChunks } from './likelyChunks';
import type { ReadChunk, VerbatimPlace } from './verbatimPlaces';

/** Files read for texts whose words are in the index, and for texts of punctuation only, which any file may contain. */
const readFiles = 160;
const readFilesOfSigns = 600;
/** Files read concurrently. */
const atOnce = 16;
/** Most places of one file. */
const placesOfFile = 4;
/** Chunks whose files are read first. */
const mostLikely = 200;

type FileKey = Pick<RankedFile, 'shard' | 'file'>;

/**
 * The places that contain all the exact texts of a query, those of the best files first; if none does, those with the
 * rarest of the texts that need not occur. Files are read in the order of likelihood until enough are found.
 *
 * @param count number of files that is enough
 */
export async function exactPlaces(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  texts: readonly ExactText[],
  read: ReadChunk,
  count: number,
): Promise<VerbatimPlace[]> {
  const most = evidence.query.terms.length > 0 ? readFiles : readFilesOfSigns;
  const order = new Map(ranked.map((one, i) => [keyOf(one), i]));
  const found: PlacesOfFile[] = [];
  const partly: PlacesOfFile[] = [];
  for (const files of pages(candidates(evidence, ranked), most)) {
    const all = await Promise.all(files.map((file) => placesIn(evidence, file, texts, read)));
    all.forEach(({ places, has }, i) => {
      if (places.length === 0) return;
      const one = { rank: order.get(keyOf(files[i]!)) ?? Infinity, places, has };
      (has.length === texts.length ? found : partly).push(one);
    });
    if (found.length >= count) break;
  }
  const best = found.length > 0 ? found : withRarest(partly);
  best.sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank));
  const rounds = Array.from({ length: placesOfFile }, (_, round) =>
    best.flatMap(({ places }) => places.slice(round, round + 1)),
  );
  return rounds.flat();
}

/** The places of a file, and the texts that it has. */
interface PlacesOfFile {
  readonly rank: number;
  readonly places: readonly VerbatimPlace[];
  readonly has: readonly ExactText[];
}

/** The files with the texts that the fewest files have. */
function withRarest(files: readonly PlacesOfFile[]): PlacesOfFile[] {
  const counts = new Map<ExactText, number>();
  for (const { has } of files) for (const text of has) counts.set(text, (counts.get(text) ?? 0) + 1);
  const rarityOf = ({ has }: PlacesOfFile): number =>
    has.reduce((sum, text) => sum + 1 / counts.get(text)!, 0);
  const most = Math.max(0, ...files.map(rarityOf));
  return files.filter((one) => rarityOf(one) === most);
}

/** Files ordered by how likely they contain the words, each once. */
function* candidates(evidence: Evidence, ranked: readonly RankedFile[]): Generator<FileKey> {
  const seen = new Set<string>();
  const isNew = (one: FileKey): boolean => {
    const key = keyOf(one);
    return !seen.has(key) && Boolean(seen.add(key));
  };
  for (const { shard, chunk } of likelyChunks(evidence, mostLikely, 0.3)) {
    const one = { shard, file: evidence.shards[shard]!.chunks.files[chunk]! };
    if (isNew(one)) yield one;
  }
  for (const one of ranked) if (isNew(one)) yield one;
  if (evidence.query.terms.length > 0) return;
  for (const [shard, allowed] of evidence.allowed.entries()) {
    for (let file = 0; file < allowed.length; file++) {
      if (allowed[file] === 1 && isNew({ shard, file })) yield { shard, file };
    }
  }
}

function* pages(files: Iterable<FileKey>, most: number): Generator<FileKey[]> {
  let page: FileKey[] = [];
  let count = 0;
  for (const file of files) {
    if (count++ === most) break;
    page.push(file);
    if (page.length < atOnce) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function placesIn(
  { shards, places }: Evidence,
  { shard, file }: FileKey,
  texts: readonly ExactText[],
  read: ReadChunk,
): Promise<Pick<PlacesOfFile, 'places' | 'has'>> {
  const { firstChunk, chunkCount } = shards[shard]!.files[file]!;
  const now = await read(shard, firstChunk);
  const has = now ? texts.filter(({ pattern }) => now.fileText.search(pattern) >= 0) : [];
  const isMissing = texts.some((text) => text.isRequired && !has.includes(text));
  if (!now || has.length === 0 || isMissing) return { places: [], has };
  const { startLines } = shards[shard]!.chunks;
  const lines = new LineNumbers(now.fileText);
  const found = new Map<number, VerbatimPlace>();
  for (const match of now.fileText.matchAll(longestOf(has).pattern)) {
    const line = lines.at(match.index);
    let chunk = firstChunk;
    while (chunk + 1 < firstChunk + chunkCount && startLines[chunk + 1]! <= line) chunk++;
    const endLine = lines.at(match.index + match[0].length);
    if (!found.has(chunk)) found.set(chunk, { shard, chunk, line, endLine, strength: 2 });
  }
  const ordered = [...found.values()].sort(
    (a, b) => places.scoreOf(shard, b.chunk) - places.scoreOf(shard, a.chunk) || a.line - b.line,
  );
  return { places: ordered, has };
}

/** The text that hardly occurs by chance gives the lines. */
function longestOf(texts: readonly ExactText[]): ExactText {
  return texts.reduce((best, one) => (one.pattern.source.length > best.pattern.source.length ? one : best));
}

/** Line numbers of ascending positions in a text. */
class LineNumbers {
  private line = 1;
  private counted = 0;
  private readonly lineBreak = /\r\n|\r|\n/g;

  constructor(private readonly text: string) {}

  /** 1-based. */
  at(position: number): number {
    this.lineBreak.lastIndex = this.counted;
    for (let match = this.lineBreak.exec(this.text); match && match.index < position;) {
      this.line++;
      this.counted = this.lineBreak.lastIndex;
      match = this.lineBreak.exec(this.text);
    }
    return this.line;
  }
}

function keyOf({ shard, file }: FileKey): string {
  return `${shard}/${file}`;
}
