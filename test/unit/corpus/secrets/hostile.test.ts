import { describe, expect, it } from 'vitest';
import { maskSecrets } from '../../../../src/engine/corpus/secrets/maskSecrets';
import { secretContentOf } from '../../../../src/engine/corpus/secrets/secretContent';
import { privateKey } from './secretSamples';

/** When repeated, these make patterns match a start everywhere and an end nowhere. */
const parts = [
  ...['a', '1', ' ', '\n', '-', '=', '"', '\\', '/', ':', '<', '.', '$', '%', 'x', '(', '['],
  ...[
    'key',
    'key=',
    'key:',
    'key="',
    "key='",
    'key=\\"',
    'key = ',
    'key\n=',
    'key: string =',
    'key=[',
    'key=["a",',
  ],
  ...[
    'key=a(',
    '("key","',
    'password=a1',
    'passwordpassword',
    'token --token ',
    '<secret>a',
    'name: key\nvalue:',
  ],
  ...['-----', '-----BEGIN ', 'A\n', '\\n', 'Private-Lines: 1\n'],
  ...[
    '://',
    '://a:',
    '://a:a@',
    'bearer ',
    'Basic AAAAAAAA',
    '?sig=a',
    '-u a:',
    'mysql -p',
    'identified by "',
  ],
  ...[
    'eyJ',
    'eyJ-',
    '-eyJa.',
    'ghp_',
    'sk-',
    'xoxb-1-',
    'SG.',
    '1:AA',
    'MTAxMDEwMTAxMDEwMTAxMDEw.',
    '$1$a',
    'ya29.',
  ],
  ...['${', '{{', 'aB1-', 'a1b2c3d4-', '%20', 'hooks.slack.com/services/'],
  ...['BEGIN', 'END'].flatMap((word) => [
    `-----${word} ${privateKey}-----`,
    `-----${word} ${privateKey}-----\nVersion: a`,
    `${'A'.repeat(30)}-----${word} ${privateKey}-----`,
  ]),
];
const small = 16 * 1024;
const factor = 8;

/** CPU time in microseconds, so that other load on the machine does not matter. Minimum of several runs. */
function cost(text: string): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 2; i++) {
    const begun = process.cpuUsage();
    maskSecrets(text);
    secretContentOf('settings', text.slice(0, 60_000));
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, user + system);
  }
  return best;
}

const repeated = (part: string, length: number): string =>
  part.repeat(Math.ceil(length / part.length)).slice(0, length);

describe('maskSecrets on texts made to stall it', () => {
  it.each(parts.map((part) => [JSON.stringify(part), part]))(
    'takes time in proportion to the length: %s',
    (_, part) => {
      // Linear time would be 8 times as much, quadratic time 64 times.
      const limit = 3 * factor;
      let ratio = Number.POSITIVE_INFINITY;
      // Other threads of the process may have worked meanwhile, so it is measured again.
      for (let attempt = 0; attempt < 5 && ratio >= limit; attempt++) {
        const before = Math.max(2000, cost(repeated(part, small)));
        ratio = cost(repeated(part, small * factor)) / before;
      }
      expect(ratio).toBeLessThan(limit);
    },
  );

  it('keeps the lines of such texts', () => {
    for (const part of parts) {
      const text = repeated(part, 4096);
      expect(maskSecrets(text).text.split('\n').length).toBe(text.split('\n').length);
    }
  });
});
