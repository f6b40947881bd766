import * as vscode from 'vscode';
import { runCommand } from '../commands';
import { commands } from '../contributions';

const storageKey = 'semanticSearch.walkthroughShown';

/** Data to detect a new user. */
export interface FirstVisit {
  /** Global state; its key is synchronized between the user's machines. */
  readonly memento: vscode.Memento & { setKeysForSync(keys: readonly string[]): void };
  /** Whether this workspace was searched before. */
  readonly hasSearched: boolean;
}

/**
 * Opens the walkthrough once, in the first window after installation: VS Code does this only for extensions installed in its
 * Extensions view. Does not open it if the user has turned that off (`workbench.welcomePage.walkthroughs.openOnInstall`) or has
 * searched before.
 *
 * @returns whether it was opened
 */
export async function openWalkthroughOnce({ memento, hasSearched }: FirstVisit): Promise<boolean> {
  memento.setKeysForSync([storageKey]);
  if (memento.get<boolean>(storageKey, false)) return false;
  const isWanted = vscode.workspace
    .getConfiguration('workbench.welcomePage.walkthroughs')
    .get<boolean>('openOnInstall', true);
  if (!isWanted) return false;
  await memento.update(storageKey, true);
  if (hasSearched) return false;
  await runCommand(commands.openWalkthrough);
  return true;
}
