import { keysAdded, undoExactly } from './applyChanges';
import type { AgentClient } from './clients';
import { isSetUp, planChanges, type ClientSetup, type FileChange } from './planChanges';

/** The clients to set up, and those to restore. */
export interface AgentsPlan {
  readonly install?: readonly AgentClient[];
  readonly uninstall?: readonly AgentClient[];
}

/** What a plan depends on. */
export interface PlanContext {
  /** Every client, also those that are not on this computer. */
  readonly all: readonly AgentClient[];
  /** See {@link undoExactly}. */
  readonly recordFile: string;
}

/**
 * The changes of all files for a plan. Files that are already so are left out. A file of several clients is changed once,
 * and removed with the last of them.
 *
 * @throws SemanticSearchError USAGE as {@link planChanges}
 */
export async function planAgents(
  { install = [], uninstall = [] }: AgentsPlan,
  setup: ClientSetup,
  { all, recordFile }: PlanContext,
): Promise<FileChange[]> {
  const removed = new Map<string, FileChange>();
  if (uninstall.length > 0) {
    const gone = new Set(uninstall.map(({ id }) => id));
    const others = all.filter(({ id }) => !gone.has(id));
    const kept = new Set([...install, ...(await whichAreSetUp(others))].map(({ skill }) => skill));
    const keys = await keysAdded(recordFile);
    for (const client of uninstall) {
      const changes = await undoExactly(await planChanges(client, undefined, keys), recordFile);
      for (const change of changes) if (!kept.has(change.file)) removed.set(change.file, change);
    }
  }
  const added = new Map<string, FileChange>();
  for (const client of install) {
    for (const change of await planChanges(client, setup)) added.set(change.file, change);
  }
  return [...new Map([...removed, ...added]).values()];
}

/** A client whose files cannot be read may be set up. */
async function whichAreSetUp(clients: readonly AgentClient[]): Promise<AgentClient[]> {
  const states = await Promise.all(clients.map((client) => isSetUp(client).catch(() => true)));
  return clients.filter((_, i) => states[i]);
}
