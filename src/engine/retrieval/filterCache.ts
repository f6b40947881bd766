import { compileFilters, type FilePredicate } from './filter';
import type { SearchFilter } from './query';

/** Number of filters that are kept. */
const keptFilters = 8;

/**
 * Compiles filters, and keeps the last ones: while a question is typed, each search has the same filters, and
 * `allowedFiles` knows the files of a predicate that it has seen.
 */
export class FilterCache {
  private readonly known = new Map<string, FilePredicate | undefined>();

  /** @param folders as in `compileFilter` */
  constructor(private readonly folders: readonly string[]) {}

  /** As `compileFilters`. */
  compile(filters: readonly SearchFilter[]): FilePredicate | undefined {
    const key = JSON.stringify(filters);
    const known = this.known.get(key);
    if (known !== undefined) return known;
    const compiled = compileFilters(filters, this.folders);
    const [oldest] = this.known.keys();
    if (oldest !== undefined && this.known.size >= keptFilters) this.known.delete(oldest);
    this.known.set(key, compiled);
    return compiled;
  }
}
