/** The lines of a definition that belong to it whatever their indentation. */
export interface DefinitionBody {
  /**
   * Whether a line ends the body without being part of it.
   *
   * @param isDefinition whether the line begins another definition
   */
  isLeft(line: string, isDefinition: boolean): boolean;
  /** Reads a line, the first one of the definition too; false if the body ends with it. */
  read(line: string): boolean;
}

/** Form of the bodies of a language. */
export interface BodyForm {
  /**
   * The body of a definition; undefined if it has none.
   *
   * @param head the line of the definition
   * @param next the next line that is not blank
   */
  begin(name: string, head: string, next: string): DefinitionBody | undefined;
}

interface Blocks {
  /** The beginning of a block. Global. */
  readonly open: RegExp;
  /** The end of a block. Global. */
  readonly close: RegExp;
  /** The line of a definition that has no body, if no block has begun. */
  readonly bodiless?: RegExp;
  /** Comments and strings, which are not read. Global. */
  readonly skipped: RegExp;
}

/** Counts blocks: the body ends with the outermost. */
class BlockBody implements DefinitionBody {
  private depth = 0;
  private hasBegun = false;

  constructor(private readonly blocks: Blocks) {}

  isLeft(_: string, isDefinition: boolean): boolean {
    return isDefinition && !this.hasBegun;
  }

  read(line: string): boolean {
    const { open, close, bodiless, skipped } = this.blocks;
    const code = line.replace(skipped, ' ');
    const opened = code.match(open)?.length ?? 0;
    if (opened === 0 && !this.hasBegun) return bodiless?.test(code) !== true;
    this.hasBegun = true;
    this.depth += opened - (code.match(close)?.length ?? 0);
    return this.depth > 0;
  }
}

/** Reads up to a line that ends the definition by its own word; undefined: up to the next definition. */
class MarkedBody implements DefinitionBody {
  constructor(private readonly end: RegExp | undefined) {}

  isLeft(_: string, isDefinition: boolean): boolean {
    return isDefinition;
  }

  read(line: string): boolean {
    return this.end?.test(line) !== true;
  }
}

function counted(blocks: Blocks): BodyForm {
  return { begin: () => new BlockBody(blocks) };
}

/** Counted braces, the first of them at the head: other definitions have no body. */
function braced(skipped: RegExp): BodyForm {
  const blocks = { open: /\{/g, close: /\}/g, skipped };
  return {
    begin: (_, head, next) =>
      head.replace(skipped, ' ').includes('{') || next.startsWith('{') ? new BlockBody(blocks) : undefined,
  };
}

/** @param end by the name of the definition, if that is part of its end */
function marked(end: RegExp | ((name: string) => RegExp) | undefined): BodyForm {
  return { begin: (name) => new MarkedBody(typeof end === 'function' ? end(name) : end) };
}

const quoted = `"(?:[^"\\\\]|\\\\.)*"|'(?:[^'\\\\]|\\\\.)*'`;
const hashed = new RegExp(`${quoted}|#.*$`, 'g');
const slashed = new RegExp(`${quoted}|//.*$`, 'g');

/** `{ ... }`, with comments after `//` or after `#`. */
export const braces = braced(slashed);
export const hashedBraces = braced(hashed);

/** `function ... end`: Julia, Crystal, Ruby, Elixir, Lua, fish. Blocks begin with the first word of a line, or with `do`. */
export const endBlocks = counted({
  open: /^\s*(?:(?:local|private|protected|@\w+)\s+)*(?:function|macro|def\w*|if|unless|for|while|until|begin|let|try|case|switch|struct|mutable\s+struct|module|class|quote)\b(?!.*\bend\s*$)(?!.*\bdo\b(?:\s*\|[^|]*\|)?\s*$)|\bdo\b(?:\s*\|[^|]*\|)?\s*$/g,
  close: /^\s*end\b/g,
  skipped: hashed,
});

/** Pascal and Delphi. A declaration in an interface section has no body; the next one shows that. */
export const pascalBlocks = counted({
  open: /\b(?:begin|case|try|asm)\b/gi,
  close: /\bend\b/gi,
  bodiless:
    /;\s*(?:forward|external|abstract|virtual|override|overload|stdcall|cdecl)\b|^\s*end\b|^(?:implementation|type|uses)\b/i,
  skipped: /'[^']*'|\/\/.*$|\{[^}]*\}|\(\*.*?\*\)/g,
});

/** Ada and VHDL name what they end: `end Retry;`, `end function retry;`. */
export const namedEnd = marked(
  (name) =>
    new RegExp(
      `^end\\s+(?:\\w+\\s+)?${name.replace(/\W/g, '\\$&')}\\b|^(?:procedure|function)\\b[^;]*;\\s*(?:--.*)?$`,
      'i',
    ),
);

export const fortranEnd = marked(/^end\s*(?:subroutine|function|program|procedure)\b|^end\s*(?:!.*)?$/i);
export const verilogEnd = marked(/^end(?:function|task|module|class|package|interface|program)\b/);
export const cmakeEnd = marked(/^end(?:function|macro)\b/i);
export const vimEnd = marked(/^endf(?:u(?:nction)?)?\b|^enddef\b/);
export const basicEnd = marked(/^end\s+(?:sub|function|property)\b/i);
export const abapEnd = marked(/^end(?:form|method|function|module)\b/i);
export const makeEnd = marked(/^endef\b/);
export const bslEnd = marked(/^(?:Конец(?:Процедуры|Функции)|End(?:Procedure|Function))(?![\p{L}\p{N}_])/iu);
export const autoitEnd = marked(/^EndFunc\b/i);
export const sasEnd = marked(/^%mend\b/i);
export const stataEnd = marked(/^end\s*$/);
export const iecEnd = marked(/^end_(?:function_block|function|program|method)\b/i);
/** `end total` or `end`, which no other block of AppleScript has alone. */
export const appleEnd = marked((name) => new RegExp(`^end(?:\\s+${name})?\\s*$`, 'i'));
/** The equations below the type of a function, up to the next definition or the comment above it. */
export const equations: BodyForm = {
  begin: () => ({
    isLeft: (line, isDefinition) => isDefinition || /^(?:--|\{-)/.test(line),
    read: () => true,
  }),
};
/** A section of COBOL has paragraphs, which begin in its column. */
export const cobolSection: BodyForm = {
  begin: (_, head) =>
    /\ssection\s*\./i.test(head)
      ? { isLeft: (line) => /\s(?:section|division)\s*\./i.test(line), read: () => true }
      : undefined,
};
/** Labels of batch files and assembly, functions of MATLAB: what follows belongs to them up to the next. */
export const untilNext = marked(undefined);
