import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as l10n from '@vscode/l10n';
import { afterEach, describe, expect, it } from 'vitest';
import chinese from '../../../l10n/bundle.l10n.zh-cn.json';
import { detailText } from '../../../src/common/text/detailText';

const corpus = path.join(import.meta.dirname, '..', '..', '..', 'src', 'engine', 'corpus');

/** Details about secrets, links and names in the sources: string literals that start with an article. */
function detailsOfSources(): string[] {
  const entries = readdirSync(corpus, { recursive: true, withFileTypes: true });
  const found = entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .flatMap((entry) => {
      const code = readFileSync(path.join(entry.parentPath, entry.name), 'utf8');
      return [...code.matchAll(/'((?:a|an|the) [^'\n]+)'/g)].map(([, text]) => text!);
    });
  return [...new Set(found)].filter((text) => text !== 'the workspace folder');
}

const others = [
  'version control',
  'not included',
  'not a regular file',
  'a link that leads nowhere',
  'changed while it was looked at',
  'NUL bytes',
  'control characters',
  'no known encoding',
  'credentials',
  'cookies',
  'exported passwords',
  'holds pyvenv.cfg',
  '1.5 MiB, the limit is 1.0 MiB',
  'a link to src/other',
  'a link to the workspace folder',
  'a link to src/other, which has a path of its own',
  'a line of 12345 characters',
  'settings with a password',
  'settings with passwords or keys',
  'little else than a key of OpenAI',
];
/** Details whose displayed text differs from the stored one. */
const reworded: Readonly<Record<string, string>> = {
  'a worktree of the same repository': 'worktree of the same repository',
  'a link that leads out of the workspace folder': 'link to a target outside the workspace folder',
  'a link that leads nowhere': 'broken link',
  'a link to src/other': 'link to src/other',
  'a link to the workspace folder': 'link to the workspace folder',
  'a link to src/other, which has a path of its own': 'link to src/other, which is listed separately',
  'a name that is given to keys and passwords': 'file name',
  'a name that tools give': 'file name',
  'a lock file or the like': 'lock file',
  'a certificate or the like': 'a certificate',
  'the address of a webhook': 'a webhook address',
  'lines like those of a private key': 'lines of a private key',
  'changed while it was looked at': 'changed while being read',
  'no known encoding': 'unknown encoding',
  'holds pyvenv.cfg': 'contains pyvenv.cfg',
  'little else than a key of OpenAI': 'almost only a key of OpenAI',
};

const details = [...detailsOfSources(), ...others];

describe('the detail of a reason', () => {
  afterEach(() => {
    l10n.config({ contents: {} });
  });

  it('is collected from the sources', () => {
    expect(detailsOfSources().length).toBeGreaterThan(80);
  });

  it.each(details)('is written in plain English: %s', (detail) => {
    expect(detailText(detail)).toBe(reworded[detail] ?? detail);
  });

  it.each(details)('is translated: %s', (detail) => {
    l10n.config({ contents: chinese });
    expect(detailText(detail)).not.toMatch(/\b(?:an?|the|of|with|to|or|characters|limit)\b/);
    expect(detailText(detail)).not.toBe(detail);
  });

  it.each(['**/*.min.js', '.gitignore:3', 'EACCES: permission denied', 'UTF-32'])(
    'stays as it is: %s',
    (detail) => {
      l10n.config({ contents: chinese });
      expect(detailText(detail)).toBe(detail);
    },
  );
});
