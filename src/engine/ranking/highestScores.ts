/** Keeps the highest of many positive scores in a binary min-heap. */
export class HighestScores {
  private readonly heap: Float32Array;
  private size = 0;

  /** @param count number of scores to keep */
  constructor(count: number) {
    this.heap = new Float32Array(count);
  }

  /** The lowest score kept; 0 until the heap is full. */
  get threshold(): number {
    return this.size === this.heap.length ? this.heap[0]! : 0;
  }

  add(score: number): void {
    if (!(score > this.threshold)) return;
    if (this.size < this.heap.length) this.rise(this.size++, score);
    else this.sink(score);
  }

  private rise(hole: number, score: number): void {
    const { heap } = this;
    while (hole > 0) {
      const parent = (hole - 1) >> 1;
      if (heap[parent]! <= score) break;
      heap[hole] = heap[parent]!;
      hole = parent;
    }
    heap[hole] = score;
  }

  /** Replaces the lowest score. */
  private sink(score: number): void {
    const { heap, size } = this;
    let hole = 0;
    for (;;) {
      let child = 2 * hole + 1;
      if (child >= size) break;
      if (child + 1 < size && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= score) break;
      heap[hole] = heap[child]!;
      hole = child;
    }
    heap[hole] = score;
  }
}
