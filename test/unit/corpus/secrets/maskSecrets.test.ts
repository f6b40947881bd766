import { describe, expect, it } from 'vitest';
import { readDetail } from '../../../../src/common/messages/detailForm';
import { maskSecrets, secretMask } from '../../../../src/engine/corpus/secrets/maskSecrets';
import { alphanumeric, base64, block, privateKey } from './secretSamples';

const token = `ghp_${alphanumeric(36)}`;
const password = ['tr0ub4', 'dor&3'].join('');

describe('maskSecrets', () => {
  it('does not change a text without secrets', () => {
    const text = 'export const answer = 42;\n';
    expect(maskSecrets(text)).toEqual({ text, found: [] });
    expect(maskSecrets('')).toEqual({ text: '', found: [] });
  });

  it('replaces only secrets, and reports line and kind', () => {
    const text = `const a = 1;\nconst token = "${token}";\n\npassword = "${password}" # here\n`;
    expect(maskSecrets(text)).toEqual({
      text: `const a = 1;\nconst token = "${secretMask}";\n\npassword = "${secretMask}" # here\n`,
      found: [
        { line: 2, what: readDetail('a token of GitHub') },
        { line: 4, what: readDetail('a password') },
      ],
    });
  });

  it('counts lines with every kind of break', () => {
    expect(maskSecrets(`a\r\nb\rc\n${token}`).found).toEqual([
      { line: 4, what: readDetail('a token of GitHub') },
    ]);
  });

  it('keeps the breaks inside of a secret', () => {
    for (const lineBreak of ['\n', '\r\n', '\r']) {
      const text = `a\n${block(privateKey)}b ${token}\n`.replaceAll('\n', lineBreak);
      const masked = maskSecrets(text);
      const count = (value: string): number => value.split(lineBreak).length;
      expect(count(masked.text)).toBe(count(text));
      expect(masked.found).toEqual([
        { line: 3, what: readDetail('a private key') },
        { line: 11, what: readDetail('a token of GitHub') },
      ]);
      expect(masked.text.split(lineBreak)[10]).toBe(`b ${secretMask}`);
    }
  });

  it('masks several secrets of a line, one after the other', () => {
    const text = `curl https://u:${password}@h.example.org -H "Authorization: Bearer ${base64(40)}"`;
    const { text: masked, found } = maskSecrets(text);
    expect(masked).toBe(
      `curl https://u:${secretMask}@h.example.org -H "Authorization: Bearer ${secretMask}"`,
    );
    expect(found.map(({ line }) => line)).toEqual([1, 1]);
  });

  it('counts a secret that is found in two ways once', () => {
    expect(maskSecrets(`GITHUB_TOKEN=${token}\n`)).toEqual({
      text: `GITHUB_TOKEN=${secretMask}\n`,
      found: [{ line: 1, what: readDetail('a token of GitHub') }],
    });
  });

  it('changes nothing the second time', () => {
    const once = maskSecrets(
      `password: "${password}"\n${block(privateKey)}TOKEN=${token}\nhttps://u:${password}@h.example.org\n`,
    );
    expect(once.found.length).toBe(4);
    expect(maskSecrets(once.text)).toEqual({ text: once.text, found: [] });
  });
});
