import { withoutByteOrderMark } from '../../common/text/byteOrderMark';

/** A variable of a git configuration. */
export interface ConfigEntry {
  /** Section and name in lower case: `core.excludesfile`. */
  readonly key: string;
  /** The quoted part of a section header such as `[includeIf "gitdir:x"]`; undefined if there is none. */
  readonly subsection: string | undefined;
  /** Undefined for a name without `=`, which git treats as true. */
  readonly value: string | undefined;
}

/**
 * Parses a git configuration file: sections with subsections, quotes, escapes, comments and continuation lines.
 * Parsing stops at a line with a syntax error; the entries above it are kept. Git itself rejects such a file.
 */
export function parseConfig(text: string): readonly ConfigEntry[] {
  const entries: ConfigEntry[] = [];
  let rest = withoutByteOrderMark(text).replaceAll('\r\n', '\n');
  let section: { readonly name: string; readonly subsection: string | undefined } | undefined;
  for (;;) {
    rest = rest.replace(/^(?:\s+|[#;][^\n]*)+/, '');
    if (rest === '') return entries;
    const header = sectionPattern.exec(rest);
    if (header) {
      section = sectionOf(header);
      rest = rest.slice(header[0].length);
      continue;
    }
    const name = namePattern.exec(rest);
    if (!name || !section) return entries;
    rest = rest.slice(name[0].length);
    const key = `${section.name}.${name[1]!.toLowerCase()}`;
    if (name[2] === undefined) {
      entries.push({ key, subsection: section.subsection, value: undefined });
      continue;
    }
    const value = readValue(rest);
    if (!value) return entries;
    entries.push({ key, subsection: section.subsection, value: value.text });
    rest = rest.slice(value.end);
  }
}

/** `[section]`, `[section "subsection"]`, and the older `[section.subsection]`. */
const sectionPattern = /^\[([-.0-9A-Za-z]+)(?:[ \t]+"((?:[^"\\\n]|\\[^\n])*)")?\]/;

/** A name, and `=` if a value follows. */
const namePattern = /^([A-Za-z][-0-9A-Za-z]*)[ \t]*(?:(=)|(?=\n|$))/;

function sectionOf([, name = '', quoted]: RegExpExecArray) {
  const [section = '', ...older] = name.toLowerCase().split('.');
  const subsection = quoted === undefined ? older.join('.') || undefined : quoted.replace(/\\(.)/g, '$1');
  return { name: section, subsection };
}

const escapes: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  b: '\b',
  '"': '"',
  '\\': '\\',
  '\n': '',
};

/** The value at the beginning of `text` and the end of its line; undefined on a syntax error. */
function readValue(text: string): { readonly text: string; readonly end: number } | undefined {
  let value = '';
  /** Length of the value without unquoted trailing spaces. */
  let length = 0;
  let isQuoted = false;
  let index = 0;
  for (; index < text.length && text[index] !== '\n'; index++) {
    const char = text[index]!;
    if (char === '"') {
      isQuoted = !isQuoted;
      length = value.length;
    } else if (char === '\\') {
      const escaped = escapes[text[++index] ?? ''];
      if (escaped === undefined) return undefined;
      value += escaped;
      length = value.length;
    } else if (!isQuoted && (char === '#' || char === ';')) {
      while (index < text.length && text[index] !== '\n') index++;
      break;
    } else if (isQuoted || !/\s/.test(char)) {
      value += char;
      length = value.length;
    } else if (value !== '') {
      value += char;
    }
  }
  return isQuoted ? undefined : { text: value.slice(0, length), end: index };
}

/** Parses a boolean; undefined if the value is not one. */
export function isTrue(value: string | undefined): boolean | undefined {
  if (value === undefined || /^(?:true|yes|on)$/i.test(value)) return true;
  if (/^(?:|false|no|off)$/i.test(value)) return false;
  const number = /^\s*([+-]?\d+)[kmg]?$/i.exec(value)?.[1];
  return number === undefined ? undefined : Number(number) !== 0;
}
