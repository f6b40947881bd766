import { CancelledError, messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import type { CodeLine, MessageToView, ViewResult } from '../../common/view/viewProtocol';
import type { Highlighter } from './viewSearch';

/** Dependencies for finding pinned results again. */
export interface PinnedPlacesParts {
  readonly highlighter: Highlighter;
  /** Text of a file; undefined if the file no longer exists. */
  readonly readText: (uri: string) => Promise<string | undefined>;
  readonly logger: Logger;
}

/** Returns the current locations of pinned results with their highlighted lines, and the ids of pins whose files are gone. */
export async function checkPins(
  pins: readonly ViewResult[],
  { highlighter, readText, logger }: PinnedPlacesParts,
): Promise<MessageToView & { type: 'pins' }> {
  const placed: ViewResult[] = [];
  const gone: number[] = [];
  for (const pin of pins) {
    try {
      const text = await readText(pin.uri);
      if (text === undefined) gone.push(pin.id);
      else placed.push(placeIn(text.split(/\r\n|\r|\n/u), pin));
    } catch (error) {
      // The file may be readable again later.
      logger.debug(`A pinned file could not be read: ${messageOf(error)}`);
      placed.push(pin);
    }
  }
  try {
    const items = placed.map(({ language, lines }) => ({ language, lines: lines.map(textOf) }));
    const { lines, coloredFor } = await highlighter.highlight(items);
    const pins = placed.map((pin, index) => ({ ...pin, lines: lines[index] ?? pin.lines, coloredFor }));
    return { type: 'pins', pins, gone };
  } catch (error) {
    if (!(error instanceof CancelledError)) {
      logger.warn(`Pinned results could not be coloured: ${messageOf(error)}`);
    }
    return { type: 'pins', pins: placed, gone };
  }
}

/**
 * Moves a result to the current location of its lines, the nearest if there are several. If the lines have changed, keeps its old
 * location.
 */
function placeIn(fileLines: readonly string[], pin: ViewResult): ViewResult {
  const wanted = pin.lines.map(textOf);
  const isAt = (index: number): boolean =>
    wanted.every((line, i) => {
      const there = fileLines[index + i];
      // The last line of a preview may be cut.
      return i === wanted.length - 1 ? there?.startsWith(line) : there === line;
    });
  const old = pin.firstLine - 1;
  let found: number | undefined;
  for (let distance = 0; distance < fileLines.length && found === undefined; distance++) {
    found = [old - distance, old + distance].find((index) => index >= 0 && isAt(index));
  }
  if (found === undefined) return pinAtOldLines(fileLines, pin);
  const shift = found - old;
  return {
    ...pin,
    startLine: Math.max(1, pin.startLine + shift),
    endLine: Math.max(1, Math.min(fileLines.length, pin.endLine + shift)),
    line: Math.max(1, Math.min(fileLines.length, pin.line + shift)),
    tellingLine: Math.max(1, Math.min(fileLines.length, pin.tellingLine + shift)),
    firstLine: found + 1,
    matches: pin.matches.map((span) => ({ ...span, line: span.line + shift })),
  };
}

function pinAtOldLines(fileLines: readonly string[], pin: ViewResult): ViewResult {
  const last = Math.max(1, fileLines.length);
  const startLine = Math.min(pin.startLine, last);
  const firstLine = Math.min(pin.firstLine, last);
  return {
    ...pin,
    startLine,
    endLine: Math.max(startLine, Math.min(pin.endLine, last)),
    line: Math.min(pin.line, last),
    tellingLine: Math.min(pin.tellingLine, last),
    firstLine,
    lines: fileLines.slice(firstLine - 1, firstLine - 1 + pin.lines.length).map((text) => [{ text }]),
    matches: [],
  };
}

function textOf(line: CodeLine): string {
  return line.map(({ text }) => text).join('');
}
