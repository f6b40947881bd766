import { describe, expect, it } from 'vitest';
import { visibleLogger } from '../../../src/common/visibleLogger';
import { visibleJson, visibleText } from '../../../src/common/text/visibleText';

/** Every code unit that controls a terminal, breaks a line, or changes the text direction. */
const acting = [
  ...Array.from({ length: 32 }, (_, code) => code),
  ...Array.from({ length: 33 }, (_, index) => 0x7f + index),
  ...[0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069],
].map((code) => String.fromCharCode(code));

describe('visibleText', () => {
  it('writes control characters as escapes', () => {
    expect(visibleText('a\x1b[31mb\x07\n\r\t\x7f\x9b\u202ec\u2028')).toBe(
      'a\\x1b[31mb\\x07\\n\\r\\t\\x7f\\x9b\\u202ec\\u2028',
    );
    for (const char of acting)
      expect(visibleText(`a${char}b`), char.charCodeAt(0).toString(16)).toMatch(/^a\\[\\\w]+b$/);
  });

  it('keeps other characters, and those that are allowed', () => {
    const text = 'é 日本 שלום \u200f\u200d👩‍💻 \\x1b $(x) `a`';
    expect(visibleText(text)).toBe(text);
    expect(visibleText('a\tb\nc\rd', '\n\t')).toBe('a\tb\nc\\rd');
    expect(visibleText(visibleText('\x1b\n'))).toBe('\\x1b\\n');
  });
});

describe('visibleJson', () => {
  it('is the same value without control characters', () => {
    const value = { [`name${acting.join('')}`]: acting, text: 'é日\ud800' };
    const json = visibleJson(value);
    expect(JSON.parse(json)).toEqual(value);
    for (const char of acting) expect(json.includes(char), char.charCodeAt(0).toString(16)).toBe(false);
  });
});

describe('visibleLogger', () => {
  it('escapes control characters, and indents all lines after the first', () => {
    const written: string[] = [];
    const write = (message: string): void => {
      written.push(message);
    };
    const logger = visibleLogger({ trace: write, debug: write, info: write, warn: write, error: write });
    for (const level of ['trace', 'debug', 'info', 'warn', 'error'] as const) {
      logger[level](`${level}: a\x1b]0;x\x07\n2026-01-01 [error] forged\u202e`);
    }
    expect(written).toHaveLength(5);
    expect(written[4]).toBe('error: a\\x1b]0;x\\x07\n    2026-01-01 [error] forged\\u202e');
  });
});
