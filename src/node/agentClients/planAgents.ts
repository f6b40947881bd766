import { undoExactly } from './applyChanges';
import type { AgentClient } from './clients';
import { planChanges, type ClientSetup, type FileChange } from './planChanges';

/** The clients to set up, and those to restore. */
export interface AgentsPlan {
  readonly install?: readonly AgentClient[];
  readonly uninstall?: readonly AgentClient[];
}

/**
 * The changes of all files for a plan. Files that are already so are left out; a file of two clients is changed once.
 *
 * @param recordFile see {@link undoExactly}
 * @throws SemanticSearchError USAGE as {@link planChanges}
 */
export async function planAgents(
  { install = [], uninstall = [] }: AgentsPlan,
  setup: ClientSetup,
  recordFile: string,
): Promise<FileChange[]> {
  const removed = new Map<string, FileChange>();
  for (const client of uninstall) {
    const changes = await undoExactly(await planChanges(client, undefined), recordFile);
    for (const change of changes) removed.set(change.file, change);
  }
  const added = new Map<string, FileChange>();
  for (const client of install) {
    for (const change of await planChanges(client, setup)) added.set(change.file, change);
  }
  return [...new Map([...removed, ...added]).values()];
}
