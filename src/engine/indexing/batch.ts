import type { AnalyzedFile } from './analyzeFile';
import type { FileRecord } from './indexedFile';

/** Files that are embedded and written together. */
export class Batch {
  analyzed: AnalyzedFile[] = [];
  restamped: FileRecord[] = [];
  chunks = 0;

  put(file: AnalyzedFile): void {
    this.analyzed.push(file);
    this.chunks += file.chunks.length;
  }

  /** Moves the files of another batch into this one. */
  absorb(other: Batch): void {
    const { analyzed, restamped, chunks } = other.take();
    this.analyzed.push(...analyzed);
    this.restamped.push(...restamped);
    this.chunks += chunks;
  }

  /** Empties the batch. */
  take(): Pick<Batch, 'analyzed' | 'restamped' | 'chunks'> {
    const { analyzed, restamped, chunks } = this;
    this.analyzed = [];
    this.restamped = [];
    this.chunks = 0;
    return { analyzed, restamped, chunks };
  }
}
