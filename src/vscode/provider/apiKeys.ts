import type * as vscode from 'vscode';
import { DisposableStore } from '../disposables';
import { secretChanges } from '../secretChanges';

const prefix = 'semanticSearch.key';

/** API keys in the secret storage of VS Code. One key per provider and host, so that a key is never sent to another host. */
export class ApiKeys implements vscode.Disposable {
  private readonly disposables = new DisposableStore();
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly secrets: vscode.SecretStorage) {
    this.onDidChange = secretChanges(secrets, prefix, this.disposables);
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
