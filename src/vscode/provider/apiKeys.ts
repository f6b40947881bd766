import * as vscode from 'vscode';
import { DisposableStore } from '../disposables';

const prefix = 'semanticSearch.key';

/** API keys in the secret storage of VS Code. One key per provider and host, so that a key is never sent to another host. */
export class ApiKeys implements vscode.Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<void>());

  readonly onDidChange = this.changed.event;

  constructor(private readonly secrets: vscode.SecretStorage) {
    this.disposables.add(
      secrets.onDidChange(({ key }) => {
        if (key.startsWith(prefix)) this.changed.fire();
      }),
    );
  }

  async get(provider: string, host: string): Promise<string | undefined> {
    return this.secrets.get(nameOf(provider, host));
  }

  async store(provider: string, host: string, key: string): Promise<void> {
    await this.secrets.store(nameOf(provider, host), key);
  }

  async forget(provider: string, host: string): Promise<void> {
    await this.secrets.delete(nameOf(provider, host));
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

function nameOf(provider: string, host: string): string {
  return `${prefix}:${provider}:${host}`;
}
