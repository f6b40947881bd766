import { describe, expect, it } from 'vitest';
import {
  cutPassage,
  maxPassageLines,
  passageOf,
  passageOfSelection,
  saysSomething,
} from '../../../src/vscode/similar/passage';

describe('a passage', () => {
  it('of a definition has its unchanged lines', () => {
    const lines = ['class A {', '  f() {', '    return 1;  ', '  }', '}'];
    const passage = { startLine: 2, endLine: 4, definition: { first: 1, last: 3 } };
    expect(passageOf(lines, { first: 1, last: 3 })).toEqual({
      ...passage,
      text: '  f() {\n    return 1;  \n  }',
    });
    expect(passageOf(lines, { first: 1, last: 3 }, '\r\n').text).toBe('  f() {\r\n    return 1;  \r\n  }');
  });

  it('of a selection is the selected text', () => {
    expect(passageOfSelection('f() {\n    return 1;\n  }', { first: 1, last: 3 })).toEqual({
      text: 'f() {\n    return 1;\n  }',
      startLine: 2,
      endLine: 4,
    });
  });

  it('excludes the line that the selection only touches', () => {
    const expected = { text: 'one\r\ntwo', startLine: 5, endLine: 6 };
    expect(passageOfSelection('one\r\ntwo\r\n', { first: 4, last: 6 })).toEqual(expected);
    expect(passageOfSelection('one\r\ntwo', { first: 4, last: 5 })).toEqual(expected);
  });

  it.each([
    ['', false],
    ['  \n\t', false],
    ['}', false],
    ['});', false],
    ['x', false],
    ['id', true],
    ['x = 1', true],
    ['上传', true],
  ])('has content or not: %j', (text, expected) => {
    expect(saysSomething(text)).toBe(expected);
  });

  it('is cut between lines if it is long', () => {
    expect(cutPassage('short')).toEqual({ text: 'short', isCut: false });
    const long = Array.from({ length: 1000 }, (_, index) => `line ${index}`).join('\n');
    const cut = cutPassage(long);
    expect(cut.isCut).toBe(true);
    expect(cut.text.split('\n')).toHaveLength(maxPassageLines);
    const wide = cutPassage(`${'a'.repeat(15_000)}\n${'b'.repeat(15_000)}`);
    expect(wide).toEqual({ text: 'a'.repeat(15_000), isCut: true });
    expect(cutPassage('😀'.repeat(20_000)).text.length).toBe(20_000);
    expect(cutPassage(`a${'😀'.repeat(20_000)}`).text.length).toBe(19_999);
  });
});
