import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { withoutEmbeddedData } from '../../../src/engine/corpus/embeddedData';
import { inspectContent } from '../../../src/engine/corpus/inspectContent';

/** Pseudo-random bytes, the same each time. */
const bytes = (length: number): Buffer =>
  Buffer.concat(
    Array.from({ length: Math.ceil(length / 32) }, (_, i) => createHash('sha256').update(`${i}`).digest()),
  ).subarray(0, length);
const base64 = (length: number): string => bytes(length).toString('base64');
const lines = (text: string, width: number): string[] => text.match(new RegExp(`.{1,${width}}`, 'g')) ?? [];

describe('withoutEmbeddedData', () => {
  it('puts a mark in the place of data URIs, in every kind of file', () => {
    const uri = `data:image/png;base64,${base64(900)}`;
    const drawn = `data:image/svg+xml,${'%3Cpath%20d=%22M0'.repeat(20)}`;
    for (const [before, after] of [
      ['![photo](', ')\n\nThe text stays.'],
      ['<img alt="blade" src="', '">'],
      ['a { src: url(', '); }'],
      ['{"cover": "', '"}'],
    ]) {
      expect(withoutEmbeddedData(`${before}${uri}${after}`)).toBe(`${before}data:image/png,…${after}`);
      expect(withoutEmbeddedData(`${before}${drawn}${after}`)).toBe(`${before}data:image/svg+xml,…${after}`);
    }
    expect(withoutEmbeddedData('data:text/plain,hello')).toBe('data:text/plain,hello');
  });

  it('cuts long runs of base64 and hexadecimal digits', () => {
    expect(withoutEmbeddedData(`body: ${base64(3000)}\nnext: 1\n`)).toBe('body: …\nnext: 1\n');
    expect(withoutEmbeddedData(`"${bytes(200).toString('hex')}"`)).toBe('"…"');
    expect(withoutEmbeddedData(`"${lines(base64(400), 76).join('\\n')}\\n"`)).toBe('"…\\n"');
  });

  it('keeps the line breaks of removed data', () => {
    const icon = lines(base64(2000), 72).map((line) => `    "${line}"`);
    const source = `ICON = (\n${icon.join('\n')}\n)\nNAME = "turbine"\n`;
    const cut = withoutEmbeddedData(source);
    expect(cut.split('\n')).toHaveLength(source.split('\n').length);
    expect(cut.replace(/\n+/g, '\n')).toBe('ICON = (\n…\n)\nNAME = "turbine"\n');
  });

  it('removes armoured data, and keeps its borders', () => {
    const block = `-----BEGIN CERTIFICATE-----\r\n${lines(base64(900), 64).join('\r\n')}\r\n-----END CERTIFICATE-----\r\n`;
    const cut = withoutEmbeddedData(`# Test authority\r\n${block}done\r\n`);
    expect(cut.replace(/[\r\n]+/g, '\n')).toBe(
      '# Test authority\n-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\ndone\n',
    );
    expect(cut.split('\r\n')).toHaveLength(block.split('\r\n').length + 2);
  });

  it('cuts an image in quotes to the closing quote', () => {
    const drawn = `data:image/svg+xml;utf8,${"<svg viewBox='0 0 4 5'> (a) </svg>".repeat(4)}`;
    expect(withoutEmbeddedData(`a { src: url("${drawn}"); }`)).toBe(
      'a { src: url("data:image/svg+xml;utf8,…"); }',
    );
  });

  it('cuts data that is not base64', () => {
    const all = [...bytes(200)];
    const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
    for (const [written, cut] of [
      [`"${all.map((one) => `\\x${hex(one)}`).join('')}"`, '"…"'],
      [`"${all.map((one) => `\\${one.toString(8).padStart(3, '0')}`).join('')}"`, '"…"'],
      [`f(${all.map((one) => `0x${hex(one)}`).join(', ')}, x)`, 'f(…x)'],
      [`[${all.map((one) => `[${one}.5,-${one}.25]`).join(',')}x`, '[[…x'],
      [`<path d="${all.map((one) => `M${one}.2 0l-4`).join(' ')}"/>`, '<path d="…"/>'],
      [`{"mappings":"${'AAAA,CAAC;'.repeat(40)}"}`, '{"mappings":"…"}'],
    ] as const) {
      expect(withoutEmbeddedData(written)).toBe(cut);
    }
    const rows = (row: (at: number) => string): string =>
      Array.from({ length: 80 }, (_, i) => `${row(i)}\n`).join('');
    for (const block of [
      rows((i) => `  ${all.slice(i, i + 16).join(', ')},`),
      rows(
        (i) =>
          `  "${all
            .slice(i, i + 16)
            .map((one) => `\\x${hex(one)}`)
            .join('')}"`,
      ),
      rows(
        (i) =>
          `:10${hex(i)}0000${all
            .slice(i, i + 20)
            .map(hex)
            .join('')
            .toUpperCase()}`,
      ),
      rows(
        (i) =>
          `${'0'.repeat(5)}${hex(i)}0: ${all
            .slice(i, i + 8)
            .map((one) => hex(one) + hex(one))
            .join(' ')}  ....`,
      ),
    ]) {
      const cut = withoutEmbeddedData(`first\n${block}last();\n`);
      expect(cut.replace(/\n+/g, '\n')).toMatch(/^first\n\W*…\W*\nlast\(\);\n$/);
      expect(cut.split('\n')).toHaveLength(83);
    }
  });

  it('does not change names, paths, hashes and rules', () => {
    for (const text of [
      `sha256: ${bytes(32).toString('hex')}`,
      'x'.repeat(300),
      '-'.repeat(120),
      Array.from({ length: 40 }, (_, i) => i).join(', '),
      '<path d="M12 2L2 7l10 5 10-5-10-5z"/>',
      `/${'usr/lib/modules/kernel/drivers/'.repeat(5)}`,
      'AbstractSingletonProxyFactoryBeanConfigurationTransactionManagerInterceptorAdvisorBuilder',
      'a_very_long_name_of_a_test_that_says_what_is_wanted_in_the_case_of_an_empty_list_2',
      '0x63, 0x7c, 0x77, 0x7b, 0xf2, 0x6b, 0x6f, 0xc5,\n'.repeat(32),
      'if (x) {\n// -----BEGIN PRIVATE KEY----- is the first line\n  return true;\n}\n',
    ]) {
      expect(withoutEmbeddedData(text)).toBe(text);
    }
  });

  it('handles hostile text in linear time', () => {
    for (const text of [
      'data:'.repeat(200_000),
      'data:a/'.repeat(100_000),
      '-----BEGIN A-----\n'.repeat(50_000),
      'deadbeef0123'.repeat(40_000),
      `1, 2, 3, 4, 5, 6, 7, 8, 9\n${'a1b2c3'.repeat(80_000)}`,
      `1, 2, 3, 4, 5, 6, 7, 8, 9\n${'31415926'.repeat(50_000)}`,
    ]) {
      expect(withoutEmbeddedData(text).split('\n')).toHaveLength(text.split('\n').length);
    }
  });

  it('does not make a page count as generated', () => {
    const page = `<h1>Efficiency</h1>\n<img src="data:image/png;base64,${base64(90_000)}">\n`;
    expect(inspectContent('report.html', page)).toBeUndefined();
    expect(inspectContent('data.html', `<p>${'word and '.repeat(20_000)}</p>`)?.reason).toBe('minified');
  });
});
