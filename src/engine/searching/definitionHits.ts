import type { Shard } from '../indexing/shard';
import { breadcrumbSeparator } from '../indexing/shard';
import { symbolsIn } from '../ranking/definitions/symbolRange';
import type { Evidence, RankedFile } from '../ranking/rank';
import { findTerm } from '../retrieval/postings';
import { wholeIdentifierHash } from '../retrieval/terms';
import type { FileStates } from './fileStates';
import { matchesOf, placeOf, type Hit } from './hits';

/** A definition, by the number of its shard and of its symbol within it. */
interface Definition {
  readonly shard: number;
  readonly symbol: number;
  /** How many of the scopes before the name are around it, or in the path of its file. */
  readonly scopes: number;
}

/** Which definitions are meant; documentation has none. */
interface DefinitionOptions {
  /** Whether a file may have the definition, by its path; by default all. */
  readonly isPossible?: (path: string) => boolean;
  /**
   * Whether the nearest scope must be around the definition, by default true. Otherwise a name that has few definitions is found without it: a scope may be
   * a package that no file names.
   */
  readonly needsScope?: boolean;
}

/** Definitions of a name that are compared: a frequent name has many. */
const mostCompared = 400;
/** Definitions of one name with the same scopes that are shown first: overloads, prototypes. */
const mostShown = 4;

/**
 * Hits for the definitions of a qualified name: those with the most of its scopes around them, the nearest first.
 *
 * @param names scopes, outermost first, and the name
 */
export async function definitionHits(
  evidence: Evidence,
  ranked: readonly RankedFile[],
  states: FileStates,
  names: readonly string[],
  { isPossible = () => true, needsScope = true }: DefinitionOptions = {},
): Promise<Hit[]> {
  const all = definitionsOf(evidence, names, isPossible);
  const most = Math.max(0, ...all.map(({ scopes }) => scopes));
  const isScoped = names.length === 1 || most > 0;
  const best =
    isScoped || (!needsScope && all.length <= mostShown) ? all.filter(({ scopes }) => scopes === most) : [];
  if (best.length === 0) return [];
  const order = new Map(ranked.map((one, i) => [`${one.shard}/${one.file}`, i]));
  const rankOf = ({ shard, symbol }: Definition): number =>
    order.get(`${shard}/${fileOf(evidence.shards[shard]!, symbol)}`) ?? ranked.length;
  const first = best
    .toSorted((a, b) => rankOf(a) - rankOf(b) || extentOf(evidence, b) - extentOf(evidence, a))
    .slice(0, mostShown);
  const top = ranked[0]?.score ?? 0;
  const hits = first.map((one, i) =>
    hitOf(evidence, one, ranked[rankOf(one)], states, top + first.length - i),
  );
  return (await Promise.all(hits)).filter((hit) => hit !== undefined);
}

function definitionsOf(
  { shards, allowed }: Evidence,
  names: readonly string[],
  isPossible: (path: string) => boolean,
): Definition[] {
  const name = names.at(-1)!;
  const scopes = names.slice(0, -1).toReversed();
  const hash = wholeIdentifierHash(name);
  const found: Definition[] = [];
  let compared = 0;
  shards.forEach((shard, number) => {
    const { offsets, documents } = shard.definitions;
    const position = findTerm(shard.definitions, hash);
    if (position < 0) return;
    for (let i = offsets[position]!; i < offsets[position + 1]! && compared < mostCompared; i++) {
      const symbol = documents[i]!;
      if (lastPart(shard.symbols.names.at(symbol)) !== name) continue;
      const { path, kind } = shard.files[fileOf(shard, symbol)]!;
      if (allowed[number]![fileOf(shard, symbol)] !== 1 || kind === 'docs' || !isPossible(path)) continue;
      compared++;
      const around = scopesAround(shard, symbol);
      let count = 0;
      while (count < scopes.length && around.has(scopes[count]!.toLowerCase())) count++;
      found.push({ shard: number, symbol, scopes: count });
    }
  });
  return found;
}

/** The names around a definition, and the folders and the name of its file, in lower case. */
function scopesAround(shard: Shard, symbol: number): ReadonlySet<string> {
  const { symbols, chunks, files } = shard;
  const chunk = symbols.chunks[symbol]!;
  const file = files[chunks.files[chunk]!]!;
  const [line, endLine] = [symbols.lines[symbol]!, symbols.endLines[symbol]!];
  const enclosing: string[] = [];
  // The definition around it may be in an earlier chunk of the file.
  const [first] = symbolsIn(shard, file.firstChunk);
  const [, end] = symbolsIn(shard, file.firstChunk + file.chunkCount - 1);
  for (let other = first; other < end; other++) {
    if (other !== symbol && symbols.startLines[other]! <= line && symbols.endLines[other]! >= endLine)
      enclosing.push(symbols.names.at(other));
  }
  const own = symbols.names.at(symbol);
  const breadcrumb = chunks.breadcrumbs.at(chunk).split(breadcrumbSeparator);
  const path = file.path.replace(/\.\w+$/, '').split('/');
  const parts = [own.slice(0, -lastPart(own).length), ...enclosing, ...breadcrumb, ...path];
  return new Set(
    parts.flatMap((part) => [part, ...part.split(/[^\p{L}\p{N}_$]+/u)]).map((part) => part.toLowerCase()),
  );
}

/** `total` of `Cart::total`, `Cart.total` and `cart/total`. */
function lastPart(name: string): string {
  return /[^.:#/\\\s]*$/.exec(name)![0];
}

function fileOf({ symbols, chunks }: Shard, symbol: number): number {
  return chunks.files[symbols.chunks[symbol]!]!;
}

function extentOf({ shards }: Evidence, { shard, symbol }: Definition): number {
  const { lines, endLines } = shards[shard]!.symbols;
  return endLines[symbol]! - lines[symbol]!;
}

async function hitOf(
  evidence: Evidence,
  { shard, symbol }: Definition,
  ranked: RankedFile | undefined,
  states: FileStates,
  score: number,
): Promise<Hit | undefined> {
  const { symbols, chunks } = evidence.shards[shard]!;
  const chunk = symbols.chunks[symbol]!;
  const place = placeOf(evidence.shards[shard]!, chunk);
  const now = await states.locate({ shard, ...place });
  if (!now) return undefined;
  const line = symbols.lines[symbol]! + now.startLine - chunks.startLines[chunk]!;
  return {
    ...place,
    ...{ shard, chunk, score, namedBy: 'text', lines: { line, endLine: line } },
    matchedBy: [...new Set([...(ranked ? matchesOf(evidence, ranked, chunk) : []), 'symbol' as const])],
  };
}
