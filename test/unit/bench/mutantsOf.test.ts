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

  it.each([
    ['what is logged', 'logger.debug(`${a < b}`, 12);', []],
    ['a maximum', 'if (a > most) most = a;', ['if (!(a > most)) most = a;']],
    ['a maximum in a list', 'if (a > b[c]!) b[c] = a;', ['if (!(a > b[c]!)) b[c] = a;']],
    ['a maximum of a list', 'if (a[c]! > most) most = a[c]!;', ['if (!(a[c]! > most)) most = a[c]!;']],
    ['the order of keys that differ', 'a < b ? -1 : 1;', ['!(a < b) ? -1 : 1;', 'a < b ? -0 : 1;']],
    [
      'what a cache keeps',
      '{ let a = known.get(b); if (!a) { a = c; known.set(b, a); } }',
      ['{ let a = known.get(b); if (!(!a)) { a = c; known.set(b, a); } }'],
    ],
  ])('knows what no test can observe: %s', (_, text, expected) => {
    expect(changed(text)).toEqual(expected);
  });

  it.each([
    ['a < b ? -1 : c - d;', 'a < b ? -1 : c + d;'],
    ['a ? 2 : 1;', 'a ? 2 : 0;'],
    ['if (a > most) next = a;', 'if (a >= most) next = a;'],
    ['if (a > most) most = a; else b;', 'if (a >= most) most = a; else b;'],
    ['{ if (!a) { known.set(b, a); } }', '{ if (!a) { ; } }'],
    ['{ known.get(b); if (a) { known.set(b, a); } }', '{ known.get(b); if (a) { ; } }'],
  ])('and what one can: %s', (text, mutant) => {
    expect(changed(text)).toContain(mutant);
  });

  it('says in which line, and what changes', () => {
    expect(mutantsOf('a();\n\nconst b = c >= d;')[1]).toMatchObject({ line: 3, change: '>= -> >' });
  });
});
