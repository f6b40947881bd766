import { throwIfCancelled } from '../../common/errors/errors';
import type { Chunk, ChunkedFile } from './chunk';
import { type ChunkingOptions, defaultChunkingOptions } from './chunkingOptions';
import { withoutEmbeddedData } from '../corpus/embeddedData';
import { segmentsOf, type Segment } from './embedded/embeddedBlocks';
import type { GrammarSource } from './grammarSource';
import { chunkSections, chunkTitled, hasSections } from './headings/sectionChunker';
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
  /** Time spent in parsers so far, milliseconds; undefined if it is not measured. */
  readonly parsingMs?: number;
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

/** Moves the chunks of a part to its lines in the file; the first and the last of them get the tags around it. */
function withTags(
  chunks: readonly Chunk[],
  lines: LineTable,
  at: { readonly firstLine: number; readonly first: number; readonly end: number; readonly endLine: number },
): Chunk[] {
  const moved = chunks.map((chunk) => ({
    ...chunk,
    startLine: chunk.startLine + at.first,
    endLine: chunk.endLine + at.first,
    symbols: chunk.symbols.map((symbol) => ({
      ...symbol,
      line: symbol.line + at.first,
      startLine: symbol.startLine + at.first,
      endLine: symbol.endLine + at.first,
    })),
  }));
  return moved.map((chunk, i) => {
    const startLine = i === 0 ? at.firstLine + 1 : chunk.startLine;
    const endLine = i === moved.length - 1 ? at.endLine : chunk.endLine;
    return { ...chunk, startLine, endLine, text: lines.slice(startLine - 1, endLine) };
  });
}

/** The language of a file whose extension two languages have: MATLAB with Objective-C, Verilog with V. */
function writtenLanguage(named: string, text: string): string {
  if (named === 'v') return /^[ \t]*endmodule\b/m.test(text) ? 'verilog' : named;
  if (named !== 'objective-c') return named;
  const isMatlab = /^(?:\s|%.*\n)*(?:function|classdef)\b/.test(text) || /^%/m.test(text);
  return isMatlab && !/^[ \t]*(?:#(?:import|include)|@(?:interface|implementation|import))\b/m.test(text)
    ? 'matlab'
    : named;
}

function wholeFile(chunks: readonly Chunk[], lines: LineTable): Chunk {
  const symbols = chunks.flatMap((chunk) => chunk.symbols);
  return { startLine: 1, endLine: lines.count, text: lines.slice(0, lines.count), breadcrumb: [], symbols };
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
    const titled = language === 'plaintext' ? chunkTitled(lines, this.options) : undefined;
    if (titled) return { method: 'headings', chunks: titled };
    if (language === 'jupyter') {
      const chunks = chunkNotebook(lines, this.options);
      return typeof chunks === 'string' ? this.asText(lines, language, chunks) : { method: 'cells', chunks };
    }
    const segments = segmentsOf(language, lines);
    if (segments) return this.inSegments(language, segments, lines, signal);
    return this.inOneLanguage(lines, language, signal);
  }

  private async inOneLanguage(
    lines: LineTable,
    named: string,
    signal: AbortSignal | undefined,
    errorShare = maxErrorShare,
  ): Promise<ChunkedFile> {
    const language = writtenLanguage(named, lines.text);
    const spec = syntaxSpecs.get(language);
    return spec === undefined
      ? this.asText(lines, language)
      : this.onSyntax(spec, lines, { language, errorShare }, signal);
  }

  /** Divides each part of a file in its own language. A small file remains one chunk, with the symbols of all parts. */
  private async inSegments(
    host: string,
    segments: readonly Segment[],
    lines: LineTable,
    signal: AbortSignal | undefined,
  ): Promise<ChunkedFile> {
    const parts: ChunkedFile[] = [];
    const chunks: Chunk[] = [];
    for (const { language, firstLine, endLine, tagLines } of segments) {
      const [before, after] = tagLines;
      const [first, end] = [firstLine + before, endLine - after];
      const inner = new LineTable(lines.slice(first, end));
      // Markup between scripts need not be valid: its elements begin and end in other parts.
      const part = await this.inOneLanguage(inner, language, signal, language === host ? 1 : maxErrorShare);
      parts.push(part);
      chunks.push(...withTags(part.chunks, lines, { firstLine, first, end, endLine }));
    }
    const fallback = parts.find((part) => part.fallback !== undefined);
    const isSmall = lines.text.length <= this.options.targetChars;
    return {
      method: parts.some(({ method }) => method === 'syntax') ? 'syntax' : 'text',
      chunks: isSmall ? [wholeFile(chunks, lines)] : chunks,
      ...(fallback?.fallback !== undefined && { fallback: fallback.fallback }),
      ...(fallback?.mayPass && { mayPass: true }),
    };
  }

  get parsingMs(): number {
    return this.parser.parsingMs;
  }

  dispose(): void {
    this.parser.dispose();
  }

  private async onSyntax(
    spec: SyntaxSpec,
    lines: LineTable,
    { language, errorShare }: { readonly language: string; readonly errorShare: number },
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
      {
        maxSteps: options.maxParseSteps,
        maxCpuMs: options.maxParseCpuMs,
        cpuMs: options.cpuMs,
        giveWay: options.giveWay,
      },
    );
    throwIfCancelled(signal);
    if ('reason' in found) {
      return { ...this.asText(lines, language, found.reason), ...(found.mayPass && { mayPass: true }) };
    }
    if (found.errorShare > errorShare) {
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
