import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { RerankOptions } from '../../common/contracts/engineOptions';
import { messageOf, shownError } from '../../common/errors/errors';
import type { Reranking } from '../../common/contracts/reranking';
import type { Logger } from '../../common/logger';
import type { ProviderInfo } from '../../common/contracts/providerInfo';
import { isThisMachine } from '../../common/thisMachine';
import { readNetworkOptions, readRerankerChoice } from '../configuration';
import { showInformation } from '../messages';
import type { ApiKeys } from '../provider/apiKeys';
import type { Consents } from '../provider/consents';
import { hostOfChoice } from '../provider/providerChoice';
import { rerankOptionsOf } from './rerankerChoice';
import { sentText } from './rerankerText';

/** How long a refined order may take, milliseconds; then the first order stays. */
const patienceMs = 3000;
/** The question is not sent while the user types: each request may cost money. */
const pauseMs = 300;

/** Dependencies of {@link WindowReranker}. */
export interface WindowRerankerParts {
  readonly keys: Pick<ApiKeys, 'get'>;
  /** Hosts that may get questions and texts of results of this workspace. */
  readonly consents: Consents;
  /** Of the workspace; stores hosts for which the user said no. */
  readonly memento: vscode.Memento;
  /** All rerankers, from the running engine. */
  readonly rerankers: () => Promise<readonly ProviderInfo[]>;
  readonly logger: Logger;
}

const declinedKey = 'reranker.declined';

/** The reranker of the searches of this window. */
export class WindowReranker {
  private infos: Promise<readonly ProviderInfo[]> | undefined;
  /** Hosts about which the user is being asked, or was in this window. */
  private readonly asked = new Set<string>();

  constructor(private readonly parts: WindowRerankerParts) {}

  /**
   * The chosen reranker, if texts of this workspace may be sent to it; undefined otherwise. Where the user has not decided
   * yet, asks once and does not wait for the answer. Never rejects: a search does not fail because of its refinement.
   */
  async options(): Promise<RerankOptions | undefined> {
    const choice = readRerankerChoice();
    if (!choice || !vscode.workspace.isTrusted) return undefined;
    try {
      this.infos ??= this.parts.rerankers();
      const info = (await this.infos).find(({ id }) => id === choice.reranker);
      const host = hostOfChoice({ provider: choice.reranker, baseUrl: choice.baseUrl }, info);
      if (!info || host === undefined) {
        this.parts.logger.warn(`The reranker "${choice.reranker}" is unknown, or its address is invalid.`);
        return undefined;
      }
      if (!isThisMachine(host) && !this.parts.consents.has(host)) {
        this.askFor(host, info.label).catch((error: unknown) => {
          this.parts.logger.warn(`The decision on ${host} could not be stored: ${messageOf(error)}`);
        });
        return undefined;
      }
      const apiKey = await this.parts.keys.get(info.id, host);
      return { ...rerankOptionsOf(choice, apiKey, readNetworkOptions()), patienceMs, pauseMs };
    } catch (error) {
      this.infos = undefined;
      this.parts.logger.warn(`The reranker is not used: ${messageOf(error)}`);
      return undefined;
    }
  }

  /** Logs why the first order of an answer was kept. */
  note(reranking: Reranking | undefined): void {
    if (!reranking?.failure) return;
    const { code, message, hint } = shownError(reranking.failure.error);
    this.parts.logger.warn(`The order was not refined: ${code}: ${message} ${hint}`);
  }

  private async askFor(host: string, label: string): Promise<void> {
    const { memento, consents } = this.parts;
    const declined = memento.get<readonly string[]>(declinedKey, []);
    if (this.asked.has(host) || declined.includes(host)) return;
    this.asked.add(host);
    const [agree, decline] = [l10n.t('Agree'), l10n.t('Not in This Workspace')];
    const question = l10n.t('The reranker {0} is not used in this workspace yet. {1}', label, sentText(host));
    const answer = await showInformation(question, agree, decline);
    if (answer === agree) await consents.give(host);
    else if (answer === decline) await memento.update(declinedKey, [...declined, host]);
  }
}
