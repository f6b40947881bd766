import type { Node } from 'web-tree-sitter';
import type { SymbolKind } from '../../../common/contracts/symbolKind';
import type { Scope } from '../outline';

/** A definition that a rule reads from its syntax node. */
export interface Definition {
  readonly name: string;
  /** Offset of the name in the file. */
  readonly at: number;
  /** Offset of its first line, for a definition whose name follows its body. Default: that of the name. */
  readonly begin?: number | undefined;
  /** Undefined for a scope that is not a symbol, such as a test suite. */
  readonly kind: SymbolKind | undefined;
  /** The owner of a definition outside of it: the receiver of a Go method, the `A` of `A::f() {}`. */
  readonly owner?: string | undefined;
  /** Further names that the same node defines: `b` of `int a, b;`. They have no members. */
  readonly others?: readonly Definition[] | undefined;
}

/** How the nodes of one type define a name. */
export interface DefinitionRule {
  /** The definition of the node, or undefined if it is not one. `source` is the text of the file. */
  find(node: Node, source: string, scope: Scope): Definition | undefined;
  /**
   * Where its members are: in children of a type listed in `bodies`, or in all children. Undefined for a definition
   * without members, such as a function.
   */
  readonly members?: 'bodies' | 'children' | undefined;
  /** Whether functions in it are methods. */
  readonly isType?: boolean | undefined;
  /** Whether it counts inside functions too. Default: definitions with a body do, variables do not. */
  readonly isLocal?: boolean | undefined;
  /** Whether its children are processed on their own if it defines nothing; a function only counts outside functions. */
  readonly isGroup?: boolean | ((node: Node, source: string) => boolean) | undefined;
  /** Whether it belongs to the following node if it defines nothing. */
  readonly isLead?: boolean | undefined;
  /** Whether it is divided only if it is too large for one chunk, although it has members: a record, an enumeration. */
  readonly isWhole?: boolean | undefined;
}

/** Syntax rules of one language for the chunker. Node types are those of the grammar. */
export interface SyntaxSpec {
  /** Name of the grammar in the grammar source. */
  readonly grammar: string;
  readonly definitions: Readonly<Record<string, DefinitionRule>>;
  /** Comments, decorators, attributes: they belong to the following node. */
  readonly leads: readonly string[];
  /** Wrappers whose children are processed on their own, such as `export ...` or `#ifdef ... #endif`. */
  readonly groups?: readonly string[];
  /** Bodies of containers: class bodies, namespaces. Inside functions they are ordinary blocks. */
  readonly bodies?: readonly string[];
  /** Blocks of statements that may contain functions, whatever their size. */
  readonly blocks?: readonly string[];
  /** Most symbols of one file. Default unlimited; for data files. */
  readonly maxSymbols?: number;
  /**
   * Replaces code that the grammar cannot parse with blanks; the result, of the same length, is parsed. Names and
   * texts are still read from the file itself.
   */
  prepare?(source: string): string;
}
