import { applyEdits, modify, parseTree, type Node, type ParseError } from 'jsonc-parser';

/** Name of the server in the lists of the clients. */
export const serverName = 'semantic-search';

/** Lines before and after a block that is ours, by the comment syntax of a file. */
const marks = {
  markdown: ['<!-- semantic-search: begin -->', '<!-- semantic-search: end -->'],
  toml: ['# semantic-search: begin', '# semantic-search: end'],
} as const;

/**
 * JSON text, which may have comments, with an entry of an object set or removed; everything else keeps its bytes.
 *
 * @param value undefined removes the entry
 * @param isKeyOurs the object at `key` was added with the entry, so it is removed with the last one
 * @returns undefined if the text is not an object in JSON, or `key` is not an object in it
 */
export function editJson(text: string, key: string, value: unknown, isKeyOurs = false): string | undefined {
  const source = text.trim() === '' ? '{}\n' : text;
  const errors: ParseError[] = [];
  const root = parseTree(source, errors, { allowTrailingComma: true });
  if (errors.length > 0 || root?.type !== 'object') return undefined;
  const parent = valueOf(root, key);
  if (parent && parent.type !== 'object') return undefined;
  const entry = parent && valueOf(parent, serverName);
  if (value === undefined) {
    if (!entry) return text;
    const isLast = isKeyOurs && parent.children?.length === 1;
    return applyEdits(source, modify(source, isLast ? [key] : [key, serverName], undefined, {}));
  }
  if (entry)
    return replace(source, entry.offset, entry.length, indented(value, indentationAt(source, entry.offset)));
  if (parent) return insertProperty(source, parent, serverName, value);
  return insertProperty(source, root, key, { [serverName]: value });
}

/** Whether JSON text has an object at `key`. */
export function hasKey(text: string, key: string): boolean {
  const root = parseTree(text, [], { allowTrailingComma: true });
  return root?.type === 'object' && valueOf(root, key) !== undefined;
}

function valueOf(object: Node, name: string): Node | undefined {
  return object.children?.find((property) => property.children?.[0]?.value === name)?.children?.[1];
}

/** The library's own insertion would format the properties beside it, too. */
function insertProperty(text: string, object: Node, name: string, value: unknown): string {
  const last = object.children?.at(-1);
  const outer = indentationAt(text, object.offset);
  const unit = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  ';
  const inner = last && isFirstOnLine(text, last.offset) ? indentationAt(text, last.offset) : outer + unit;
  const eol = lineBreakOf(text);
  const property = `${eol}${inner}${JSON.stringify(name)}: ${indented(value, inner, unit, eol)}`;
  if (last) return replace(text, last.offset + last.length, 0, `,${property}`);
  const isBlank = text.slice(object.offset + 1, object.offset + object.length - 1).trim() === '';
  const end = isBlank ? object.length - 2 : 0;
  return replace(text, object.offset + 1, end, `${property}${eol}${outer}`);
}

function replace(text: string, offset: number, length: number, by: string): string {
  return text.slice(0, offset) + by + text.slice(offset + length);
}

/** The white space with which the line of a position begins. */
function indentationAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))![0];
}

function isFirstOnLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}

/** JSON whose lines after the first are indented. */
function indented(value: unknown, indentation: string, unit = '  ', eol = '\n'): string {
  return JSON.stringify(value, null, unit).split('\n').join(`${eol}${indentation}`);
}

function lineBreakOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/**
 * Text with our block set, replaced or removed.
 *
 * @param block its lines; undefined removes it
 */
export function editBlock(text: string, syntax: keyof typeof marks, block: string | undefined): string {
  const [begin, end] = marks[syntax];
  const start = text.indexOf(begin);
  const stop = start < 0 ? -1 : text.indexOf(end, start);
  const eol = lineBreakOf(text);
  const ours = block === undefined ? '' : [begin, ...block.trimEnd().split('\n'), end].join(eol);
  if (stop >= 0) {
    const after = text.slice(stop + end.length);
    if (block !== undefined) return text.slice(0, start) + ours + after;
    // Also the line break that ended the block, and the blank line before it.
    const before = text.slice(0, start).replace(/(\r?\n)\r?\n$/, '$1');
    return before + after.replace(/^\r?\n/, '');
  }
  if (block === undefined) return text;
  const separator = text === '' ? '' : text.endsWith('\n') ? eol : eol + eol;
  return `${text}${separator}${ours}${eol}`;
}

/** A table of TOML with texts, lists of texts, and one inner table of texts. */
export function tomlTable(name: string, values: Readonly<Record<string, unknown>>): string {
  const lines = [`[${name}]`];
  const tables: string[] = [];
  for (const [key, value] of Object.entries(values)) {
    if (value === undefined) continue;
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      tables.push(tomlTable(`${name}.${key}`, value as Record<string, unknown>));
    } else {
      // Strings and lists of strings are written as in JSON.
      lines.push(`${key} = ${JSON.stringify(value)}`);
    }
  }
  return [...lines, ...tables].join('\n');
}
