import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import chinese from '../../../l10n/bundle.l10n.zh-cn.json';
import { readDetail, writeDetail } from '../../../src/common/messages/detailForm';
import { detailTexts } from '../../../src/common/messages/detailTexts';
import type { Message, MessageCode } from '../../../src/common/messages/message';
import { message } from '../../../src/common/messages/message';
import { textOf } from '../../../src/common/messages/textOf';

/** Each form as indexes have it, with the text that is shown if it differs. The forms must not change. */
const written: Readonly<Record<string, string>> = {
  'version control': 'version control',
  'a worktree of the same repository': 'worktree of the same repository',
  'holds pyvenv.cfg': 'contains pyvenv.cfg',
  'not included': 'not included',
  'not a regular file': 'not a regular file',
  'a link that leads nowhere': 'broken link',
  'a link that leads out of the workspace folder': 'link to a target outside the workspace folder',
  'a link to the workspace folder': 'link to the workspace folder',
  'a link to src/other': 'link to src/other',
  'a link to src/other, which has a path of its own': 'link to src/other, which is listed separately',
  'changed while it was looked at': 'changed while being read',
  '1.5 MiB, the limit is 1.0 MiB': '1.5 MiB, the limit is 1.0 MiB',
  '2.0 MiB, only the rules in the first 1.0 MiB apply': '2.0 MiB, only the rules in the first 1.0 MiB apply',
  'a name that is given to keys and passwords': 'file name',
  'a name that tools give': 'file name',
  'a lock file or the like': 'lock file',
  drawing: 'drawing',
  'NUL bytes': 'NUL bytes',
  'control characters': 'control characters',
  'no known encoding': 'unknown encoding',
  'a line of 12345 characters': 'a line of 12345 characters',
  'linguist-generated in .gitattributes:3': 'linguist-generated in .gitattributes:3',
  '1234 bytes elsewhere': '1234 bytes elsewhere',
  'a certificate or the like': 'a certificate',
  'the address of a webhook': 'a webhook address',
  'lines like those of a private key': 'lines of a private key',
  'little else than a key of OpenAI': 'almost only a key of OpenAI',
  'settings with passwords or keys': 'settings with passwords or keys',
  ...sameTexts([
    'a private key',
    'a password',
    'a password in an address',
    'a password in a header',
    'a token in an address',
    'a token in a header',
    'a signature in an address',
    'a hash of a password',
    'a JSON web token',
    'credentials',
    'a client secret',
    'cookies',
    'exported passwords',
    'the key of a service account',
    'credentials of a cloud account',
    'credentials of a container registry',
    'the key of a WireGuard connection',
    'the key of a Kubernetes cluster',
    'a file of Ansible Vault',
    'a state of Terraform',
    'a token of a Telegram bot',
    'a token',
    'a key',
    'a salt',
    'a secret',
    'settings with a password',
    'settings with a token of Twitch, Typeform or ReadMe',
    'a key of OpenAI or another model provider',
    'a key of PuTTY',
    'an API key of Google',
    'an access key of AWS',
    'a secret access key of AWS',
    'a token of Snyk or SonarQube',
    'a secret of Adobe',
    'a client secret of Azure',
  ]),
};

function sameTexts(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(texts.map((text) => [text, text]));
}

afterEach(() => {
  l10n.config({ contents: {} });
});

describe('the written form of a detail', () => {
  const codes = Object.keys(detailTexts).filter((code) => code !== 'binaryExtension');

  it('exists for every detail', () => {
    const read = Object.keys(written).map((form) => (readDetail(form) as Message).code);
    expect([...new Set(read)].toSorted()).toEqual(codes.toSorted());
  });

  it.each(Object.entries(written))('is read and written again: %s', (form, text) => {
    const detail = readDetail(form);
    expect(detail).toBeTypeOf('object');
    expect(writeDetail(detail)).toBe(form);
    expect(textOf(detail)).toBe(text);
  });

  it.each(Object.keys(written))('is translated: %s', (form) => {
    l10n.config({ contents: chinese });
    const text = textOf(readDetail(form));
    expect(text).not.toMatch(/\b(?:an?|the|of|with|to|or|in|bytes|characters|limit)\b/);
    expect(text).not.toBe(form);
  });

  it('keeps values that are messages', () => {
    const detail = message('settingsWith', message('tokenOf', message('eitherIssuer', 'A, B', 'C')));
    expect(readDetail(writeDetail(detail))).toEqual(detail);
  });

  it.each([
    '**/*.min.js',
    '.gitignore:3',
    'EACCES: permission denied',
    'UTF-32',
    '// Written by this or that. DO NOT EDIT.',
    '',
  ])('of anything else is the text itself: %j', (text) => {
    expect(readDetail(text)).toBe(text);
    expect(writeDetail(text)).toBe(text);
  });

  it('exists for details only', () => {
    const other: MessageCode = 'keyMissing';
    expect(() => writeDetail({ code: other, values: ['x'] })).toThrow('No written form');
  });
});
