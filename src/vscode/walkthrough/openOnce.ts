import * as vscode from 'vscode';
import { commands } from '../contributions';

const storageKey = 'semanticSearch.walkthroughShown';

/** What it takes to know that somebody is new here. */
export interface FirstVisit {
  /** Of all windows; synchronised between the machines of a person. */
  readonly memento: vscode.Memento & { setKeysForSync(keys: readonly string[]): void };
  /** Whether this workspace was searched before. */
  readonly hasSearched: boolean;
}

/**
 * Opens the walkthrough in the first window after installation, once: VS Code does so only for what is installed in its Extensions
 * view. Not where a person has turned that off (`workbench.welcomePage.walkthroughs.openOnInstall`), and not for who has searched
 * before.
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
  await vscode.commands.executeCommand(commands.openWalkthrough);
  return true;
}
