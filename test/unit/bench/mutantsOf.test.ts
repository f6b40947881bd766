import { describe, expect, it } from 'vitest';
import { mutantsOf } from '../../../bench/mutants/mutantsOf';

const changed = (text: string): string[] =>
  mutantsOf(text).map(({ start, end, replacement }) => text.slice(0, start) + replacement + text.slice(end));

describe('mutantsOf', () => {
  it.each([
    ['a < b;', ['a <= b;']],
    ['a === b && c;', ['a === b || c;', 'a !== b && c;']],
    ['const most = 12;', ['const most = 0;']],
    ['const first = 0;', ['const first = 1;']],
    ['if (ready) go();', ['if (!(ready)) go();', 'if (ready) ;']],
    ['x = full ? a : b;', ['x = !(full) ? a : b;']],
    ['x = false;', ['x = true;']],
    ['total += a * b;', ['total -= a * b;', 'total += a / b;']],
  ])('%s', (text, expected) => {
    expect(changed(text)).toEqual(expected);
  });

  it('leaves types, imports and strings as they are', () => {
    const text = [
      "import { a } from './a';",
      'interface A { readonly kind: true; readonly size: 1 }',
      'type B = 1 | 2;',
      'let c: 3 = d as 3;',
      "const e = 'f' + g;",
    ].join('\n');
    expect(mutantsOf(text)).toEqual([]);
  });

  it('says in which line, and what changes', () => {
    expect(mutantsOf('a();\n\nconst b = c >= d;')[1]).toMatchObject({ line: 3, change: '>= -> >' });
  });
});
