/** Queries whose vectors are kept: queries repeat while the user types, filters and goes back. */
const most = 100;

/** The vectors of the most recent queries. */
export class QueryVectors {
  private readonly known = new Map<string, Float32Array>();

  get(text: string): Float32Array | undefined {
    const vector = this.known.get(text);
    if (vector) this.keep(text, vector);
    return vector;
  }

  keep(text: string, vector: Float32Array): void {
    this.known.delete(text);
    this.known.set(text, vector);
    if (this.known.size > most) this.known.delete(this.known.keys().next().value!);
  }
}
