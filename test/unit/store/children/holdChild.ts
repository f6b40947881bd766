/** Takes the lock, reports it on stdout, and holds it until it is killed. Arguments: directory. */
import { writeSync } from 'node:fs';
import { acquireLock } from '../../../../src/node/store/lock';

async function main(directory: string): Promise<void> {
  await acquireLock(directory, { timeoutMs: 5000 });
  writeSync(1, `${process.pid}\n`);
  setInterval(() => undefined, 60_000);
}

void main(process.argv[2]!);
