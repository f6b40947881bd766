import { throwIfCancelled } from '../../common/errors';
import type { ChunkedFile } from './chunk';
import { type ChunkingOptions, defaultChunkingOptions } from './chunkingOptions';
import { withoutEmbeddedData } from '../corpus/embeddedData';
import type { GrammarSource } from './grammarSource';
import { chunkSections, hasSections } from './headings/sectionChunker';
import { LineTable } from './lineTable';
import { chunkNotebook } from './notebook/notebookChunker';
import { packPieces } from './chunkPacking';
import { outlineSyntax } from './syntax/syntaxOutliner';
import { SyntaxParser } from './syntax/syntaxParser';
import type { SyntaxSpec } from './syntax/syntaxSpec';
import { syntaxSpecs } from './syntax/syntaxSpecs';
import { chunkText } from './text/textChunker';

export { chunkingVersion } from './chunkingOptions';

/** A tree in which the parser failed on more than this share of the file is not used. */
const maxErrorShare = 0.5;

/** A file to be chunked. */
interface ChunkerInput {
  /** Used only for messages. */
  readonly path: string;
  /** Language id as `languageOf` gives it. */
  readonly language: string;
  readonly text: string;
}

/** Divides files into chunks. Not thread-safe. */
export interface Chunker {
  /**
   * The chunks of a file. They cover each of its lines exactly once, in order; an empty file has none. Embedded data
   * (images, certificates) is not part of their text. No content makes a file fail: a file that cannot be parsed is
   * divided by its lines, and `fallback` gives the reason.
   *
   * @throws {CancelledError} when `signal` is aborted
   */
  chunk(file: ChunkerInput, signal?: AbortSignal): Promise<ChunkedFile>;
  dispose(): void;
}

/** Creates a chunker. Grammars are loaded with the first file of their language. */
export function createChunker(grammars: GrammarSource, options?: Partial<ChunkingOptions>): Chunker {
  return new FileChunker(new SyntaxParser(grammars), { ...defaultChunkingOptions, ...options });
}

class FileChunker implements Chunker {
  constructor(
    private readonly parser: SyntaxParser,
    private readonly options: ChunkingOptions,
  ) {}

  async chunk({ language, text }: ChunkerInput, signal?: AbortSignal): Promise<ChunkedFile> {
    throwIfCancelled(signal);
    // Of a notebook, only the text of its cells is used.
    const lines = new LineTable(language === 'jupyter' ? text : withoutEmbeddedData(text));
    if (hasSections(language)) {
      return { method: 'headings', chunks: chunkSections(lines, language, this.options) };
    }
    if (language === 'jupyter') {
      const chunks = chunkNotebook(lines, this.options);
      return typeof chunks === 'string' ? this.asText(lines, language, chunks) : { method: 'cells', chunks };
    }
    const spec = syntaxSpecs.get(language);
    return spec === undefined ? this.asText(lines, language) : this.onSyntax(spec, lines, language, signal);
  }

  dispose(): void {
    this.parser.dispose();
  }

  private async onSyntax(
    spec: SyntaxSpec,
    lines: LineTable,
    language: string,
    signal: AbortSignal | undefined,
  ): Promise<ChunkedFile> {
    const { options } = this;
    const { text } = lines;
    if (text.length > options.maxSyntaxChars) {
      return this.asText(lines, language, `Larger than ${options.maxSyntaxChars} characters`);
    }
    if (lines.count === 0) {
      return { method: 'syntax', chunks: [] };
    }
    const found = await this.parser.parse(
      spec,
      spec.prepare?.(text) ?? text,
      (tree, table) => outlineSyntax(tree, table, lines, options),
      { maxSteps: options.maxParseSteps, maxCpuMs: options.maxParseCpuMs, cpuMs: options.cpuMs },
    );
    throwIfCancelled(signal);
    if ('reason' in found) {
      return { ...this.asText(lines, language, found.reason), ...(found.mayPass && { mayPass: true }) };
    }
    if (found.errorShare > maxErrorShare) {
      return this.asText(
        lines,
        language,
        `Not valid ${language}: ${Math.round(found.errorShare * 100)} % unparsable`,
      );
    }
    return { method: 'syntax', chunks: packPieces(found.outline, options) };
  }

  private asText(lines: LineTable, language: string, fallback?: string): ChunkedFile {
    const chunks = chunkText(lines, language, this.options);
    return fallback === undefined ? { method: 'text', chunks } : { method: 'text', chunks, fallback };
  }
}
