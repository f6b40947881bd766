import { describe, expect, it } from 'vitest';
import { writeDetail } from '../../../../src/common/messages/detailForm';
import { maskSecrets, secretMask } from '../../../../src/engine/corpus/secrets/maskSecrets';
import { alphanumeric, base64, block, privateKey } from './secretSamples';

const lines = block(privateKey).split('\n').slice(0, -1);
const begin = lines[0]!;
const end = lines.at(-1)!;
const body = lines.slice(1, -1);

/** Checks that the masked text contains nothing of the key's lines, keeps the number of lines, and has one finding. */
function check(text: string, what = 'a private key', key: readonly string[] = body): void {
  const masked = maskSecrets(text);
  for (const line of key) {
    expect(masked.text).not.toContain(line);
  }
  expect(masked.text).toContain(secretMask);
  expect(masked.text.split('\n').length).toBe(text.split('\n').length);
  expect(masked.found.map((secret) => writeDetail(secret.what))).toEqual([what]);
}

describe('findSecrets: private keys', () => {
  it('masks a block between its borders, which are kept', () => {
    for (const kind of [
      privateKey,
      privateKey.replace('RSA ', ''),
      privateKey.replace('RSA', 'OPENSSH'),
      privateKey.replace('RSA', 'ENCRYPTED'),
      `${privateKey.replace('RSA', 'PGP')} BLOCK`,
    ]) {
      const text = `before\n${block(kind)}after\n`;
      check(text);
      expect(
        maskSecrets(text)
          .text.split('\n')
          .filter((line) => line !== ''),
      ).toEqual(['before', `-----BEGIN ${kind}-----`, secretMask, `-----END ${kind}-----`, 'after']);
    }
  });

  it('masks blocks with headers', () => {
    check([begin, 'Proc-Type: 4,ENCRYPTED', 'DEK-Info: AES-128-CBC,0011', '', ...body, end].join('\n'));
    check([begin, 'Version: GnuPG v2', '', ...body, '=aB3d', end].join('\n'));
  });

  it('masks blocks in code, comments and settings', () => {
    for (const write of [
      (line: string) => `  "${line}\\n" +`,
      (line: string) => `    '${line}\\n'`,
      (line: string) => `// ${line}`,
      (line: string) => ` * ${line}`,
      (line: string) => `# ${line}`,
      (line: string) => `    ${line}`,
      (line: string) => `> ${line}`,
    ]) {
      check(['const a = 1;', ...lines.map(write), 'const b = 2;'].join('\n'));
    }
    check(`key: "${lines.join('\\n')}\\n"\nother: 1\n`);
    check(JSON.stringify({ a: 1, private_key: lines.join('\n') }));
    check(`KEY='${begin}${body.join('')}${end}'`);
  });

  it('masks what is left of a block that was cut in two', () => {
    for (let cut = 2; cut < lines.length - 1; cut++) {
      const first = ['const key = `', ...lines.slice(0, cut)].join('\n');
      const second = [...lines.slice(cut), '`;', 'use(key);'].join('\n');
      check(first, 'a private key', lines.slice(1, cut));
      check(second, 'a private key', lines.slice(cut, -1));
    }
  });

  it('masks the middle of a block, below a header or not', () => {
    const middle = Array.from({ length: 20 }, (_, i) => base64(64, i + 40));
    const what = 'lines like those of a private key';
    check(middle.join('\n'), what, middle);
    check(['deploy > key', ...middle].join('\n'), what, middle);
    check(`\n${middle.join('\n')}\n`, what, middle);
    check(middle.map((line) => `  "${line}\\n"`).join('\n'), what, middle);
  });

  it('masks a key of PuTTY', () => {
    check(['Private-Lines: 6', ...body.slice(0, 6)].join('\n'), 'a private key', body.slice(0, 6));
  });

  it('accepts public keys, certificates and code about keys', () => {
    for (const text of [
      block('PUBLIC KEY'),
      block('CERTIFICATE'),
      `if (text.startsWith("${begin}")) {\n  return parsePrivateKeyOfSomeVeryLongNamedFormat(text);\n}\n`,
      `${begin}\n...\n${end}\n`,
      `${begin}\nMIIE...\n${end}\n`,
      `const all = "${begin}\\n" + bodyOfThePrivateKey + "\\n${end}";\n`,
      `const image = "${base64(64)}";\nconst next = "${base64(64)}";\n`,
      Array.from({ length: 20 }, (_, i) => `"${base64(64, i)}": ${i},`).join('\n'),
      `A chunk of prose, with a word of ${alphanumeric(3)}.\n`.repeat(5),
    ]) {
      expect(`${text}: ${maskSecrets(text).found.length}`).toBe(`${text}: 0`);
    }
  });
});
