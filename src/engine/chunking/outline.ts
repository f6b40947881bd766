import type { SymbolDefinition } from './chunk';
import type { LineTable } from './lineTable';

/** What holds definitions: the file, a class, a function, a section. Pieces join only within one scope. */
export class Scope {
  /** Names from the outermost scope to this one, the file left out. */
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

/** Smallest part of a file that the chunker keeps together. It reaches up to the next piece: gaps cannot be. */
export interface Piece {
  /** First line, 0-based. */
  line: number;
  /** Whose content it is: neighbours of one scope may become one chunk. The head of a class belongs to the class. */
  scope: Scope;
  /** What encloses its first line. */
  outer: Scope;
  /** What encloses its further lines, should it have to be divided. */
  inner: Scope;
  /** Whether it begins what `scope` is, and the rest of that scope follows in pieces of its own. */
  isHead: boolean;
  /** Statements, imports, paragraphs: joined as long as there is room. Definitions rather stand alone. */
  flows: boolean;
  readonly symbols: SymbolDefinition[];
}

/** A file as the sequence of its pieces, in order of their lines. */
export class Outline {
  readonly pieces: Piece[] = [];
  readonly file = Scope.file();
  private symbolsLeft: number;

  constructor(
    readonly lines: LineTable,
    maxSymbols = Number.POSITIVE_INFINITY,
  ) {
    this.symbolsLeft = maxSymbols;
  }

  /**
   * Begins a piece at a line and returns its position in `pieces`. On a line where one has begun already the two are
   * one, and the later scope holds: in `export class A {` the class counts.
   */
  add(line: number, scope: Scope, outer: Scope, flows: boolean, symbol?: SymbolDefinition): number {
    const last = this.pieces.at(-1);
    if (last !== undefined && last.line >= line) {
      if (!flows) {
        last.flows = false;
        last.scope = scope;
        last.inner = scope;
      }
      this.define(last, symbol);
      return this.pieces.length - 1;
    }
    const piece: Piece = {
      line: last === undefined ? 0 : line,
      scope,
      outer,
      inner: scope,
      isHead: false,
      flows,
      symbols: [],
    };
    this.define(piece, symbol);
    this.pieces.push(piece);
    return this.pieces.length - 1;
  }

  /** Adds a name that begins no piece of its own. */
  define(piece: Piece, symbol: SymbolDefinition | undefined): void {
    if (symbol !== undefined && this.symbolsLeft > 0) {
      this.symbolsLeft--;
      piece.symbols.push(symbol);
    }
  }

  /** Makes the piece at `index` the head of `inner`, whose content is added next. */
  open(index: number, inner: Scope): void {
    const head = this.pieces[index]!;
    head.scope = inner;
    head.inner = inner;
    head.isHead = true;
  }

  /**
   * Ends what `open` began: the pieces stay as they are, or become one again when they are small enough.
   *
   * @param end line after its last
   * @param limit size up to which it stays whole
   */
  close(index: number, scope: Scope, end: number, limit: number): void {
    const size = this.lines.size(this.pieces[index]!.line, end);
    if (size <= limit || this.pieces.length === index + 1) {
      this.fold(index, scope);
    }
  }

  /** Makes one piece, belonging to `scope`, of the one at `index` and all that were added after it. */
  fold(index: number, scope: Scope, flows = false): void {
    const head = this.pieces[index]!;
    for (let i = index + 1; i < this.pieces.length; i++) {
      head.symbols.push(...this.pieces[i]!.symbols);
    }
    this.pieces.length = index + 1;
    head.scope = scope;
    head.isHead = false;
    head.flows = flows;
  }
}
