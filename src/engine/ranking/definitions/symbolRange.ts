import type { Shard } from '../../indexing/shard';

/** Numbers of the symbols that a chunk defines: from the first up to, not including, the second. */
export function symbolsIn({ symbols }: Shard, chunk: number): [first: number, end: number] {
  const first = lowerBound(symbols.chunks, chunk, 0, symbols.count);
  return [first, lowerBound(symbols.chunks, chunk + 1, first, symbols.count)];
}

/** Position of the first number that is at least `target` in an ascending part of a list; otherwise `end`. */
export function lowerBound(numbers: ArrayLike<number>, target: number, start: number, end: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (numbers[middle]! < target) low = middle + 1;
    else high = middle;
  }
  return low;
}
