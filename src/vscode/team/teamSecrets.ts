import type * as vscode from 'vscode';
import type { SharedResultsOptions } from '../../common/contracts/engineOptions';
import { isRecord, isString } from '../../common/typeGuards';
import { readSharedResultsKey, readSharedResultsPlace } from '../configuration';
import { DisposableStore } from '../disposables';
import { secretChanges } from '../secretChanges';

const prefix = 'semanticSearch.team';

/** What a place of shared results requires. */
export type TeamSecret = Required<Pick<SharedResultsOptions, 'secret'>> &
  Pick<SharedResultsOptions, 'header'>;

/**
 * The secrets of a team in the secret storage of VS Code. One for each place, so that the header for one server is never
 * sent to another.
 */
export class TeamSecrets implements vscode.Disposable {
  private readonly disposables = new DisposableStore();
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly secrets: vscode.SecretStorage) {
    this.onDidChange = secretChanges(secrets, prefix, this.disposables);
  }

  /** The place in the settings, with its secret; undefined if no place is set. */
  async options(): Promise<SharedResultsOptions | undefined> {
    const location = readSharedResultsPlace();
    if (location === undefined) return undefined;
    const publicKey = readSharedResultsKey();
    return { location, ...(publicKey !== undefined && { publicKey }), ...(await this.get(location)) };
  }

  async get(location: string): Promise<TeamSecret | undefined> {
    return parse(await this.secrets.get(nameOf(location)));
  }

  async store(location: string, secret: TeamSecret): Promise<void> {
    await this.secrets.store(nameOf(location), JSON.stringify(secret));
  }

  async forget(location: string): Promise<void> {
    await this.secrets.delete(nameOf(location));
  }

  dispose(): void {
    this.disposables.dispose();
  }
}

/** Undefined for a text that this extension did not write, as for no text. */
function parse(text: string | undefined): TeamSecret | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text ?? 'null');
  } catch {
    return undefined;
  }
  if (!isRecord(value) || !isString(value['secret'])) return undefined;
  const { secret, header } = value;
  return { secret, ...(isString(header) && { header }) };
}

function nameOf(location: string): string {
  return `${prefix}:${location}`;
}
