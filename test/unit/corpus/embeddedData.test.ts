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

  it('keeps the lines of what it cuts', () => {
    const icon = lines(base64(2000), 72).map((line) => `    "${line}"`);
    const source = `ICON = (\n${icon.join('\n')}\n)\nNAME = "turbine"\n`;
    const cut = withoutEmbeddedData(source);
    expect(cut.split('\n')).toHaveLength(source.split('\n').length);
    expect(cut.replace(/\n+/g, '\n')).toBe('ICON = (\n…\n)\nNAME = "turbine"\n');
  });

  it('cuts what is armoured, and keeps what encloses it', () => {
    const block = `-----BEGIN CERTIFICATE-----\r\n${lines(base64(900), 64).join('\r\n')}\r\n-----END CERTIFICATE-----\r\n`;
    const cut = withoutEmbeddedData(`# Test authority\r\n${block}done\r\n`);
    expect(cut.replace(/[\r\n]+/g, '\n')).toBe(
      '# Test authority\n-----BEGIN CERTIFICATE-----\n…\n-----END CERTIFICATE-----\ndone\n',
    );
    expect(cut.split('\r\n')).toHaveLength(block.split('\r\n').length + 2);
  });

  it('leaves names, paths, hashes and rules as they are', () => {
    for (const text of [
      `sha256: ${bytes(32).toString('hex')}`,
      'x'.repeat(300),
      '-'.repeat(120),
      `/${'usr/lib/modules/kernel/drivers/'.repeat(5)}`,
      'AbstractSingletonProxyFactoryBeanConfigurationTransactionManagerInterceptorAdvisorBuilder',
      'a_very_long_name_of_a_test_that_says_what_is_wanted_in_the_case_of_an_empty_list_2',
      '0x63, 0x7c, 0x77, 0x7b, 0xf2, 0x6b, 0x6f, 0xc5,\n'.repeat(32),
      'if (x) {\n// -----BEGIN PRIVATE KEY----- is the first line\n  return true;\n}\n',
    ]) {
      expect(withoutEmbeddedData(text)).toBe(text);
    }
  });

  it('takes text made to stall it in its stride', () => {
    for (const text of [
      'data:'.repeat(200_000),
      'data:a/'.repeat(100_000),
      '-----BEGIN A-----\n'.repeat(50_000),
    ]) {
      expect(withoutEmbeddedData(text).split('\n')).toHaveLength(text.split('\n').length);
    }
  });

  it('is no reason to leave a page out', () => {
    const page = `<h1>Efficiency</h1>\n<img src="data:image/png;base64,${base64(90_000)}">\n`;
    expect(inspectContent('report.html', page)).toBeUndefined();
    expect(inspectContent('data.html', `<p>${'word and '.repeat(20_000)}</p>`)?.reason).toBe('minified');
  });
});
