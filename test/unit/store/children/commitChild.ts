/** Commits batches and reports each on stdout, until it is killed. Arguments: directory, number of the first batch. */
import { writeSync } from 'node:fs';
import { openIndexStore } from '../../../../src/node/store/diskIndexStore';
import { batchFiles, crashFingerprint } from './crashBatches';

async function main(directory: string, first: number): Promise<void> {
  const store = await openIndexStore({ directory, fingerprint: crashFingerprint });
  const writer = await store.openWriter();
  for (let batch = first; ; batch++) {
    await writer.commit({ put: batchFiles(batch), remove: [] });
    writeSync(1, `${batch}\n`);
  }
}

void main(process.argv[2]!, Number(process.argv[3]));
