import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTrue, parseConfig } from '../../../src/node/git/configText';
import { Random } from '../corpus/randomTree';

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'git-config-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Entries as printed by `git config --list -z`: the key, a line feed, the value. Undefined if Git refuses the file. */
function listedByGit(text: string): string[] | undefined {
  const file = path.join(folder, 'config');
  writeFileSync(file, text);
  try {
    const output = execFileSync('git', ['config', '--file', file, '--no-includes', '--list', '-z'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // Newer versions keep tabs; older versions convert them to spaces.
    return output.replaceAll('\t', ' ').split('\0').slice(0, -1);
  } catch {
    return undefined;
  }
}

function listed(text: string): string[] {
  return parseConfig(text).map(({ key, subsection, value }) => {
    const [section, name] = key.split('.');
    const whole = [section, subsection, name].filter((part) => part !== undefined).join('.');
    return value === undefined ? whole : `${whole}\n${value.replaceAll('\t', ' ')}`;
  });
}

const texts = [
  '',
  '[core]\n\texcludesFile = ~/x\n',
  '\ufeff[core]\nexcludesfile=~/x',
  '[core]\r\n\texcludesFile = ~/x  \r\n\tbare\r\n',
  '[CORE] ExcludesFile = a # comment\n;[x]\n# [y]\n[core "A b"] x = 1\n[core "a\\"b\\\\c"]x=2\n[core.Old]z=3\n',
  '[a]\nx = "  quoted ; # "  tail  # no\ny = a\\\\b\\"c\\tz\nz = "a" "b"  \nw = "open\n',
  '[a]\nlong = one \\\n two \\\n\tthree\nnext = 1\n',
  '[a]\nbare\nempty =\nquotes = ""\nspaces =    \nhash = a#b\nsemi = a;b\n',
  '[a]\n  x = 1 ; c\n  y ; c\n  z # c\n',
  '[a]\nx = ""  b\ny = a ""\nz = "a"  ;\n',
  '[a] x = 1\n[b] [c] y = 2\n',
  '[includeIf "gitdir:~/a/"]\n\tpath = b\n',
];

describe('parseConfig', () => {
  it.each(texts)('reads %j as git does', (text) => {
    const expected = listedByGit(text);
    if (expected) expect(listed(text)).toEqual(expected);
    else expect(listed(text).length).toBeLessThan(text.split('\n').length);
  });

  it('reads what git reads of random texts', () => {
    const random = new Random(7);
    const pieces = [
      'a',
      'b c',
      ' ',
      '\t',
      '"',
      '""',
      '\\n',
      '\\\\',
      '\\"',
      '\\\n',
      '#',
      ';',
      'é',
      '~/',
      '[',
      '=',
    ];
    const value = (): string => Array.from({ length: random.below(7) }, () => random.pick(pieces)).join('');
    let understood = 0;
    for (let count = 0; count < 100; count++) {
      const lines = Array.from({ length: 3 }, () => `${random.pick(['x', ' y ', '[b "c d"] z'])}=${value()}`);
      const text = `[a]\n${lines.join(random.pick(['\n', '\r\n', '\n\n;\n']))}`;
      const expected = listedByGit(text);
      if (!expected) continue;
      understood++;
      expect(listed(text), JSON.stringify(text)).toEqual(expected);
    }
    expect(understood).toBeGreaterThan(20);
  });

  it('keeps the entries above an invalid line', () => {
    expect(listed('[core]\nexcludesFile = a\n= broken\n[core]\nexcludesFile = b\n')).toEqual([
      'core.excludesfile\na',
    ]);
  });

  it('takes time in proportion to the length of a text', () => {
    const hostile = `[a]\n${' \t'.repeat(200_000)}${'#'.repeat(200_000)}\n${'[a '.repeat(50_000)}`;
    expect(parseConfig(hostile)).toEqual([]);
    expect(parseConfig(`[a "${'\\\\'.repeat(200_000)}`)).toEqual([]);
  });
});

describe('isTrue', () => {
  it('accepts the values of git', () => {
    expect([undefined, 'yes', 'ON', 'True', '1', '-2', '1k'].map(isTrue)).toEqual(Array(7).fill(true));
    expect(['', 'no', 'Off', 'false', '0', '00'].map(isTrue)).toEqual(Array(6).fill(false));
    expect(isTrue('perhaps')).toBeUndefined();
  });
});
