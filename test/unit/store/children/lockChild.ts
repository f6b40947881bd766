/**
 * Takes the lock repeatedly. Each time it increments `counter` with a slow read and write that is safe only under the lock, and
 * logs to `journal` with an append that needs no lock. Sometimes it crashes while holding the lock. Arguments: directory, seed.
 */
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { acquireLock } from '../../../../src/node/store/lock';
import { random } from '../random';

const rounds = 12;

async function main(directory: string, seed: number): Promise<void> {
  const next = random(seed);
  for (let round = 0; round < rounds; round++) {
    const lock = await acquireLock(directory, { timeoutMs: 20_000 });
    const counter = path.join(directory, 'counter');
    const count = Number(await readFile(counter, 'utf8'));
    await sleep(next() * 3);
    await writeFile(counter, String(count + 1));
    await appendFile(path.join(directory, 'journal'), '.');
    if (next() < 0.1) process.kill(process.pid, 'SIGKILL');
    await lock.release();
  }
}

void main(process.argv[2]!, Number(process.argv[3]));
