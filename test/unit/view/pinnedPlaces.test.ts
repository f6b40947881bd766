import { describe, expect, it } from 'vitest';
import { silentLogger } from '../../../src/common/logger';
import type { ViewResult } from '../../../src/common/view/viewProtocol';
import { checkPins } from '../../../src/vscode/view/pinnedPlaces';
import { result } from '../webview/viewFixtures';

const pin = (id: number, firstLine: number, ...lines: string[]): ViewResult =>
  result(`${id}.ts`, firstLine, firstLine + lines.length - 1, {
    id,
    lines: lines.map((text) => [{ text }]),
    line: firstLine + lines.length - 1,
    tellingLine: firstLine,
    matches: [{ line: firstLine, start: 0, end: 1 }],
  });

async function checkedPins(
  text: string | undefined | Error,
  ...pins: ViewResult[]
): Promise<readonly ViewResult[]> {
  return (await place(text, pins)).pins;
}

function place(text: string | undefined | Error, pins: readonly ViewResult[]) {
  return checkPins(pins, {
    highlighter: {
      highlight: (items) =>
        Promise.resolve({
          lines: items.map(({ lines }) => lines.map((line) => [{ text: line, color: '#00ff00' }])),
          coloredFor: 'light',
        }),
    },
    readText: () => (text instanceof Error ? Promise.reject(text) : Promise.resolve(text)),
    logger: silentLogger,
  });
}

async function check(text: string | undefined | Error, ...pins: ViewResult[]) {
  const { pins: checked, gone } = await place(text, pins);
  return {
    gone,
    pins: checked.map(({ startLine, endLine, firstLine, matches, lines }) => ({
      range: [startLine, endLine, firstLine, ...matches.map(({ line }) => line)],
      lines: lines.map(([token]) => token),
    })),
  };
}

describe('checkPins', () => {
  it('finds moved lines, the nearest of several, and colours them again', async () => {
    const { pins, gone } = await check('a\r\nb\nx\na\nb\na\nb', pin(1, 3, 'a', 'b'));
    expect(gone).toEqual([]);
    expect(pins).toEqual([
      {
        range: [4, 5, 4, 4],
        lines: [
          { text: 'a', color: '#00ff00' },
          { text: 'b', color: '#00ff00' },
        ],
      },
    ]);
  });

  it('returns the present position of the line', async () => {
    const lineOf = async (text: string) =>
      (await checkedPins(text, pin(1, 3, 'a', 'b'))).map(({ line, tellingLine }) => [line, tellingLine]);
    expect(await lineOf('x\ny\nz\nz\na\nb')).toEqual([[6, 5]]);
    expect(await lineOf('x')).toEqual([[1, 1]]);
  });

  it('finds lines whose last one is cut', async () => {
    expect((await check('x\nlong line that goes on', pin(1, 1, 'long line'))).pins[0]?.range).toEqual([
      2, 2, 2, 2,
    ]);
  });

  it('keeps the position within the file if the lines were changed', async () => {
    expect((await check('x\ny\nz', pin(1, 2, 'a', 'b'))).pins[0]).toMatchObject({
      range: [2, 3, 2],
      lines: [{ text: 'y' }, { text: 'z' }],
    });
    expect((await check('x', pin(1, 9, 'a', 'b'))).pins[0]?.range).toEqual([1, 1, 1]);
  });

  it('reports files that no longer exist, and keeps those that cannot be read now', async () => {
    expect(await check(undefined, pin(1, 2, 'a'), pin(2, 2, 'a'))).toEqual({ pins: [], gone: [1, 2] });
    expect((await check(new Error('offline'), pin(1, 2, 'a'))).pins[0]?.range).toEqual([2, 2, 2, 2]);
  });
});
