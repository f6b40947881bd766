import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, printParseErrorCode, type ParseError } from 'jsonc-parser';
import { parseRawGrammar } from 'vscode-textmate';
import { withoutByteOrderMark } from '../../common/text/byteOrderMark';
import type { TokenRule } from '../../common/contracts/highlightContract';
import { asRecord } from './asRecord';
import { readTokenRule } from './tokenRule';

/**
 * Reads the token rules of a colour theme, those of included themes first. Invalid parts are skipped.
 *
 * @param file a theme of VS Code (`.json`), or one of TextMate (property list, any other extension)
 * @throws when the file or an included one cannot be read or parsed, or includes itself
 */
export async function readTheme(file: string, includedFrom: readonly string[] = []): Promise<TokenRule[]> {
  if (includedFrom.includes(file)) throw new Error(`The theme ${file} includes itself.`);
  const chain = [...includedFrom, file];
  const beside = (relative: string): Promise<TokenRule[]> =>
    readTheme(path.join(path.dirname(file), relative), chain);

  const theme = asRecord(await parseTheme(file));
  const rules = typeof theme?.['include'] === 'string' ? await beside(theme['include']) : [];
  // TextMate's own format, in either syntax, calls the rules "settings".
  for (const part of [theme?.['settings'], theme?.['tokenColors']]) {
    if (typeof part === 'string') rules.push(...(await beside(part)));
    else if (Array.isArray(part)) rules.push(...part.flatMap((rule) => readTokenRule(rule) ?? []));
  }
  return rules;
}

async function parseTheme(file: string): Promise<unknown> {
  const content = withoutByteOrderMark(await readFile(file, 'utf8'));
  // The grammar parser reads any property list.
  return /\.jsonc?$/i.test(file) ? parseJsonWithComments(content) : parseRawGrammar(content, file);
}

/**
 * Parses JSON with comments, trailing commas and a byte-order mark, as used in theme files.
 *
 * @throws SyntaxError
 */
export function parseJsonWithComments(text: string): unknown {
  const errors: ParseError[] = [];
  const value: unknown = parse(text.replace(/^\uFEFF/, ''), errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) {
    throw new SyntaxError(`${printParseErrorCode(first.error)} at position ${first.offset}`);
  }
  return value;
}
