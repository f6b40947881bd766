import { describe, expect, it } from 'vitest';
import { LineTable } from '../../../src/engine/chunking/lineTable';

function linesOf(text: string): string[] {
  const table = new LineTable(text);
  return Array.from({ length: table.count }, (_, line) => table.slice(line, line + 1));
}

describe('LineTable', () => {
  it.each([
    ['', []],
    ['\n', ['']],
    ['a', ['a']],
    ['a\n', ['a']],
    ['a\n\n', ['a', '']],
    ['a\nb', ['a', 'b']],
    ['a\r\nb\r\n', ['a', 'b']],
    ['a\rb', ['a', 'b']],
    ['a\n\rb\r', ['a', '', 'b']],
    ['\r\n\r', ['', '']],
    ['\u2028a\u0085', ['\u2028a\u0085']],
  ])('divides %j as the editor does', (text, expected) => {
    expect(linesOf(text)).toEqual(expected);
  });

  it('finds the line of any offset after any other', () => {
    const text = Array.from({ length: 100 }, (_, i) => 'x'.repeat(i % 7)).join('\n');
    const table = new LineTable(text);
    const expected = (offset: number): number => text.slice(0, offset).split('\n').length - 1;
    for (let i = 0; i < text.length; i++) {
      const offset = (i * 37) % text.length;
      expect(table.lineAt(offset)).toBe(expected(offset));
    }
    expect(table.lineAt(text.length + 10)).toBe(99);
  });

  it('measures indentation, and recognizes blank lines', () => {
    const table = new LineTable('a\n  b\n\tc\n \t \n\r\n');
    expect([0, 1, 2, 3, 4].map((line) => table.indent(line))).toEqual([0, 2, 4, -1, -1]);
  });

  it('keeps a carriage return that is not a line break', () => {
    expect(new LineTable('\r\n').slice(0, 1)).toBe('');
    expect(new LineTable('a\n\n').slice(0, 2)).toBe('a\n');
  });
});
