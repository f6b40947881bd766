import type { FolderOptions } from '../../common/contracts/engineContract';
import { messageOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { writeWindowRecord } from '../../node/windowRecords';

/** Records where a folder on disk is indexed, for `semantic-search mcp` and other windows. A failure is only logged. */
export async function recordFolder(
  { folder, isVirtual = false, indexDirectory, userDirectory, corpus = {} }: FolderOptions,
  logger: Logger,
): Promise<void> {
  if (isVirtual || userDirectory === undefined) return;
  try {
    await writeWindowRecord(userDirectory, { folder, indexDirectory, corpus });
  } catch (error) {
    logger.warn(`Other programs cannot find the index of ${folder}: ${messageOf(error)}`);
  }
}
