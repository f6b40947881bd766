import type { SymbolKind } from '../../common/contracts/symbolKind';
import type { SymbolDefinition } from './chunk';
import type { LineTable } from './lineTable';

/** A container of definitions: the file, a class, a function, a section. Pieces are only joined within one scope. */
export class Scope {
  /** Names from the outermost scope to this one, without the file. */
  readonly path: readonly string[];

  private constructor(
    parent: Scope | undefined,
    name: string,
    /** Whether functions in it are methods. */
    readonly isType: boolean,
  ) {
    this.path = parent === undefined ? [] : [...parent.path, name];
  }

  /** The file itself. */
  static file(): Scope {
    return new Scope(undefined, '', false);
  }

  child(name: string, isType = false): Scope {
    return new Scope(this, name, isType);
  }
}

/** Functions and variables have other kinds inside a type. */
export function memberKind(kind: SymbolKind, scope: Scope): SymbolKind {
  if (!scope.isType) {
    return kind;
  }
  return kind === 'function' ? 'method' : kind === 'variable' ? 'property' : kind;
}

/** A symbol whose last line is set later. */
export type OpenSymbol = Omit<SymbolDefinition, 'endLine'> & { endLine: number };

/** Smallest part of a file that the chunker keeps together. It extends to the next piece, so there are no gaps. */
export interface Piece {
  /** First line, 0-based. */
  line: number;
  /** The scope of its content: neighbors of one scope may become one chunk. The head of a class belongs to the class. */
  scope: Scope;
  /** Line of the definition itself, below its comments. */
  definedAt: number;
  /** The scope that encloses it. */
  outer: Scope;
  /** The scope of the lines below `definedAt` if it has to be divided. */
  inner: Scope;
  /** Whether it begins `scope`, and the rest of that scope follows in separate pieces. */
  isHead: boolean;
  /** Statements, imports, paragraphs: joined up to the size limit. Definitions are preferably separate. */
  flows: boolean;
}

/** A file as the sequence of its pieces, in order of their lines. */
export class Outline {
  readonly pieces: Piece[] = [];
  /** The names it defines; each belongs to the piece that contains its line. */
  readonly symbols: OpenSymbol[] = [];
  readonly file = Scope.file();

  constructor(
    readonly lines: LineTable,
    private readonly maxSymbols = Number.POSITIVE_INFINITY,
  ) {}

  /**
   * Begins a piece at a line and returns its position in `pieces`. If a piece already begins on this line, or covers
   * lines down to its definition, the two are merged and get the later scope: in `export class A {` that of the
   * class.
   */
  add(line: number, scope: Scope, outer: Scope, flows: boolean, symbol?: OpenSymbol): number {
    this.name(symbol);
    const last = this.pieces.at(-1);
    if (last !== undefined && line <= last.definedAt) {
      if (!flows) {
        last.flows = false;
        last.scope = scope;
        last.inner = scope;
      }
      return this.pieces.length - 1;
    }
    const first = last === undefined ? 0 : line;
    this.pieces.push({ line: first, scope, outer, inner: scope, isHead: false, flows, definedAt: first });
    return this.pieces.length - 1;
  }

  /** Adds a name, without a piece of its own. */
  name(symbol: OpenSymbol | undefined): void {
    if (symbol !== undefined && this.symbols.length < this.maxSymbols) {
      this.symbols.push(symbol);
    }
  }

  /** Makes the piece at `index`, defined at a line, the head of `inner`, whose content is added next. */
  open(index: number, inner: Scope, definedAt: number): void {
    const head = this.pieces[index]!;
    head.definedAt = definedAt;
    head.scope = inner;
    head.inner = inner;
    head.isHead = true;
  }

  /**
   * Ends the scope that `open` began: its pieces are kept, or merged if they are small enough.
   *
   * @param end line after its last
   * @param limit size up to which it is kept whole
   */
  close(index: number, scope: Scope, end: number, limit: number): void {
    const size = this.lines.size(this.pieces[index]!.line, end);
    if (size <= limit || this.pieces.length === index + 1) {
      this.fold(index, scope);
    }
  }

  /** Merges the piece at `index` and all later ones into one piece of `scope`. */
  fold(index: number, scope: Scope, flows = false): void {
    const head = this.pieces[index]!;
    this.pieces.length = index + 1;
    head.scope = scope;
    head.isHead = false;
    head.flows = flows;
  }
}
