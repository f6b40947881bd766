import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { emptyShard, updateShard } from '../../../src/engine/indexing/buildShard';
import { TermAnalyzer } from '../../../src/engine/retrieval/terms';
import { openIndexStore } from '../../../src/node/store/diskIndexStore';
import { encodeShard } from '../../../src/node/store/shardFormat';
import { batchFiles, crashFingerprint } from './children/crashBatches';
import { random } from './random';
import { buildChild, endOf, startChild } from './runChild';
import { temporaryDirectory } from './temporaryDirectory';
import { commit } from './writing';

describe('kill -9', () => {
  it('during commits loses nothing committed and leaves nothing incomplete', async () => {
    const directory = await temporaryDirectory();
    const script = await buildChild('commitChild', await temporaryDirectory());
    const next = random(8);
    const analyzer = new TermAnalyzer();
    let first = 1;
    for (let round = 0; round < 5; round++) {
      const child = startChild(script, directory, String(first));
      let output = '';
      child.stdout!.on('data', (data: Buffer) => (output += data.toString()));
      while (output === '') await sleep(5);
      await sleep(next() * 150);
      child.kill('SIGKILL');
      expect(await endOf(child)).toBe('SIGKILL');

      // The kill may have cut off the last line.
      const committed = Number(output.split('\n').at(-2));
      const store = await openIndexStore({ directory, fingerprint: crashFingerprint });
      store.shards.forEach((shard, i) => {
        const batch = shard?.files[0]?.sizeBytes ?? 0;
        const own = batchFiles(batch).filter((file) => store.shardOf(file.path) === i);
        if (own.length === 0) return;
        expect([committed, committed + 1]).toContain(batch);
        const expected = updateShard(emptyShard(crashFingerprint.dimensions), own, new Set(), analyzer);
        expect(encodeShard(shard!).equals(encodeShard(expected))).toBe(true);
      });
      first = committed + 2;
    }

    const store = await openIndexStore({ directory, fingerprint: crashFingerprint });
    await commit(store, { put: batchFiles(first), remove: [] });
    expect((await readdir(store.directory)).filter((name) => name.includes('.tmp-'))).toEqual([]);
  });
});

describe('several processes', () => {
  it('never have the lock at the same time, even if some die with it', async () => {
    const directory = await temporaryDirectory();
    const script = await buildChild('lockChild', await temporaryDirectory());
    await writeFile(path.join(directory, 'counter'), '0');
    await writeFile(path.join(directory, 'journal'), '');
    let deaths = 0;
    const lane = async (lane: number): Promise<void> => {
      for (let run = 0; run < 4; run++) {
        const end = await endOf(startChild(script, directory, String(lane * 100 + run)));
        if (end === 'SIGKILL') deaths++;
        else expect(end).toBe(0);
      }
    };
    await Promise.all([1, 2, 3, 4].map(lane));
    expect(deaths).toBeGreaterThan(2);
    const journal = await readFile(path.join(directory, 'journal'), 'utf8');
    expect(Number(await readFile(path.join(directory, 'counter'), 'utf8'))).toBe(journal.length);
    expect(journal.length).toBeGreaterThan(50);
  });
});
