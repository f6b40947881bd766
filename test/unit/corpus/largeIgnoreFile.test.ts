import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { writeDetail } from '../../../src/common/messages/detailForm';
import { CancelledError } from '../../../src/common/errors/errors';
import { IgnoreFile } from '../../../src/engine/corpus/ignoreFile';
import { walkCorpus } from '../../../src/engine/corpus/walkCorpus';
import { MemoryFileSource } from './memoryFileSource';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** 3.6 MB of patterns of every kind. */
const largeText = Array.from(
  { length: 40_000 },
  (_, i) =>
    `name${i}\n*.extension${i}\nstart${i}*\n/rooted/path${i}/file\ndocs/part${i}/**/*.md\n**/deep${i}/[ab]*\n!kept${i}.ts\n`,
).join('');

describe('a large ignore file', () => {
  it('needs memory in proportion to its text, and gives the same decisions as a small one', () => {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const file = new IgnoreFile(largeText);
    const find = (path: string): string | undefined => {
      const found = file.find(path, path.slice(path.lastIndexOf('/') + 1), false);
      return found && `${found.isNegated ? '!' : ''}${found.line}`;
    };
    const decisions = [
      find('a/name39999'),
      find('b.extension7'),
      find('start7abc'),
      find('rooted/path1/file'),
      find('other/rooted/path1/file'),
      find('docs/part2/x/y.md'),
      find('x/deep3/bcd'),
      find('kept4.ts'),
      find('nothing.ts'),
    ];
    collectGarbage();
    const held = process.memoryUsage().heapUsed - before;
    expect(decisions).toEqual(['279994', '51', '52', '11', undefined, '19', '27', '!35', undefined]);
    expect(held).toBeLessThan(25 * largeText.length);
  });

  it('is applied entry by entry: other work runs in between, and it can be cancelled', async () => {
    const nodes = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`file${i}.ts`, 'text']));
    const source = new MemoryFileSource({ '.gitignore': largeText, ...nodes });
    const controller = new AbortController();
    let turns = 0;
    const giveWay = (): Promise<void> => {
      if (++turns === 10) controller.abort();
      return Promise.resolve();
    };
    const walk = async (): Promise<void> => {
      const entries = walkCorpus(source, { giveWay }, controller.signal);
      while ((await entries.next()).done !== true);
    };
    await expect(walk()).rejects.toThrow(CancelledError);
    expect(turns).toBe(10);
  });

  it('of more than 4 MiB is applied up to that size, by whole lines, and reported', async () => {
    const filler = '# a comment that fills a line of the file up\n';
    const start = `first.ts\n${filler.repeat(Math.floor((4 * 1024 * 1024 - 20) / filler.length))}`;
    const rest = 4 * 1024 * 1024 - start.length;
    // The limit cuts `whole.ts-not` in two.
    const text = `${start}${'#'.repeat(rest - 9)}\nwhole.ts-not\nlast.ts\n`;
    const source = new MemoryFileSource({
      '.gitignore': text,
      ...{ 'first.ts': 'a', 'whole.ts': 'a', 'last.ts': 'a' },
    });
    const found: string[] = [];
    for await (const entry of walkCorpus(source, {})) {
      found.push(
        entry.type === 'file'
          ? entry.file.path
          : `${entry.skipped.path}: ${entry.skipped.reason}, ${writeDetail(entry.skipped.detail ?? '')}`,
      );
    }
    expect(found).toEqual([
      '.gitignore: too-large, 4.0 MiB, only the rules in the first 4.0 MiB apply',
      'first.ts: ignored, .gitignore:1',
      'last.ts',
      'whole.ts',
    ]);
  });
});
