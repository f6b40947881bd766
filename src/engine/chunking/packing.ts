import type { Chunk, SymbolDefinition } from './chunk';
import type { ChunkingOptions } from './chunkingOptions';
import { bestBreak } from './lineBreaks';
import type { Outline, Piece } from './outline';

/** Consecutive pieces on their way to becoming a chunk. */
interface Run {
  readonly first: Piece;
  last: Piece;
  size: number;
  largest: number;
  flows: boolean;
  symbols: SymbolDefinition[];
}

/** Turns pieces into chunks: small neighbours of one scope are joined, what is too large is divided at its lines. */
export function packPieces(outline: Outline, options: ChunkingOptions): Chunk[] {
  const { lines, pieces } = outline;
  const chunks: Chunk[] = [];
  let run: Run | undefined;
  const endAt = (end: number): void => {
    if (run !== undefined) {
      emit(outline, run, end, options, chunks);
    }
  };
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]!;
    const next = pieces[i + 1];
    const size = lines.size(piece.line, next?.line ?? lines.count);
    const isLast = next?.scope !== piece.scope;
    if (run !== undefined && joins(run, piece, size, isLast, options)) {
      run.last = piece;
      run.size += size;
      run.largest = Math.max(run.largest, size);
      run.flows &&= piece.flows;
      run.symbols.push(...piece.symbols);
    } else {
      endAt(piece.line);
      run = {
        first: piece,
        last: piece,
        size,
        largest: size,
        flows: piece.flows || piece.isHead,
        symbols: piece.symbols,
      };
    }
  }
  endAt(lines.count);
  return chunks;
}

function joins(run: Run, piece: Piece, size: number, isLast: boolean, options: ChunkingOptions): boolean {
  const { targetChars, maxChars, smallChars, tinyChars } = options;
  const total = run.size + size;
  if (run.last.scope !== piece.scope || total > maxChars) {
    return false;
  }
  const isBareHead = run.size < tinyChars && run.last.isHead;
  const isRest = isLast && size < tinyChars;
  if (isBareHead || isRest) {
    return true;
  }
  if (total > targetChars) {
    return false;
  }
  return (
    (run.flows && piece.flows) ||
    (run.largest <= smallChars && size <= smallChars) ||
    run.size < tinyChars ||
    size < tinyChars
  );
}

function emit(outline: Outline, run: Run, end: number, options: ChunkingOptions, chunks: Chunk[]): void {
  const { lines } = outline;
  const { symbols } = run;
  let start = run.first.line;
  let breadcrumb = run.first.outer.path;
  let taken = 0;
  while (start < end) {
    const stop = lines.size(start, end) > options.maxChars ? bestBreak(lines, start, end, options) : end;
    let upTo = taken;
    while (upTo < symbols.length && (stop === end || symbols[upTo]!.line <= stop)) {
      upTo++;
    }
    chunks.push({
      startLine: start + 1,
      endLine: stop,
      text: lines.slice(start, stop),
      breadcrumb,
      symbols: taken === 0 && upTo === symbols.length ? symbols : symbols.slice(taken, upTo),
    });
    taken = upTo;
    start = stop;
    breadcrumb = run.first.inner.path;
  }
}
