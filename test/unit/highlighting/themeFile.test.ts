import { describe, expect, it } from 'vitest';
import { readTheme, parseJsonWithComments } from '../../../src/node/highlighting/themeFile';
import { fixture } from './fixtures';

describe('a theme file', () => {
  it('has the rules of the included theme before its own, and skips invalid ones', async () => {
    expect(await readTheme(fixture('dark.json'))).toEqual([
      { scope: 'keyword', foreground: '#0000aa' },
      { scope: ['constant.numeric', 'string'], foreground: '#00BB00' },
      { scope: 'comment', foreground: '#777', fontStyle: 'italic' },
      { scope: 'keyword.control', foreground: '#AA00AAFF', fontStyle: 'bold' },
      { scope: 'entity.name.function, markup.bold', foreground: '#dd0080', fontStyle: 'italic bold' },
      { scope: 'markup.underline', fontStyle: 'underline' },
      { scope: 'string', foreground: '#11223344' },
      { scope: 'constant.numeric' },
    ]);
  });

  it.each(['classic.tmTheme', 'besides.json'])('may be a property list, or name one: %s', async (name) => {
    expect(await readTheme(fixture(name))).toEqual([
      { scope: 'keyword.control', foreground: '#c0ffee', fontStyle: 'italic' },
    ]);
  });

  it.each(['circularA.json', 'broken.json', 'none.json'])('that cannot be used throws: %s', async (name) => {
    await expect(readTheme(fixture(name))).rejects.toThrow();
  });
});

describe('JSON with comments', () => {
  it.each([
    ['{"a": 1, /* b */ // c\n}', { a: 1 }],
    ['["//", "/* */", ",]", "\\"//",]', ['//', '/* */', ',]', '"//']],
    ['[1, // one\n /* two */ 2 /**/ ,\n // end\n]', [1, 2]],
    ['\uFEFF{}', {}],
  ])('%j', (text, value) => {
    expect(parseJsonWithComments(text)).toEqual(value);
  });

  it.each(['', '{', '[,,]', '{"a": 1 2}', '[1] /* never closed'])('%j is none', (text) => {
    expect(() => parseJsonWithComments(text)).toThrow(SyntaxError);
  });

  // Comment banners: the time must not depend on the number of possible matches.
  it.each([
    ['slashes', '/'.repeat(100_000)],
    ['lines of slashes', `${'/'.repeat(80)}\n`.repeat(5000)],
    ['comments without text', '/**/'.repeat(50_000)],
    ['stars', `/${'*'.repeat(100_000)}/`],
    ['spaces', ' '.repeat(100_000)],
    ['comments and spaces', '/* */ // \n'.repeat(20_000)],
  ])('with %s after a comma is read', (_, banner) => {
    expect(parseJsonWithComments(`[1, ${banner}\n2]`)).toEqual([1, 2]);
    expect(parseJsonWithComments(`[1, ${banner}\n]`)).toEqual([1]);
  });

  it.each(['[', '{"a":', ',', '"\\', '/*'])('with %j repeated is reported as invalid', (text) => {
    expect(() => parseJsonWithComments(text.repeat(200_000))).toThrow();
  });
});
