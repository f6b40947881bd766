import * as vscode from 'vscode';
import { isListOf, isString } from '../../common/typeGuards';

/** Hosts to which the user has agreed to send texts of this workspace, for one purpose. */
export class Consents implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();

  readonly onDidChange = this.changed.event;

  /**
   * @param memento of the workspace, since consent is per workspace
   * @param mementoKey of the purpose. Default: embedding
   */
  constructor(
    private readonly memento: vscode.Memento,
    private readonly mementoKey = 'provider.consents',
  ) {}

  has(host: string): boolean {
    return this.hosts.includes(host);
  }

  get hosts(): readonly string[] {
    const stored = this.memento.get<unknown>(this.mementoKey);
    return isListOf(stored, isString) ? stored : [];
  }

  async give(host: string): Promise<void> {
    if (this.has(host)) return;
    await this.memento.update(this.mementoKey, [...this.hosts, host]);
    this.changed.fire();
  }

  async withdraw(host: string): Promise<void> {
    if (!this.has(host)) return;
    await this.memento.update(
      this.mementoKey,
      this.hosts.filter((other) => other !== host),
    );
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
