import type { SymbolKind } from '../../common/symbolKind';
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

/** Functions and variables are called otherwise inside a type. */
export function memberKind(kind: SymbolKind, scope: Scope): SymbolKind {
  if (!scope.isType) {
    return kind;
  }
  return kind === 'function' ? 'method' : kind === 'variable' ? 'property' : kind;
}

/** A symbol whose last line may be set when it is known. */
export type OpenSymbol = Omit<SymbolDefinition, 'endLine'> & { endLine: number };

/** Smallest part of a file that the chunker keeps together. It reaches up to the next piece: gaps cannot be. */
export interface Piece {
  /** First line, 0-based. */
  line: number;
  /** Whose content it is: neighbours of one scope may become one chunk. The head of a class belongs to the class. */
  scope: Scope;
  /** Line of the definition itself, below its comments. */
  definedAt: number;
  /** What encloses it. */
  outer: Scope;
  /** What encloses the lines below `definedAt`, should it have to be divided. */
  inner: Scope;
  /** Whether it begins what `scope` is, and the rest of that scope follows in pieces of its own. */
  isHead: boolean;
  /** Statements, imports, paragraphs: joined as long as there is room. Definitions rather stand alone. */
  flows: boolean;
}

/** A file as the sequence of its pieces, in order of their lines. */
export class Outline {
  readonly pieces: Piece[] = [];
  /** The names it defines; each belongs to the piece its line is in. */
  readonly symbols: OpenSymbol[] = [];
  readonly file = Scope.file();

  constructor(
    readonly lines: LineTable,
    private readonly maxSymbols = Number.POSITIVE_INFINITY,
  ) {}

  /**
   * Begins a piece at a line and returns its position in `pieces`. On a line where one has begun already, or down to
   * the line that it defines, the two are one, and the later scope holds: in `export class A {` the class counts.
   */
  add(line: number, scope: Scope, outer: Scope, flows: boolean, symbol?: OpenSymbol): number {
    if (symbol !== undefined && this.symbols.length < this.maxSymbols) {
      this.symbols.push(symbol);
    }
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

  /** Makes the piece at `index`, defined at a line, the head of `inner`, whose content is added next. */
  open(index: number, inner: Scope, definedAt: number): void {
    const head = this.pieces[index]!;
    head.definedAt = definedAt;
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
    this.pieces.length = index + 1;
    head.scope = scope;
    head.isHead = false;
    head.flows = flows;
  }
}
