import * as vscode from 'vscode';

const prefix = 'semanticSearch.key';

/** API keys in the secret storage of VS Code. One key per provider and host, so that a key is never sent to another host. */
export class ApiKeys implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly following: vscode.Disposable;

  readonly onDidChange = this.changed.event;

  constructor(private readonly secrets: vscode.SecretStorage) {
    this.following = secrets.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) this.changed.fire();
    });
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
    this.following.dispose();
    this.changed.dispose();
  }
}

function nameOf(provider: string, host: string): string {
  return `${prefix}:${provider}:${host}`;
}
