import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../common/symbolKind';
import type { Scope } from '../outline';

/** A definition as a rule reads it off its syntax node. */
export interface Definition {
  readonly name: string;
  /** Offset of the name in the file. */
  readonly at: number;
  /** Undefined for what encloses others without being a symbol itself, such as a test suite. */
  readonly kind: SymbolKind | undefined;
  /** What it belongs to without standing in it: the receiver of a Go method, the `A` of `A::f() {}`. */
  readonly owner?: string | undefined;
}

/** How the nodes of one type define a name. */
export interface DefinitionRule {
  /** What the node defines, or undefined when it is no definition after all. `source` is the text of the file. */
  find(node: Node, source: string, scope: Scope): Definition | undefined;
  /**
   * Where its members are: in children of a type listed in `bodies`, or in all children. Undefined for what has no
   * members, such as a function.
   */
  readonly members?: 'bodies' | 'children' | undefined;
  /** Whether functions in it are methods. */
  readonly isType?: boolean | undefined;
  /** Whether it counts inside functions too. Default: what has a body of its own does, variables do not. */
  readonly isLocal?: boolean | undefined;
  /** Whether, where it defines nothing, its children stand for themselves. */
  readonly isGroup?: boolean | undefined;
}

/** What the chunker knows about the syntax of one language. Node types are those of the grammar. */
export interface SyntaxSpec {
  /** Name of the grammar in the grammar source. */
  readonly grammar: string;
  readonly definitions: Readonly<Record<string, DefinitionRule>>;
  /** Comments, decorators, attributes: they belong to what follows. */
  readonly leads: readonly string[];
  /** Wrappers whose children stand for themselves, such as `export ...` or `#ifdef ... #endif`. */
  readonly groups?: readonly string[];
  /** Bodies of containers: class bodies, namespaces. Inside functions they are ordinary blocks. */
  readonly bodies?: readonly string[];
  /** Most symbols of one file. Default unlimited; for data files. */
  readonly maxSymbols?: number;
  /**
   * Blanks out what the grammar is known to stumble over; what is parsed is the result, of the same length. Names and
   * texts are still read off the file itself.
   */
  prepare?(source: string): string;
}
