/**
 * Commits one batch after another and says so on stdout after each, until it is killed.
 *
 * Arguments: directory, number of the first batch.
 */
import { writeSync } from 'node:fs';
import { acquireLock } from '../../../../src/node/store/lock';
import { openIndexStore } from '../../../../src/node/store/diskIndexStore';
import { batchFiles, crashFingerprint } from './crashBatches';

async function main(directory: string, first: number): Promise<void> {
  await acquireLock(directory, { timeoutMs: 20_000 });
  const store = await openIndexStore({ directory, fingerprint: crashFingerprint });
  for (let batch = first; ; batch++) {
    await store.commit({ put: batchFiles(batch), remove: [] });
    writeSync(1, `${batch}\n`);
  }
}

void main(process.argv[2]!, Number(process.argv[3]));
