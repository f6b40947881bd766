import { describe, expect, it } from 'vitest';
import {
  definitionInOutline,
  type OutlineEntry,
  type OutlineKind,
} from '../../../src/vscode/similar/definitionInOutline';

function entry(
  name: string,
  kind: OutlineKind,
  first: number,
  last: number,
  ...children: OutlineEntry[]
): OutlineEntry {
  return { name, kind, first, last, children };
}

const outline = [
  entry('limit', 'value', 0, 0),
  entry(
    'Queue',
    'type',
    2,
    40,
    entry('waiting', 'value', 3, 3),
    entry(
      'send(File)',
      'function',
      5,
      20,
      entry('inner', 'function', 7, 9),
      entry('files.map() callback', 'function', 11, 13),
      entry('options', 'value', 14, 18),
    ),
    entry('handler', 'value', 22, 28, entry('debounce() callback', 'function', 22, 28)),
  ),
  entry(
    'describe("queue") callback',
    'function',
    50,
    60,
    entry('it("tries again") callback', 'function', 51, 55),
  ),
  entry('whole', 'container', 100, 300, entry('piece', 'container', 110, 120)),
];
const nameAt = (line: number): string | undefined => definitionInOutline(outline, line)?.name;

describe('the definition at a line, by an outline', () => {
  it('is the innermost function or method', () => {
    expect(definitionInOutline(outline, 5)).toEqual({ first: 5, last: 20, name: 'send', container: 'Queue' });
    expect(nameAt(8)).toBe('inner');
  });

  it('is not a callback or a value in a function', () => {
    expect(nameAt(12)).toBe('send');
    expect(nameAt(15)).toBe('send');
  });

  it('is a long value outside of functions, and not the callback in it', () => {
    expect(nameAt(25)).toBe('handler');
  });

  it('is the class around a short value', () => {
    expect(nameAt(3)).toBe('Queue');
  });

  it('is a callback if there is nothing else, as in tests', () => {
    expect(nameAt(52)).toBe('it("tries again")');
    expect(nameAt(58)).toBe('describe("queue")');
  });

  it('is a small module, and never a large one', () => {
    expect(nameAt(115)).toBe('piece');
    expect(definitionInOutline(outline, 200)).toBeUndefined();
  });

  it('is undefined between definitions and at a single value', () => {
    expect(definitionInOutline(outline, 45)).toBeUndefined();
    expect(definitionInOutline(outline, 0)).toBeUndefined();
    expect(definitionInOutline([], 0)).toBeUndefined();
  });

  it('is found in a list without children', () => {
    const flat = [entry('A', 'type', 0, 9), entry('f', 'function', 2, 4)];
    expect(definitionInOutline(flat, 3)?.name).toBe('f');
  });
});
