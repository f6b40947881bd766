import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ErrorData } from '../../common/errors/errors';
import { isRecord } from '../../common/typeGuards';
import { isThisMachine } from '../../common/thisMachine';
import { affectsPostgres, readPostgresAddress } from '../configuration';
import { DisposableStore } from '../disposables';
import { isVirtual } from '../folderKeys';
import type { ApiKeys } from '../provider/apiKeys';
import { addressWithPassword, readDatabaseAddress } from './databaseAddress';

/** What the settings, the workspace and the user's consent say about the database. */
export type DatabaseChoice =
  | { readonly kind: 'off' }
  | { readonly kind: 'notUsed'; readonly error: ErrorData }
  | { readonly kind: 'needsConsent'; readonly host: string }
  /** `address` may have a password: never logged or shown. */
  | { readonly kind: 'asked'; readonly host: string; readonly address: string };

/** A database to which the user has stored a password. */
interface Account {
  readonly account: string;
  readonly host: string;
  /** Without a password. */
  readonly address: string;
}

/** Under which the passwords are stored. */
const keyName = 'postgres';

const decisionsKey = 'postgres.consents';

/** The database with published indexes that the user has set, for the workspace of this window. */
export class WindowDatabase implements vscode.Disposable {
  private readonly disposables = new DisposableStore();
  private readonly changed = this.disposables.add(new vscode.EventEmitter<void>());

  /** Fires when {@link choice} may have changed, except with the workspace folders. */
  readonly onDidChange = this.changed.event;

  /** @param memento of the workspace, since consent is per workspace */
  constructor(
    private readonly memento: vscode.Memento,
    private readonly keys: Pick<ApiKeys, 'get' | 'store' | 'forget' | 'onDidChange'>,
  ) {
    const fireChanged = (): void => {
      this.changed.fire();
    };
    this.disposables.addAll(
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (affectsPostgres(event)) fireChanged();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(fireChanged),
      keys.onDidChange(fireChanged),
    );
  }

  /** Nothing is sent to the host of a choice that is not `asked`. */
  async choice(): Promise<DatabaseChoice> {
    const text = readPostgresAddress();
    const folders = vscode.workspace.workspaceFolders ?? [];
    if (text === undefined || folders.length === 0 || !vscode.workspace.isTrusted) return { kind: 'off' };
    const read = readDatabaseAddress(text);
    if (read.kind === 'invalid') return { kind: 'notUsed', error: read.error };
    if (folders.every(isVirtual)) return { kind: 'notUsed', error: unsuitable() };
    const { host, address } = read;
    const decision = this.decisionOn(host);
    if (decision === false) return { kind: 'off' };
    if (decision === undefined) return { kind: 'needsConsent', host };
    const password = await this.password(read);
    return {
      kind: 'asked',
      host,
      address: password === undefined ? address : addressWithPassword(address, password),
    };
  }

  /** The database that is set; undefined if none is, or its address is not valid. */
  get account(): Account | undefined {
    const text = readPostgresAddress();
    const read = text === undefined ? undefined : readDatabaseAddress(text);
    return read?.kind === 'valid' ? read : undefined;
  }

  /** The stored password, if there is one. Never logged or shown. */
  readonly password = ({ account }: Pick<Account, 'account'>): Promise<string | undefined> =>
    this.keys.get(keyName, account);

  /** @param password '' removes the stored one */
  async setPassword({ account }: Account, password: string): Promise<void> {
    if (password === '') await this.keys.forget(keyName, account);
    else await this.keys.store(keyName, account, password);
  }

  /** Stores whether questions of this workspace may be sent to a host. */
  async decide(host: string, isAllowed: boolean): Promise<void> {
    await this.memento.update(decisionsKey, { ...this.decisions, [host]: isAllowed });
    this.changed.fire();
  }

  dispose(): void {
    this.disposables.dispose();
  }

  private get decisions(): Readonly<Record<string, unknown>> {
    const stored = this.memento.get<unknown>(decisionsKey);
    return isRecord(stored) ? stored : {};
  }

  private decisionOn(host: string): boolean | undefined {
    if (isThisMachine(host)) return true;
    const decision = this.decisions[host];
    return typeof decision === 'boolean' ? decision : undefined;
  }
}

function unsuitable(): ErrorData {
  return {
    code: 'USAGE',
    message: l10n.t('A published index is searched only for folders on this machine.'),
    hint: l10n.t('Open a folder on this machine, or remove semanticSearch.postgres.'),
  };
}
