import kernel from './kernel.wat';

/** Writes the scores of rows, see kernel.wat. All positions are addresses in the memory. */
type ScoreRows = (
  rows: number,
  scales: number,
  scores: number,
  count: number,
  stride: number,
  query: number,
  queryScale: number,
) => void;

/** The compiled kernel with its memory. */
export interface SimdKernel {
  readonly memory: WebAssembly.Memory;
  readonly score: ScoreRows;
  /** The same for rows at any addresses, which are listed at `rows`. */
  readonly scoreListed: ScoreRows;
}

/** A kernel with its own memory (one page of 64 KB), or undefined if WebAssembly or its SIMD is not available. */
export function createSimdKernel(): SimdKernel | undefined {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(kernel));
    return exports as unknown as SimdKernel;
  } catch {
    return undefined;
  }
}
