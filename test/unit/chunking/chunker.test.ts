import { describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import type { ChunkedFile } from '../../../src/engine/chunking/chunk';
import { createChunker } from '../../../src/engine/chunking/chunker';
import type { ChunkingOptions } from '../../../src/engine/chunking/chunkingOptions';
import { runtimeName, type GrammarSource } from '../../../src/engine/chunking/grammarSource';
import { languageIds } from '../../../src/common/query/languageTables';
import { grammars } from './chunkFixture';
import { coverageViolation } from './coverage';

async function chunk(
  text: string,
  language: string,
  options?: Partial<ChunkingOptions>,
  source: GrammarSource = grammars,
): Promise<ChunkedFile> {
  const chunked = await createChunker(source, options).chunk({ path: 'file', language, text });
  expect(coverageViolation(text, chunked)).toBeUndefined();
  return chunked;
}

const spans = ({ chunks }: ChunkedFile): string[] =>
  chunks.map(({ startLine, endLine }) => `${startLine}-${endLine}`);

/** A function with the given number of lines and characters per line. */
const func = (name: string, lines: number, width = 40): string =>
  `function ${name}() {\n${`  call('${'x'.repeat(width)}');\n`.repeat(lines)}}\n`;

describe('the division into chunks', () => {
  it('keeps a large definition separate and joins small ones', async () => {
    const text = func('a', 2) + func('b', 2) + func('large', 20) + func('c', 1) + func('d', 1);
    const { chunks } = await chunk(text, 'javascript');
    expect(chunks.map(({ symbols }) => symbols.map(({ name }) => name))).toEqual([
      ['a', 'b'],
      ['large'],
      ['c', 'd'],
    ]);
  });

  it('divides a too large definition between its statements and names it in their breadcrumbs', async () => {
    const { chunks } = await chunk(func('huge', 100), 'javascript');
    expect(chunks.length).toBeGreaterThan(2);
    expect(chunks.map(({ breadcrumb }) => breadcrumb.join())).toEqual([
      '',
      ...chunks.slice(1).map(() => 'huge'),
    ]);
    expect(chunks.every(({ text }) => text.length <= 1600)).toBe(true);
    expect(chunks[0]?.symbols).toMatchObject([
      { name: 'huge', kind: 'function', line: 1, startLine: 1, endLine: chunks.at(-1)!.endLine },
    ]);
  });

  it.each([
    ['typedef struct', 'options_t;', 'type'],
    ['typedef enum', 'mode_t;', 'type'],
    ['static const struct', 'table[] = { 0 };', 'constant'],
  ])('starts a C definition whose name follows its body at its first line: %s', async (head, tail, kind) => {
    const fields = head.includes('enum') ? '  VALUE,\n' : '  int field;\n';
    const name = /^\w+/.exec(tail)![0];
    const small = await chunk(`/* About it. */\n${head} {\n${fields.repeat(9)}} ${tail}\n`, 'c');
    expect(small.chunks[0]!.symbols.find((symbol) => symbol.name === name)).toEqual({
      ...{ name, kind, line: 2, startLine: 1, endLine: 12 },
    });
    const large = await chunk(`${head} {\n${fields.repeat(400)}} ${tail}\n`, 'c');
    expect(large.chunks.length).toBeGreaterThan(2);
    expect(large.chunks[0]!.symbols).toContainEqual({
      ...{ name, kind, line: 1, startLine: 1, endLine: 402 },
    });
  });

  it('keeps a comment with its definition', async () => {
    const text = `${func('a', 20)}\n// About b.\n${func('b', 20)}`;
    expect(spans(await chunk(text, 'javascript'))).toEqual(['1-23', '24-46']);
  });

  it('divides a class into its head and its members', async () => {
    const method = (name: string): string =>
      `  ${name}() {\n${`    call('${'x'.repeat(40)}');\n`.repeat(20)}  }\n`;
    const { chunks } = await chunk(`class A {\n  x = 1;\n${method('m')}${method('n')}}\n`, 'javascript');
    expect(chunks.map(({ breadcrumb, symbols }) => [breadcrumb, symbols.map(({ name }) => name)])).toEqual([
      [[], ['A', 'x', 'm']],
      [['A'], ['n']],
    ]);
  });

  it('keeps a class head separate rather than dividing a member', async () => {
    const member = `  m() {  \n${`    call('${'x'.repeat(48)}');\n`.repeat(48)}  }`;
    expect(member.length).toBeLessThan(3000);
    expect(`class A {\n${member}\n}\n`.length).toBeGreaterThan(3000);
    expect(spans(await chunk(`class A {\n${member}\n}\n`, 'javascript'))).toEqual(['1-1', '2-52']);
  });

  it('cannot divide a single line', async () => {
    const text = `const x = [${'1,'.repeat(20_000)}];`;
    expect(spans(await chunk(text, 'javascript'))).toEqual(['1-1']);
    expect(spans(await chunk(`a\n${'word '.repeat(20_000)}\nb\n`, 'plaintext'))).toEqual([
      '1-1',
      '2-2',
      '3-3',
    ]);
  });

  it('divides long paragraphs where it reads best', async () => {
    const text = `${'some words\n'.repeat(120)}\n${'other words\n'.repeat(120)}`;
    const { chunks } = await chunk(text, 'plaintext');
    expect(chunks.length).toBe(2);
    expect(chunks[1]?.startLine).toBe(122);
  });

  it.each(languageIds)('is empty for an empty file in %s', async (language) => {
    expect((await chunk('', language)).chunks).toEqual([]);
  });

  it('counts names in data files only up to a limit', async () => {
    const keys = Array.from({ length: 1000 }, (_, i) => `  "key${i}": ${i}`).join(',\n');
    const { chunks } = await chunk(`{\n${keys}\n}\n`, 'json');
    expect(chunks.flatMap(({ symbols }) => symbols).length).toBe(200);
  });

  it('reads notebooks of older formats, and of Zeppelin', async () => {
    const chunker = createChunker(grammars);
    const cells = [
      { cell_type: 'heading', level: 2, source: ['Tides'] },
      {
        cell_type: 'code',
        input: ['def tide(hour):\n', '    return hour\n'],
        outputs: [{ text: ['noise'] }],
      },
    ];
    const older = JSON.stringify({ nbformat: 3, worksheets: [{ cells }] }, null, 1);
    const paragraphs = [{ text: '%md\n## Tides' }, { text: '%python\ndef tide(hour):\n    return hour' }];
    const zeppelin = JSON.stringify({ paragraphs }, null, 1);
    for (const text of [older, zeppelin]) {
      const { chunks, method } = await chunker.chunk({ path: 'n', language: 'jupyter', text });
      expect(method).toBe('cells');
      const found = chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name));
      expect(found).toEqual(['Tides', 'tide']);
      expect(chunks.map((chunk) => chunk.text).join()).not.toContain('noise');
    }
  });

  it('takes embedded images out of the cells of a notebook', async () => {
    const chunker = createChunker(grammars);
    const image = `![map](data:image/png;base64,${'iVBORw0KGgoAAAANSUhEUg9'.repeat(200)})`;
    const cells = [{ cell_type: 'markdown', source: ['# Harbours\n', image] }];
    const { chunks } = await chunker.chunk({
      path: 'n',
      language: 'jupyter',
      text: JSON.stringify({ nbformat: 4, cells }),
    });
    expect(chunks.map(({ text }) => text)).toEqual(['# Harbours\n![map](data:image/png,…)']);
  });

  it('takes headings of two levels in a notebook for its breadcrumb', async () => {
    const cell = (type: string, source: string): string =>
      JSON.stringify({ cell_type: type, source: [source] });
    const cells = [cell('markdown', '# A'), cell('markdown', '## B'), cell('code', 'x = 1\n'.repeat(300))];
    const chunked = await chunk(`{"cells": [\n${cells.join(',\n')}\n]}`, 'jupyter');
    expect(spans(chunked)).toEqual(['1-3', '4-5']);
    expect(chunked.chunks.map(({ breadcrumb }) => breadcrumb)).toEqual([[], ['A', 'B']]);
    expect(chunked.chunks[1]?.text.startsWith('x = 1\nx = 1')).toBe(true);
  });
});

describe('a file that cannot be parsed', () => {
  const text = `${func('a', 30)}\n${func('b', 30)}`;

  it('is divided by lines if its grammar is missing, which is reported', async () => {
    const source: GrammarSource = {
      load: (name) => (name === runtimeName ? grammars.load(name) : Promise.reject(new Error('gone'))),
      newTreeSitter: () => grammars.newTreeSitter(),
    };
    const chunked = await chunk(text, 'javascript', {}, source);
    expect(chunked.method).toBe('text');
    expect(chunked.fallback).toBe('Grammar javascript cannot be loaded: gone');
    expect(chunked.chunks.map(({ symbols }) => symbols.map(({ name }) => name))).toEqual([['a'], ['b']]);
  });

  it('is divided by lines if its grammar is invalid', async () => {
    const source: GrammarSource = {
      load: (name) =>
        name === runtimeName ? grammars.load(name) : Promise.resolve(new Uint8Array([1, 2, 3])),
      newTreeSitter: () => grammars.newTreeSitter(),
    };
    expect((await chunk(text, 'javascript', {}, source)).fallback).toMatch(
      /^Grammar javascript cannot be loaded: /,
    );
  });

  it('is divided by lines if it is too large', async () => {
    expect((await chunk(text, 'javascript', { maxSyntaxChars: 1000 })).fallback).toBe(
      'Larger than 1000 characters',
    );
  });

  it('is parsed in the next run if its grammar can be read again', async () => {
    let isBusy = true;
    const source: GrammarSource = {
      load: (name) =>
        isBusy && name !== runtimeName ? Promise.reject(new Error('EMFILE')) : grammars.load(name),
      newTreeSitter: () => grammars.newTreeSitter(),
    };
    const chunker = createChunker(source);
    const file = { path: 'a.js', language: 'javascript', text };
    expect(await chunker.chunk(file)).toMatchObject({ method: 'text', mayPass: true });
    isBusy = false;
    expect(await chunker.chunk(file)).toMatchObject({ method: 'syntax' });
  });

  it('is given up after a limit of work, and the next one is not affected', async () => {
    const chunker = createChunker(grammars, { maxParseSteps: 10_000 });
    const large = text.repeat(20);
    const first = await chunker.chunk({ path: 'a.js', language: 'javascript', text: large });
    expect(first).toMatchObject({ method: 'text', fallback: 'Parsing takes more than 10000 steps' });
    expect(first.mayPass).toBeUndefined();
    expect(coverageViolation(large, first)).toBeUndefined();
    const second = await chunker.chunk({ path: 'b.js', language: 'javascript', text });
    expect(second.method).toBe('syntax');
    expect(second.chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name))).toEqual(['a', 'b']);
  });

  it('is divided in the same way on a busy machine, where each reading of the clock is seconds later', async () => {
    const large = text.repeat(200);
    const expected = await chunk(large, 'javascript');
    expect(expected.method).toBe('syntax');
    let nowMs = performance.now();
    const clocks = [
      vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 5000)),
      vi.spyOn(Date, 'now').mockImplementation(() => (nowMs += 5000)),
    ];
    try {
      expect(await chunk(large, 'javascript')).toEqual(expected);
    } finally {
      for (const clock of clocks) clock.mockRestore();
    }
  });

  it('is given up if it uses processor time without end, and that counts as temporary', async () => {
    let cpuMs = 0;
    const chunker = createChunker(grammars, { cpuMs: () => (cpuMs += 20_000) });
    const file = { path: 'a.js', language: 'javascript', text: text.repeat(200) };
    expect(await chunker.chunk(file)).toMatchObject({
      method: 'text',
      fallback: 'Parsing took more than 60000 ms of processor time',
      mayPass: true,
    });
  });

  it('does not make the scanner read to its end repeatedly', async () => {
    // At each `/*` the scanner searches for the end of the comment, down to the end of the file.
    const hostile = '/*'.repeat(100_000);
    const chunked = await chunk(hostile, 'kotlin');
    expect(chunked).toMatchObject({ method: 'text', fallback: 'Parsing takes more than 4000000 steps' });
  });

  it('does not affect others if it needs more memory than available', async () => {
    const chunker = createChunker(grammars);
    // Comparisons or unclosed type arguments: the parser keeps both interpretations.
    const hostile = 'a<b,'.repeat(12_000);
    for (let crashes = 0; crashes < 3; crashes++) {
      const crashed = await chunker.chunk({ path: 'a.ts', language: 'typescript', text: hostile });
      expect(crashed).toMatchObject({
        method: 'text',
        fallback: expect.stringMatching(/^Parser failed: /) as string,
      });
    }
    const after = await chunker.chunk({ path: 'b.ts', language: 'typescript', text: text.repeat(10) });
    expect(after.method).toBe('syntax');
  });

  it('does not affect others if the parser crashes', async () => {
    const chunker = createChunker(grammars);
    // The scanner of this grammar writes past its buffer: a real crash that needs no test option.
    const nested = '- '.repeat(20_000);
    for (let crashes = 0; crashes < 3; crashes++) {
      const crashed = await chunker.chunk({ path: 'a.yaml', language: 'yaml', text: nested });
      expect(crashed).toMatchObject({
        method: 'text',
        fallback: expect.stringMatching(/^Parser failed: /) as string,
      });
      expect(coverageViolation(nested, crashed)).toBeUndefined();
      const after = await chunker.chunk({ path: 'b.yaml', language: 'yaml', text: 'a: 1\nb:\n  c: 2\n' });
      expect(after).toMatchObject({ method: 'syntax' });
      expect(after.chunks.flatMap(({ symbols }) => symbols.map(({ name }) => name))).toEqual(['a', 'b', 'c']);
      expect((await chunker.chunk({ path: 'c.js', language: 'javascript', text })).method).toBe('syntax');
    }
  });

  it('stops at once when it is cancelled', async () => {
    const chunker = createChunker(grammars);
    const file = { path: 'a.js', language: 'javascript', text };
    await expect(chunker.chunk(file, AbortSignal.abort())).rejects.toThrow(CancelledError);
    const controller = new AbortController();
    const running = chunker.chunk(file, controller.signal);
    controller.abort();
    await expect(running).rejects.toThrow(CancelledError);
  });
});

describe('a deeply nested file', () => {
  const depth = 20_000;

  it.each([
    ['javascript', '(', ')'],
    ['javascript', 'x=>{', '}'],
    ['javascript', 'class A{a=class ', '}'],
    ['typescript', 'namespace a{\n', '}\n'],
    ['python', '[\n', ']\n'],
    ['json', '{"a":\n', '}'],
    ['json', '[', ']'],
    ['cpp', 'namespace a {\n', '}\n'],
    ['rust', 'mod a {\n', '}\n'],
    ['html', '<div id="a">\n', '</div>\n'],
    ['css', 'a{\n', '}\n'],
    ['jupyter', '[', ']'],
    ['swift', 'class A {\n', '}\n'],
    ['markdown', '> ', '\n'],
  ])('does not overflow the stack: %s %j', async (language, open, close) => {
    const { fallback = '' } = await chunk(open.repeat(depth) + close.repeat(depth), language);
    expect(fallback).not.toMatch(/^Parser failed/);
  });

  it('does not overflow the stack by its indentation', async () => {
    const steps = Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}class A${i} {\n`).join('');
    await chunk(steps, 'swift');
    await chunk(steps.replaceAll('{', ':'), 'python');
  });
});
