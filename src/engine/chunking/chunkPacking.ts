import type { Chunk, SymbolDefinition } from './chunk';
import type { ChunkingOptions } from './chunkingOptions';
import { bestBreak } from './lineBreaks';
import type { Outline, Piece } from './outline';

/** Consecutive pieces that will become a chunk. */
interface Run {
  readonly first: Piece;
  last: Piece;
  size: number;
  largest: number;
  flows: boolean;
}

const noSymbols: readonly SymbolDefinition[] = [];

/** Turns pieces into chunks: small neighbors of one scope are joined, large pieces are divided at line breaks. */
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
    const end = next?.line ?? lines.count;
    const size = lines.size(piece.line, end);
    const nextSize =
      next?.scope === piece.scope ? lines.size(end, pieces[i + 2]?.line ?? lines.count) : undefined;
    const isLast = next === undefined;
    if (run !== undefined && joins(run, { piece, size, nextSize, isLast }, options)) {
      run.last = piece;
      run.size += size;
      run.largest = Math.max(run.largest, size);
      run.flows &&= piece.flows;
    } else {
      endAt(piece.line);
      run = {
        first: piece,
        last: piece,
        size,
        largest: size,
        flows: piece.flows || piece.isHead,
      };
    }
  }
  endAt(lines.count);
  return withSymbols(chunks, outline.symbols);
}

/** A piece that may be added to the chunk before it. */
interface Candidate {
  readonly piece: Piece;
  readonly size: number;
  /** Size of the piece after it, if it is of the same scope. */
  readonly nextSize: number | undefined;
  /** Whether it is the last piece of the file. */
  readonly isLast: boolean;
}

function joins(run: Run, { piece, size, nextSize, isLast }: Candidate, options: ChunkingOptions): boolean {
  const { targetChars, maxChars, smallChars, tinyChars } = options;
  const total = run.size + size;
  if (total > maxChars) {
    return false;
  }
  if (run.last.scope !== piece.scope) {
    // A few lines before a divided class or section are joined with its head; a few after the last definition end the
    // file.
    const leadsIn =
      piece.isHead && piece.outer === run.last.scope && run.size < tinyChars && total <= targetChars;
    return leadsIn || (isLast && piece.flows && size < tinyChars);
  }
  const isBareHead = run.size < tinyChars && run.last.isHead;
  const isRest = nextSize === undefined && size < tinyChars;
  if (isBareHead || isRest) {
    return true;
  }
  if (total > targetChars) {
    return false;
  }
  const areSmall = run.largest <= smallChars && size <= smallChars;
  // A tiny piece is joined even with a large one, unless it can be joined with the next.
  const isCrumb = size < tinyChars && (nextSize === undefined || nextSize > smallChars);
  return (run.flows && piece.flows) || areSmall || run.size < tinyChars || isCrumb;
}

/** Makes one chunk of a run, or several if it is too large. */
function emit(outline: Outline, run: Run, end: number, options: ChunkingOptions, chunks: Chunk[]): void {
  const { lines } = outline;
  let start = run.first.line;
  const { outer, inner, definedAt } = run.first;
  while (start < end) {
    const stop = lines.size(start, end) > options.maxChars ? bestBreak(lines, start, end, options) : end;
    chunks.push({
      startLine: start + 1,
      endLine: stop,
      text: lines.slice(start, stop),
      breadcrumb: (start <= definedAt ? outer : inner).path,
      symbols: noSymbols,
    });
    start = stop;
  }
}

/** Gives each chunk the symbols of its lines. */
function withSymbols(chunks: readonly Chunk[], symbols: readonly SymbolDefinition[]): Chunk[] {
  const inOrder = [...symbols].sort((a, b) => a.line - b.line);
  let next = 0;
  return chunks.map((chunk) => {
    const from = next;
    while (next < inOrder.length && inOrder[next]!.line <= chunk.endLine) {
      next++;
    }
    return from === next ? chunk : { ...chunk, symbols: inOrder.slice(from, next) };
  });
}
