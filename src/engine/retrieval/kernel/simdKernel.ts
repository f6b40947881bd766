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
}

/** A kernel with its own memory (one page of 64 KB), or undefined if WebAssembly or its SIMD is not available. */
export function createSimdKernel(): SimdKernel | undefined {
  try {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(kernel));
    return { memory: exports['memory'], score: exports['score'] } as SimdKernel;
  } catch {
    return undefined;
  }
}
