import * as vscode from 'vscode';
import type { DisposableStore } from './disposables';

/** An event for each change of a secret whose name begins with `prefix`, also by another window. */
export function secretChanges(
  secrets: vscode.SecretStorage,
  prefix: string,
  disposables: DisposableStore,
): vscode.Event<void> {
  const changed = disposables.add(new vscode.EventEmitter<void>());
  disposables.add(
    secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) changed.fire();
    }),
  );
  return changed.event;
}
