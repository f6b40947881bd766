import { describe, expect, it } from 'vitest';
import { defaultChunkingOptions } from '../../../src/engine/chunking/chunkingOptions';
import { bestBreak } from '../../../src/engine/chunking/lineBreaks';
import { LineTable } from '../../../src/engine/chunking/lineTable';

const breakOf = (lines: readonly string[]): number =>
  bestBreak(new LineTable(lines.join('\n')), 0, lines.length, defaultChunkingOptions);

const line = 'x'.repeat(99);
const times = (count: number, text: string): string[] => Array.from({ length: count }, () => text);

describe('bestBreak', () => {
  it('is after as many lines as fit if all are alike', () => {
    expect(breakOf(times(40, line))).toBe(15);
  });

  it('is rather before a paragraph that starts a little earlier', () => {
    expect(breakOf([...times(11, line), '', ...times(30, line)])).toBe(12);
  });

  it('is rather before a line with less indentation', () => {
    expect(breakOf([...times(11, `        ${line}`), line, ...times(30, `        ${line}`)])).toBe(11);
  });

  it('is neither before a blank line nor near the end', () => {
    expect(breakOf([...times(14, line), '', '', ...times(20, line)])).toBe(16);
    expect(breakOf([...times(15, line), 'rest'])).toBe(13);
  });

  it('is after a single line that is too large', () => {
    expect(breakOf(['x'.repeat(9000), line, line])).toBe(1);
  });
});
