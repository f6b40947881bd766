/** A generator of numbers in [0, 1); the same seed gives the same sequence. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const pieces = [
  ...['\n', '\r\n', '\r', '\n\n\n', ' ', '    ', '\t', '\uFEFF', '\uD800', '\uDC00', '😀', '\0', '\u2028'],
  ...[
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '<',
    '>',
    '"',
    "'",
    '`',
    '"""',
    '```\n',
    '~~~\n',
    '/*',
    '*/',
    '//',
    '#',
    '--',
  ],
  ...[
    'class A',
    'function f()',
    'def f():\n',
    'fn f()',
    'end\n',
    'module M',
    '@x\n',
    '# h\n',
    '== h\n',
    'T\n===\n',
  ],
  ...[
    '{"cells": [',
    '{"source": ["a\\n"',
    ']}',
    ',',
    ':',
    ';',
    '=>',
    '=',
    'import x',
    '---\n',
    '<<EOF\n',
    'EOF\n',
  ],
];

/** Text that is not valid in any language, with many tokens that could confuse a parser. */
export function garbage(random: () => number, parts: number): string {
  let text = '';
  for (let i = 0; i < parts; i++) {
    text += pieces[Math.floor(random() * pieces.length)]!;
  }
  return text;
}

/** A text with parts removed, duplicated and moved. */
export function mangled(text: string, random: () => number): string {
  let result = text;
  for (let i = 0; i < 4; i++) {
    const at = Math.floor(random() * result.length);
    const end = at + Math.floor(random() * 80);
    const to = Math.floor(random() * result.length);
    const cut = result.slice(at, end);
    const kept = random() < 0.5 ? result : result.slice(0, at) + result.slice(end);
    result = kept.slice(0, to) + cut + kept.slice(to);
  }
  return result;
}
