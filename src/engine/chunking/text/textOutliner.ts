import type { SymbolKind } from '../../../common/contracts/symbolKind';
import type { ChunkingOptions } from '../chunkingOptions';
import type { LineTable } from '../lineTable';
import { memberKind, type OpenSymbol, Outline, type Scope } from '../outline';
import type { DefinitionBody } from './blockBody';
import { LongTexts } from './longTexts';
import { SqlBody, type SqlBatches, sqlBatchesOf } from './sqlBody';
import type { TextPart, TextRule, TextSpec } from './textRules';

/** Characters of a line that are enough to recognize a definition. */
const maxHeadChars = 240;

interface OpenDefinition {
  readonly index: number;
  readonly indent: number;
  readonly parent: Scope;
  readonly scope: Scope;
  readonly symbol: OpenSymbol | undefined;
  readonly isContainer: boolean;
  readonly parts: readonly TextPart[];
  /** Indentation of its members, once the first has been seen. */
  memberIndent: number;
}

interface Found {
  readonly name: string;
  readonly kind: SymbolKind | undefined;
  readonly isContainer: boolean;
  readonly parts: readonly TextPart[];
  /** Offset after its name in the line. */
  readonly nameEnd: number;
}

const typeKinds: ReadonlySet<SymbolKind | undefined> = new Set<SymbolKind | undefined>([
  'class',
  'struct',
  'enum',
  'interface',
  'trait',
  undefined,
]);

/** Kinds with a body of statements. */
const bodiedKinds: ReadonlySet<SymbolKind | undefined> = new Set<SymbolKind | undefined>([
  'function',
  'method',
  'constructor',
  'macro',
  'class',
  'module',
  'interface',
  'property',
]);

/**
 * Finds definitions by the form of single lines, and nesting by indentation: for languages without a grammar, and for
 * files that do not parse.
 */
export function outlineText(lines: LineTable, spec: TextSpec, options: ChunkingOptions): Outline {
  return new TextWalk(lines, spec, options).run();
}

class TextWalk {
  private readonly outline: Outline;
  private readonly stack: OpenDefinition[] = [];
  private lead = -1;
  private afterBlank = true;
  private isInComment = false;
  /** How the file separates statements, and the current body. */
  private readonly batches: SqlBatches | undefined;
  private body: DefinitionBody | undefined;
  private readonly texts: LongTexts | undefined;
  /** Names that count once. */
  private readonly named = new Set<string>();
  /** Line after the last that was not blank. */
  private end = 0;

  constructor(
    private readonly lines: LineTable,
    private readonly spec: TextSpec,
    private readonly options: ChunkingOptions,
  ) {
    this.outline = new Outline(lines);
    if (spec.hasSqlBodies) this.batches = sqlBatchesOf(lines.text);
    if (spec.texts) this.texts = new LongTexts(spec.texts);
  }

  run(): Outline {
    const { lines, outline } = this;
    for (let line = 0; line < lines.count; line++) {
      const indent = lines.indent(line);
      if (indent < 0) {
        this.afterBlank = true;
        continue;
      }
      this.line(line, indent, this.head(line));
      this.end = line + 1;
    }
    while (this.stack.length > 0) {
      this.pop();
    }
    if (outline.pieces.length === 0 && lines.count > 0) {
      outline.add(0, outline.file, outline.file, true);
    }
    return outline;
  }

  private line(line: number, indent: number, head: string): void {
    if (this.texts?.read(head) === true) return;
    if (this.body && !this.body.isLeft(head, indent === 0 && this.find(head) !== undefined)) {
      if (!this.body.read(head)) this.body = undefined;
      this.lead = -1;
      this.afterBlank = false;
      return;
    }
    this.body = undefined;
    if (this.isInComment) {
      this.isInComment = !head.includes('*/');
      return;
    }
    if (this.spec.ignored?.test(head) === true) {
      return;
    }
    if (this.spec.lead.test(head)) {
      this.lead = this.lead >= 0 && !(this.afterBlank && this.lead === 0) ? this.lead : line;
      this.afterBlank = false;
      this.isInComment = head.startsWith('/*') && !head.includes('*/');
      return;
    }
    const isOpener = /^[{)\]]/.test(head);
    const isCloser = /^(?:\}|end\b)/.test(head);
    if (!isOpener) {
      this.closeDeeper(indent);
    }
    if (!isOpener && !isCloser) {
      this.content(line, indent, head);
    } else if (isOpener) {
      this.addInnerParts(line, indent, head);
    }
    this.lead = -1;
    this.afterBlank = false;
  }

  private content(line: number, indent: number, head: string): void {
    const { outline } = this;
    const top = this.stack.at(-1);
    const scope = top?.scope ?? outline.file;
    if (top !== undefined && top.memberIndent < 0) {
      top.memberIndent = indent;
    }
    const start = this.lead >= 0 ? this.lead : line;
    const isMember =
      top === undefined ? indent <= (this.spec.margin ?? 0) : top.isContainer && indent <= top.memberIndent;
    const found = isMember ? this.find(head) : undefined;
    if (found !== undefined) {
      this.define(found, start, line, indent, scope);
      const parts = found.parts.filter((part) => !part.isDirect);
      this.addParts(parts, found.name, head.slice(found.nameEnd), line);
      const body = this.bodyOf(found, line, indent, head);
      if (body?.read(head) === true) this.body = body;
      return;
    }
    this.addInnerParts(line, indent, head);
    if (this.afterBlank || outline.pieces.length === 0 || (isMember && this.lastIsDefinition(scope))) {
      outline.add(start, scope, scope, true);
    }
  }

  /** Adds the names in a line below the definition that contains it. */
  private addInnerParts(line: number, indent: number, head: string): void {
    const top = this.stack.at(-1);
    if (top === undefined || top.parts.length === 0) return;
    const parts = indent === top.memberIndent ? top.parts : top.parts.filter((part) => !part.isDirect);
    this.addParts(parts, top.symbol?.name, head, line);
  }

  /** Adds the names inside a definition that a line contains. */
  private addParts(parts: readonly TextPart[], owner: string | undefined, text: string, line: number): void {
    for (const { pattern, kind } of parts) {
      for (const { groups } of text.matchAll(pattern)) {
        const name = groups?.['name'];
        // A record with one constructor often has its name.
        if (name === undefined || name === owner) continue;
        this.outline.name({ name, kind, line: line + 1, startLine: line + 1, endLine: line + 1 });
      }
    }
  }

  /** How the body of a definition ends, if indentation does not show it. */
  private bodyOf(found: Found, line: number, indent: number, head: string): DefinitionBody | undefined {
    if (this.batches) return SqlBody.begins(head) ? new SqlBody(this.batches) : undefined;
    const { body } = this.spec;
    if (!body || found.isContainer || !bodiedKinds.has(found.kind)) return undefined;
    let next = line + 1;
    while (next < this.lines.count && this.lines.indent(next) < 0) next++;
    if (next === this.lines.count) return undefined;
    const afterOpener = /^[{(]\s*$/.test(this.head(next)) ? next + 1 : next;
    const isIndented = afterOpener < this.lines.count && this.lines.indent(afterOpener) > indent;
    return isIndented ? undefined : body.begin(found.name, head, this.head(next));
  }

  private define(
    { name, kind, isContainer, parts }: Found,
    start: number,
    line: number,
    indent: number,
    parent: Scope,
  ): void {
    this.named.add(name);
    const symbol: OpenSymbol | undefined =
      kind === undefined
        ? undefined
        : {
            name,
            kind: memberKind(kind, parent),
            line: line + 1,
            startLine: start + 1,
            endLine: line + 1,
          };
    const index = this.outline.add(start, parent, parent, false, symbol);
    const scope = parent.child(name, typeKinds.has(kind));
    this.outline.open(index, scope, line);
    this.stack.push({ index, indent, parent, scope, symbol, isContainer, parts, memberIndent: -1 });
  }

  private find(head: string): Found | undefined {
    for (const rule of this.spec.rules) {
      const match = rule.pattern.exec(head);
      const name = match?.groups?.['name'];
      if (match && name !== undefined && !(rule.isOnce && this.named.has(name))) {
        const keyword = (match.groups?.['kind'] ?? '').toLowerCase();
        return {
          name: name.replace(/[`:.]+$|^`|["[\]]/g, ''),
          kind: kindOf(rule, keyword),
          isContainer: hasMembers(rule, keyword),
          parts: (rule.parts ?? []).filter(({ within }) => within?.has(keyword) !== false),
          nameEnd: match.index + match[0].length,
        };
      }
    }
    return undefined;
  }

  /** Whether the last piece is a complete definition: lines that follow it in the same scope are not part of it. */
  private lastIsDefinition(scope: Scope): boolean {
    const last = this.outline.pieces.at(-1);
    return (
      last !== undefined && !(last.scope === scope && last.flows) && !(last.scope === scope && last.isHead)
    );
  }

  /** Ends the definitions that cannot contain a line with this indentation. */
  private closeDeeper(indent: number): void {
    for (let top = this.stack.at(-1); top !== undefined && top.indent >= indent; top = this.stack.at(-1)) {
      this.pop();
    }
  }

  private pop(): void {
    const { index, parent, symbol, isContainer } = this.stack.pop()!;
    if (symbol !== undefined) {
      symbol.endLine = Math.max(symbol.line, this.end);
    }
    const limit = isContainer ? this.options.targetChars : this.options.maxChars;
    this.outline.close(index, parent, Math.max(this.end, this.outline.pieces[index]!.line + 1), limit);
  }

  private head(line: number): string {
    const start = this.lines.start(line);
    return this.lines.text.slice(start, Math.min(this.lines.start(line + 1), start + maxHeadChars)).trim();
  }
}

function kindOf(rule: TextRule, keyword: string): SymbolKind | undefined {
  return rule.kinds === undefined ? rule.kind : rule.kinds[keyword];
}

function hasMembers(rule: TextRule, keyword: string): boolean {
  return rule.containers === true || rule.containers?.has(keyword) === true;
}
