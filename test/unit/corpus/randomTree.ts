import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A seeded number generator (mulberry32), so that failures are reproducible. */
export class Random {
  constructor(private state: number) {}

  /** An integer from 0 to below `limit`. */
  below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
}

const portableNames = [
  ...[
    'a',
    'b',
    'c',
    'ab',
    'abc',
    'A',
    'foo',
    'bar',
    'build',
    'foo.txt',
    'foo.o',
    'a.b.c',
    '.hidden',
    '#hash',
    '!bang',
  ],
  ...[
    '[e]',
    'with space',
    'é',
    'ab-c',
    '日本',
    'x1',
    '-',
    ']',
    'foo.tar.gz',
    '.o',
    'a+b',
    '$',
    '^',
    '(a)',
    '{a,b}',
  ],
];

/** Windows allows none of these names. */
const names =
  process.platform === 'win32' ? portableNames : [...portableNames, 'a*b', 'q?', 'back\\slash', 'end '];

const pieces = [
  ...[
    '*',
    '*',
    '*',
    '**',
    '**',
    '***',
    '?',
    '??',
    'a',
    'b',
    'c',
    'ab',
    'foo',
    'bar',
    '.',
    '.o',
    '.txt',
    'build',
    '-',
  ],
  ...[
    '[abc]',
    '[!a]',
    '[^b-z]',
    '[a-c]',
    '[]a]',
    '[!]]',
    '[[:alpha:]]',
    '[[:digit:][:upper:]]',
    '[a-]',
    '[\\]]',
    '[c-a]',
  ],
  ...[
    '[',
    '[a',
    '[[:nope:]]',
    '[[:alpha:',
    '\\*',
    '\\?',
    '\\[',
    '\\a',
    '\\',
    '\\/',
    '[/]',
    '[a/b]',
    'é',
    '日',
    ' ',
    '\\ ',
  ],
];

/** A line of an ignore file: mostly common patterns, some edge cases. */
export function randomPattern(random: Random): string {
  const segments = Array.from({ length: 1 + random.below(random.chance(40) ? 4 : 1) }, () =>
    randomSegment(random),
  );
  const negation = random.chance(22) ? (random.chance(5) ? '!!' : '!') : '';
  const anchor = random.chance(20) ? '/' : '';
  const end = random.pick([
    '',
    '',
    '',
    '',
    '',
    '/',
    '/',
    '/',
    '/**',
    '/*',
    ' ',
    '  ',
    '\\ ',
    '\r',
    ' \r',
    '\t',
    '//',
  ]);
  const escape = random.chance(5) ? random.pick(['\\', '#']) : '';
  return `${negation}${escape}${anchor}${segments.join('/')}${end}`;
}

function randomSegment(random: Random): string {
  if (random.chance(35)) {
    return random.pick(names);
  }
  if (random.chance(20)) {
    return random.pick(['**', '*']);
  }
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(pieces)).join('');
}

/** Text of an ignore file with comments and blank lines, sometimes with a byte order mark. */
function randomIgnoreFile(random: Random): string {
  const lines = Array.from({ length: 1 + random.below(6) }, () =>
    random.chance(6) ? random.pick(['', '# comment', '   ', '/', '!', '!/']) : randomPattern(random),
  );
  const text = lines.join('\n') + (random.chance(80) ? '\n' : '');
  return random.chance(3) ? `\ufeff${text}` : text;
}

/** Fills a directory with files, directories, links and ignore files. */
export function writeRandomTree(directory: string, random: Random, depth = 3): void {
  mkdirSync(directory, { recursive: true });
  const used = new Set<string>();
  for (let count = 3 + random.below(6); count > 0; count--) {
    const name = random.pick(names);
    // On a case-insensitive file system, the second name would be the same file.
    if (used.has(name.toLowerCase())) {
      continue;
    }
    used.add(name.toLowerCase());
    const target = path.join(directory, name);
    if (depth > 0 && random.chance(45)) {
      writeRandomTree(target, random, depth - 1);
    } else if (process.platform !== 'win32' && random.chance(5)) {
      symlinkSync(random.pick(['.', '..', 'a', 'nowhere', '/']), target);
    } else {
      writeFileSync(target, 'text\n');
    }
  }
  if (depth === 3 || random.chance(20)) {
    writeFileSync(path.join(directory, '.gitignore'), randomIgnoreFile(random));
  }
}
