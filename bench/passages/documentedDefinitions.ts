/** A definition with a comment that describes it, in a text from which the comment can be removed. */
export interface DocumentedDefinition {
  /** The first sentence of the comment, without the definition's own name: a realistic query. */
  readonly question: string;
  /** 1-based lines of the comment, inclusive. */
  readonly comment: { readonly startLine: number; readonly endLine: number };
  /** 1-based lines of the definition, inclusive, with the comment in place. */
  readonly definition: { readonly startLine: number; readonly endLine: number };
}

const fewestWords = 5;
const mostWords = 25;
/** Longest part of a definition that is considered; later lines do not matter for finding it. */
const mostLines = 60;

const definitionStart =
  /^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:export|default|public|private|protected|internal|static|final|abstract|async|unsafe|override|open|inline|virtual|const|constexpr|extern|pub(?:\([^)]*\))?|suspend|sealed|data|implicit|template\s*<[^>]*>)\s+)*(?:func|fn|def|defp|function|fun|class|interface|struct|enum|trait|object|type|impl|module)\b\s*(?:\([^)]*\)\s*)?(?<keyword>[A-Za-z_$][\w$]*)|^\s*(?:(?:public|private|protected|internal|static|final|abstract|override|virtual|async|inline|const|constexpr)\s+)*[\w<>[\],.:&*?]+(?:\s+[\w<>[\],.:&*?]+)*\s+\**(?<typed>[A-Za-z_]\w*)\s*\([^;=]*$/;

/** Annotations and attributes may be between a comment and its definition. */
const annotation = /^\s*(?:@\w|#\[|\[\w+.*\]\s*$)/;

/** Text with tags, links, code or lists does not make a realistic question. */
const unaskable = /[<>{}`|=\\]|https?:|@\w|\bTODO\b|\bdeprecated\b|\bnodoc\b/i;

/**
 * All documented definitions of a source text, in any language: comments above the definition, and Python docstrings
 * below its head.
 */
export function documentedDefinitions(text: string): DocumentedDefinition[] {
  const lines = text.split('\n');
  const found: DocumentedDefinition[] = [];
  for (let i = 0; i < lines.length; i++) {
    const block = commentAt(lines, i) ?? docstringAt(lines, i);
    if (!block) continue;
    i = Math.max(i, block.endLine - 1);
    const name = nameDefinedBy(lines[block.definitionLine - 1] ?? '');
    const question = name === undefined ? undefined : questionOf(block.text, name);
    if (question === undefined) continue;
    const { definitionLine } = block;
    found.push({
      question,
      comment: { startLine: block.startLine, endLine: block.endLine },
      definition: { startLine: definitionLine, endLine: endOfBlock(lines, definitionLine) },
    });
  }
  return found;
}

interface CommentBlock {
  readonly text: string;
  readonly startLine: number;
  readonly endLine: number;
  readonly definitionLine: number;
}

/** The comment that begins in a line and is followed by code. */
function commentAt(lines: readonly string[], at: number): CommentBlock | undefined {
  let end = at;
  let text: string;
  if (/^\s*\/\*\*/.test(lines[at]!)) {
    while (end < lines.length && !lines[end]!.includes('*/')) end++;
    if (end === lines.length || !/\*\/\s*$/.test(lines[end]!)) return undefined;
    text = lines
      .slice(at, end + 1)
      .map((line) => line.replace(/^\s*(?:\/\*\*+|\*(?!\/))?|\*\/\s*$/g, ''))
      .join('\n');
  } else {
    const marker = /^\s*(\/\/\/|\/\/|#)\s/.exec(lines[at]!)?.[1];
    const isMarked = (line: string | undefined): boolean =>
      line !== undefined && marker !== undefined && line.trimStart().startsWith(marker);
    if (!isMarked(lines[at]) || isMarked(lines[at - 1])) return undefined;
    while (isMarked(lines[end + 1])) end++;
    text = lines
      .slice(at, end + 1)
      .map((line) => line.trimStart().slice(marker!.length))
      .join('\n');
  }
  let next = end + 1;
  while (annotation.test(lines[next] ?? '')) next++;
  return { text, startLine: at + 1, endLine: end + 1, definitionLine: next + 1 };
}

/** The docstring that begins in a line, directly below the head of a definition. */
function docstringAt(lines: readonly string[], at: number): CommentBlock | undefined {
  if (!/^\s*[rR]?"""/.test(lines[at]!) || !/:\s*$/.test(lines[at - 1] ?? '')) return undefined;
  let head = at - 1;
  while (head > 0 && at - head < 12 && !/^\s*(?:async\s+)?(?:def|class)\s/.test(lines[head]!)) head--;
  let end = at;
  if ((lines[at]!.match(/"""/g) ?? []).length < 2) {
    end++;
    while (end < lines.length && !lines[end]!.includes('"""')) end++;
  }
  const text = lines
    .slice(at, end + 1)
    .join('\n')
    .replaceAll(/[rR]?"""/g, '');
  return { text, startLine: at + 1, endLine: end + 1, definitionLine: head + 1 };
}

/** Statements that look like a type and a name. */
const statement =
  /^\s*(?:return|assert|else|if|for|while|throw|new|await|yield|case|switch|delete|go|defer)\b/;

function nameDefinedBy(line: string): string | undefined {
  if (statement.test(line)) return undefined;
  const { keyword, typed } = definitionStart.exec(line)?.groups ?? {};
  return keyword ?? typed;
}

/** Undefined if the comment is not a realistic question. */
function questionOf(comment: string, name: string): string | undefined {
  const paragraph = comment
    .trim()
    .split(/\n\s*\n/)[0]!
    .replaceAll(/\s+/g, ' ');
  const sentence = /^(.+?)(?:[.!](?:\s|$)|$)/.exec(paragraph)?.[1] ?? '';
  const question = sentence
    .split(' ')
    .filter((word) => word.replaceAll(/\W/g, '').toLowerCase() !== name.toLowerCase())
    .join(' ')
    .trim();
  const words = question.split(' ').length;
  const isAskable = words >= fewestWords && words <= mostWords && !unaskable.test(question);
  return isAskable && /^[\x20-\x7e]+$/.test(question) ? question : undefined;
}

/** The last line that belongs to a block by its indentation. */
function endOfBlock(lines: readonly string[], startLine: number): number {
  const indentation = (line: string): number => line.length - line.trimStart().length;
  const own = indentation(lines[startLine - 1]!);
  let end = startLine;
  for (let line = startLine + 1; line <= Math.min(lines.length, startLine + mostLines); line++) {
    const text = lines[line - 1]!;
    if (text.trim() === '') continue;
    const isClosing = /^[)\]}]|^end\b/.test(text.trim());
    if (indentation(text) <= own && !isClosing && !/^[:{]|^where\b/.test(text.trim())) break;
    end = line;
    if (indentation(text) <= own && /^(?:\}|end\b)/.test(text.trim())) break;
  }
  return end;
}
