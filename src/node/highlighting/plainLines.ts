import type { CodeLine } from '../../common/view/viewProtocol';

/** A line without colours. */
export function plainLine(text: string): CodeLine {
  return text === '' ? [] : [{ text }];
}

/** Lines without colours. */
export function plainLines(lines: readonly string[]): CodeLine[] {
  return lines.map(plainLine);
}
