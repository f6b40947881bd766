import type { SymbolKind } from '../../common/contracts/symbolKind';
import type { FreshChunk } from '../freshness/freshness';
import { breadcrumbSeparator, symbolKinds, type Shard } from '../indexing/shard';
import { lowerBound, symbolsIn } from '../ranking/definitions/symbolRange';
import { documentsOfTerms } from '../retrieval/termDocuments';
import { wholeIdentifierHash } from '../retrieval/terms';
import type { TermEvidence } from './chunkText';

/** A name that is defined in a chunk, with its current lines, limited to those of the chunk. */
export interface ChunkSymbol {
  readonly name: string;
  readonly kind: SymbolKind;
  /** Line of the name, or the first line if the name follows the body; 1-based, as all lines here. */
  readonly line: number;
  /** The first line, including comments and decorators above the definition. */
  readonly startLine: number;
  /** Inclusive. */
  readonly endLine: number;
  /** Share of the query, weighted by rarity, whose words the name contains. */
  readonly cover: number;
  /** Share of the words of the name that occur in the query. */
  readonly precision: number;
  /** The query contains exactly this name. */
  readonly isNamed: boolean;
}

/** The names defined in a chunk, in line order. */
export function symbolsOfChunk(
  { query, statistics }: TermEvidence,
  shard: Shard,
  chunk: number,
  fresh: Pick<FreshChunk, 'startLine' | 'endLine'>,
): ChunkSymbol[] {
  const [first, end] = symbolsIn(shard, chunk);
  const covers = new Float32Array(end - first);
  const matched = new Float32Array(end - first);
  let total = 0;
  for (const [i, found] of documentsOfTerms(shard.definitions, query).entries()) {
    total += statistics.idf[i]!;
    if (!found) continue;
    const { documents, presence, end: after } = found;
    for (let at = lowerBound(documents, first, found.start, after); at < after; at++) {
      const symbol = documents[at]! - first;
      if (symbol >= covers.length) break;
      const share = presence?.[at] ?? 1;
      covers[symbol]! += statistics.idf[i]! * share;
      matched[symbol]! += share;
    }
  }
  const named = new Set(query.identifiers.map(({ hash }) => hash));
  const { names, kinds, widths, lines, startLines, endLines } = shard.symbols;
  const moved = fresh.startLine - shard.chunks.startLines[chunk]!;
  const inChunk = (line: number): number => Math.min(fresh.endLine, Math.max(fresh.startLine, line + moved));
  return Array.from(covers, (cover, i) => {
    const symbol = first + i;
    const name = names.at(symbol);
    return {
      name,
      kind: symbolKinds[kinds[symbol]!]!,
      line: inChunk(lines[symbol]!),
      startLine: inChunk(startLines[symbol]!),
      endLine: inChunk(endLines[symbol]!),
      cover: total > 0 ? cover / total : 0,
      precision: Math.min(1, matched[i]! / Math.max(1, widths[symbol]!)),
      isNamed: named.has(wholeIdentifierHash(name)),
    };
  });
}

/**
 * The name of a symbol of a chunk with its enclosing scopes; without a symbol the scopes of the chunk, '' if there
 * are none.
 */
export function pathOfSymbol(
  shard: Shard,
  chunk: number,
  symbols: readonly ChunkSymbol[],
  symbol: ChunkSymbol | undefined,
): string {
  const path = shard.chunks.breadcrumbs.at(chunk).split(breadcrumbSeparator).filter(Boolean);
  if (symbol) {
    for (const other of symbols) {
      if (other === symbol || path.includes(other.name) || !encloses(other, symbol)) continue;
      path.push(other.name);
    }
    path.push(symbol.name);
  }
  return path.join(' › ');
}

/** The innermost symbol that contains a line. */
export function symbolAround(symbols: readonly ChunkSymbol[], line: number): ChunkSymbol | undefined {
  let found: ChunkSymbol | undefined;
  for (const symbol of symbols) {
    if (symbol.startLine > line || symbol.endLine < line) continue;
    if (!found || symbol.endLine - symbol.startLine < found.endLine - found.startLine) found = symbol;
  }
  return found;
}

function encloses(outer: ChunkSymbol, inner: ChunkSymbol): boolean {
  return outer.line <= inner.line && outer.endLine >= inner.endLine && outer.endLine > outer.line;
}
