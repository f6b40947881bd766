import kernel from './kernel.wat';

/** The compiled kernel with its memory. */
export interface SimdKernel {
  readonly memory: WebAssembly.Memory;
  /** See kernel.wat. */
  readonly score: (
    rows: number,
    scales: number,
    scores: number,
    count: number,
    stride: number,
    query: number,
    queryScale: number,
  ) => void;
  /** The same for rows at the addresses of a list. */
  readonly scoreListed: (
    list: number,
    scales: number,
    scores: number,
    count: number,
    stride: number,
    query: number,
    queryScale: number,
  ) => void;
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
