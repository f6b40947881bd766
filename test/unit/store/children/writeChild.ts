/**
 * Opens a writer for an index, commits batches, and reports each on stdout. Ends when told to on stdin, or prints the code of the
 * error that ended it. Arguments: directory, prefix of the paths.
 */
import { writeSync } from 'node:fs';
import { SemanticSearchError } from '../../../../src/common/errors/errors';
import { openIndexStore } from '../../../../src/node/store/diskIndexStore';
import { crashFingerprint, ownFiles } from './crashBatches';

async function main(directory: string, prefix: string): Promise<void> {
  const told = new AbortController();
  process.stdin.on('data', () => {
    told.abort();
  });
  const store = await openIndexStore({ directory, fingerprint: crashFingerprint });
  const writer = await store.openWriter();
  try {
    for (let batch = 1; !told.signal.aborted; batch++) {
      await writer.commit({ put: ownFiles(prefix, batch), remove: [] });
      writeSync(1, `${batch}\n`);
    }
  } catch (error) {
    writeSync(1, `${error instanceof SemanticSearchError ? error.code : String(error)}\n`);
  }
  await writer.close();
  process.exit();
}

void main(process.argv[2]!, process.argv[3]!);
