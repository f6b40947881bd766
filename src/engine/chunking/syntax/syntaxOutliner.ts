import type { Tree, TreeCursor } from 'web-tree-sitter';
import type { SymbolKind } from '../../../common/contracts/symbolKind';
import type { ChunkingOptions } from '../chunkingOptions';
import type { LineTable } from '../lineTable';
import { memberKind, type OpenSymbol, Outline, type Scope } from '../outline';
import type { Definition, DefinitionRule } from './syntaxSpec';
import { errorTypeId, Role, type SyntaxTable } from './syntaxTable';

/** Deeper levels are not searched: handwritten code does not nest so deep, and the stack is limited. */
const maxDepth = 120;

/** Kinds that count inside functions too. */
const localKinds: ReadonlySet<SymbolKind | undefined> = new Set<SymbolKind | undefined>([
  undefined,
  'class',
  'interface',
  'struct',
  'enum',
  'trait',
  'module',
  'function',
  'method',
  'constructor',
  'macro',
]);

/** The pieces of a parsed file, and the share of it that the parser failed on. */
export interface SyntaxOutline {
  readonly outline: Outline;
  /** Share of the file, 0 to 1. */
  readonly errorShare: number;
}

/**
 * Finds the definitions of a file. Descends only into nodes that may contain definitions, or are too large for one
 * piece: most nodes are never visited.
 */
export function outlineSyntax(
  tree: Tree,
  table: SyntaxTable,
  lines: LineTable,
  options: ChunkingOptions,
): SyntaxOutline {
  const cursor = tree.walk();
  try {
    const outline = new Outline(lines, table.maxSymbols);
    const walk = new SyntaxWalk(cursor, table, outline, options);
    const rootIsError = cursor.nodeTypeId === errorTypeId;
    walk.children(outline.file, -1, false, 0);
    if (outline.pieces.length === 0) {
      outline.add(0, outline.file, outline.file, true);
    }
    const errorChars = rootIsError ? lines.text.length - walk.definedChars : walk.errorChars;
    return { outline, errorShare: errorChars / Math.max(1, lines.text.length) };
  } finally {
    cursor.delete();
  }
}

class SyntaxWalk {
  /** Characters in definitions without members, excluding nested ones. */
  definedChars = 0;
  /** Characters that the parser failed on, excluding definitions among them. */
  errorChars = 0;
  private readonly lines: LineTable;
  private isInDefinition = false;
  private isInError = false;

  constructor(
    private readonly cursor: TreeCursor,
    private readonly table: SyntaxTable,
    private readonly outline: Outline,
    private readonly options: ChunkingOptions,
  ) {
    this.lines = outline.lines;
  }

  /**
   * Makes pieces of the children of the cursor's node, and returns with the cursor on it.
   *
   * @param leadLine line at which the first of them begins in any case, because its wrapper does; -1 for none
   * @param isLocal whether the children are inside a function, where variables are not definitions
   */
  children(scope: Scope, leadLine: number, isLocal: boolean, depth: number): void {
    const { cursor, lines, outline } = this;
    if (depth > maxDepth || !cursor.gotoFirstChild()) {
      return;
    }
    let lead = leadLine;
    let leadEnd = lead < 0 ? -1 : Number.POSITIVE_INFINITY;
    do {
      const typeId = cursor.nodeTypeId;
      const role = this.roleOf(typeId, scope);
      if (role === Role.Token) {
        continue;
      }
      const offset = cursor.startIndex;
      const start = lines.lineAt(offset);
      if (role === Role.Lead) {
        if (lead < 0 || !this.leadsTo(lead, leadEnd, start)) {
          if (!this.beginsLine(offset, start)) {
            continue;
          }
          if (lead >= 0) {
            outline.add(lead, scope, scope, true);
          }
          lead = start;
        }
        // Some grammars include the line break in a comment.
        leadEnd = Math.max(leadEnd, lines.lineAt(cursor.endIndex - 1));
        continue;
      }
      let line = start;
      if (lead >= 0) {
        if (this.leadsTo(lead, leadEnd, start)) {
          line = lead;
        } else {
          outline.add(lead, scope, scope, true);
        }
        lead = -1;
        leadEnd = -1;
      }
      this.child(role, typeId, line, scope, isLocal, depth);
    } while (cursor.gotoNextSibling());
    cursor.gotoParent();
    if (lead >= 0) {
      outline.add(lead, scope, scope, true);
    }
  }

  /** The role of the cursor's node. */
  private roleOf(typeId: number, scope: Scope): Role {
    if (typeId === errorTypeId) {
      return Role.Group;
    }
    const rule = this.table.rules[typeId];
    const isLead =
      rule?.isLead === true && rule.find(this.cursor.currentNode, this.lines.text, scope) === undefined;
    return isLead ? Role.Lead : this.table.roles[typeId]!;
  }

  private child(
    role: Role,
    typeId: number,
    line: number,
    scope: Scope,
    isLocal: boolean,
    depth: number,
  ): void {
    const { cursor, outline } = this;
    if (typeId === errorTypeId) {
      const size = cursor.endIndex - cursor.startIndex;
      const before = this.definedChars + this.errorChars;
      outline.add(line, scope, scope, true);
      const wasInError = this.isInError;
      this.isInError = true;
      this.children(scope, line, isLocal, depth + 1);
      this.isInError = wasInError;
      this.errorChars += Math.max(0, size - (this.definedChars + this.errorChars - before));
      return;
    }
    if (role === Role.Definition) {
      const rule = this.table.rules[typeId]!;
      const definition = rule.find(cursor.currentNode, this.lines.text, scope);
      if (definition !== undefined && (!isLocal || (rule.isLocal ?? localKinds.has(definition.kind)))) {
        this.definition(rule, definition, line, scope, depth);
        return;
      }
    }
    const isGroup =
      role === Role.Group ||
      (role === Role.Body && !isLocal) ||
      (role === Role.Definition && this.isGroup(this.table.rules[typeId]!, isLocal));
    if (isGroup) {
      outline.add(line, scope, scope, true);
      this.children(scope, role === Role.Body ? -1 : line, isLocal, depth + 1);
      return;
    }
    const index = outline.add(line, scope, scope, true);
    const size = cursor.endIndex - this.lines.start(line);
    if (role === Role.Block || size > this.options.targetChars) {
      this.children(scope, -1, true, depth + 1);
      if (size <= this.options.maxChars && outline.pieces.length > index + 1) {
        outline.fold(index, scope, true);
      }
    }
  }

  /** Whether the cursor's node, which defines nothing, is a wrapper. */
  private isGroup({ isGroup = false }: DefinitionRule, isLocal: boolean): boolean {
    if (typeof isGroup === 'boolean') return isGroup;
    return !isLocal && isGroup(this.cursor.currentNode, this.lines.text);
  }

  private definition(
    rule: DefinitionRule,
    found: Definition,
    line: number,
    scope: Scope,
    depth: number,
  ): void {
    const { cursor, outline, options } = this;
    const size = cursor.endIndex - this.lines.start(line);
    const isOutermost = rule.members === undefined && !this.isInDefinition;
    if (isOutermost) {
      // Among what could not be parsed, a definition with errors of its own may have swallowed those that follow it.
      if (!this.isInError || !cursor.currentNode.hasError) this.definedChars += size;
      this.isInDefinition = true;
    }
    const outer = found.owner === undefined ? scope : scope.child(found.owner, true);
    const index = outline.add(line, scope, outer, false, this.symbolOf(found, outer, line));
    for (const other of found.others ?? []) {
      outline.name(this.nameOf(other, outer));
    }
    const isWhole = rule.members === undefined || rule.isWhole === true;
    const limit = isWhole ? options.maxChars : options.targetChars;
    if (rule.members !== undefined || size > options.targetChars) {
      const inner = outer.child(found.name, rule.isType);
      outline.open(index, inner, this.lines.lineAt(found.begin ?? found.at));
      const hasMembers = this.members(rule, inner, depth);
      if (!hasMembers && size > options.targetChars) {
        this.children(inner, -1, true, depth + 1);
      }
      if (size <= limit || outline.pieces.length === index + 1) {
        outline.fold(index, scope);
      }
    }
    if (isOutermost) {
      this.isInDefinition = false;
    }
  }

  /** Makes pieces of the members of the cursor's container. Returns false if it has none. */
  private members(rule: DefinitionRule, inner: Scope, depth: number): boolean {
    const { cursor } = this;
    if (rule.members === 'children') {
      this.children(inner, -1, false, depth + 1);
      return true;
    }
    let found = false;
    if (rule.members === 'bodies' && depth < maxDepth && cursor.gotoFirstChild()) {
      do {
        const typeId = cursor.nodeTypeId;
        if (typeId !== errorTypeId && this.table.roles[typeId] === Role.Body) {
          found = true;
          this.children(inner, -1, false, depth + 1);
        }
      } while (cursor.gotoNextSibling());
      cursor.gotoParent();
    }
    return found;
  }

  /**
   * Whether comments belong to the following definition. One blank line may be between, but not below the file's
   * header.
   */
  private leadsTo(lead: number, leadEnd: number, start: number): boolean {
    return leadEnd >= start - 1 || (leadEnd === start - 2 && lead > 0);
  }

  /** A name whose definition is its line alone. */
  private nameOf({ name, kind, at }: Definition, scope: Scope): OpenSymbol | undefined {
    const line = this.lines.lineAt(at) + 1;
    return kind && { name, kind: memberKind(kind, scope), line, startLine: line, endLine: line };
  }

  /** @param start 0-based line at which the definition begins, including the comments above it */
  private symbolOf(
    { name, kind, at, begin = at }: Definition,
    scope: Scope,
    start: number,
  ): OpenSymbol | undefined {
    if (kind === undefined) {
      return undefined;
    }
    const line = this.lines.lineAt(begin);
    // Some grammars include the line break in a definition.
    const end = this.lines.lineAt(Math.max(at, this.cursor.endIndex - 1));
    return {
      name,
      kind: memberKind(kind, scope),
      line: line + 1,
      startLine: Math.min(start, line) + 1,
      endLine: end + 1,
    };
  }

  /** Whether only white space precedes an offset on its line. */
  private beginsLine(offset: number, line: number): boolean {
    return this.lines.text.slice(this.lines.start(line), offset).trim() === '';
  }
}
