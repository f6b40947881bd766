import * as vscode from 'vscode';
import { definitionInOutline } from './definitionInOutline';
import { documentOutline } from './documentOutline';
import { enclosingBlock, tellingLine, withAnnotations } from './enclosingBlock';
import type { Definition } from './lineSpan';
import { markdownSection } from './markdownSection';
import { passageOf, passageOfSelection, type Passage } from './passage';

const proseLanguages = new Set(['plaintext', 'restructuredtext', 'asciidoc', 'latex', 'tex', 'log']);

/** Whether a document is prose, not code. */
export function isProse({ languageId }: Pick<vscode.TextDocument, 'languageId'>): boolean {
  return proseLanguages.has(languageId) || /^(?:markdown|mdx|rmd|quarto|org|typst)$/.test(languageId);
}

/** The selection, or the definition at the cursor. A selection of only the name of a definition means the definition. */
export async function passageAtCursor({ document, selection }: vscode.TextEditor): Promise<Passage> {
  if (selection.isEmpty) return passageOfDefinition(document, selection.active.line);
  const text = document.getText(selection);
  if (selection.isSingleLine && /^[\p{L}\p{N}_$]+$/u.test(text)) {
    const whole = await passageOfDefinition(document, selection.active.line);
    if (whole.definition?.name === text) return whole;
  }
  return passageOfSelection(text, { first: selection.start.line, last: selection.end.line });
}

async function passageOfDefinition(document: vscode.TextDocument, line: number): Promise<Passage> {
  const definition = await definitionAt(document, line);
  return passageOf(linesOf(document), definition, document.eol === vscode.EndOfLine.CRLF ? '\r\n' : '\n');
}

async function definitionAt(document: vscode.TextDocument, line: number): Promise<Definition> {
  if (document.languageId === 'markdown') return markdownSection(linesOf(document), line);
  const outline = await documentOutline(document.uri);
  const lines = linesOf(document);
  const known = outline && definitionInOutline(outline, tellingLine(lines, line) ?? line);
  return known
    ? { ...known, ...withAnnotations(lines, known) }
    : enclosingBlock(lines, line, isProse(document));
}

function linesOf(document: vscode.TextDocument): string[] {
  return document.getText().split(/\r\n|\r|\n/);
}
