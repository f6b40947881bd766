import { describe, expect, it } from 'vitest';
import { defaultChunkingOptions } from '../../../src/engine/chunking/chunkingOptions';
import { bestBreak } from '../../../src/engine/chunking/lineBreaks';
import { LineTable } from '../../../src/engine/chunking/lineTable';

const breakOf = (lines: readonly string[]): number =>
  bestBreak(new LineTable(lines.join('\n')), 0, lines.length, defaultChunkingOptions);

const line = 'x'.repeat(99);
const times = (count: number, text: string): string[] => Array.from({ length: count }, () => text);

describe('bestBreak', () => {
  it('takes as many lines as fit when they are all alike', () => {
    expect(breakOf(times(40, line))).toBe(15);
  });

  it('prefers the beginning of a paragraph that is not quite as late', () => {
    expect(breakOf([...times(11, line), '', ...times(30, line)])).toBe(12);
  });

  it('prefers a line that is indented less', () => {
    expect(breakOf([...times(11, `        ${line}`), line, ...times(30, `        ${line}`)])).toBe(11);
  });

  it('never begins a part with a blank line, nor leaves next to nothing for the last', () => {
    expect(breakOf([...times(14, line), '', '', ...times(20, line)])).toBe(16);
    expect(breakOf([...times(15, line), 'rest'])).toBe(13);
  });

  it('takes a line that is too large alone', () => {
    expect(breakOf(['x'.repeat(9000), line, line])).toBe(1);
  });
});
