import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { SemanticSearchError } from '../../common/errors/errors';
import type { ProviderInfo } from '../../common/contracts/providerInfo';
import type { Logger } from '../../common/logger';
import { isThisMachine } from '../../common/thisMachine';
import { runCommand } from '../commands';
import { readNetworkOptions, readProviderChoice } from '../configuration';
import { commands } from '../contributions';
import { showInformation } from '../messages';
import type { ReadOnlyDocuments } from '../readOnlyDocuments';
import { changeKey, chooseProvider, planSending, reviewSummary } from './chooseProvider';
import type { ApiKeys } from './apiKeys';
import type { Consents } from './consents';
import type { SendingEstimate, SendingOffer } from './previewText';
import { builtinChoice, isSameChoice, type ProviderChoice } from './providerChoice';
import type { ProviderTrial } from './providerTrial';
import { showOffer } from './showOffer';
import { choiceOf, draftOf, hostOf, offerOf, withStoredKey, type Draft } from './steps/draft';
import { Stage } from './steps/stage';
import type { StepContext } from './steps/step';

/** Dependencies of the provider commands. */
export interface ProviderCommandParts {
  readonly keys: ApiKeys;
  readonly consents: Consents;
  /** Runs what the user has agreed to and writes the choice to the settings, as one change; then its index is built. */
  readonly adopt: (choice: ProviderChoice, agree?: () => Promise<void>) => Promise<void>;
  /** All known providers, from the running engine. */
  readonly providers: () => Promise<readonly ProviderInfo[]>;
  /** Creates the thread in which a choice is tested; a new one for each command. */
  readonly createTrial: () => ProviderTrial;
  /** Amount that a new index of the workspace would send, estimated from the current one; undefined if no index is complete. */
  readonly estimate: () => Promise<SendingEstimate | undefined>;
  readonly logger: Logger;
}

/** Context of a running command: its steps and its possible effects. */
interface CommandContext extends StepContext {
  readonly consents: Consents;
  readonly adopt: ProviderCommandParts['adopt'];
}

/** What the provider commands do. */
export type ProviderAction = keyof typeof actions;

const actions = { choose, setKey, forgetKey, reviewSending };

/**
 * Runs a provider command in the window.
 *
 * @param documents show what would be sent
 * @throws CancelledError if the user ends it, or the error of a provider or a setting
 */
export async function runProviderAction(
  action: ProviderAction,
  parts: ProviderCommandParts,
  documents: ReadOnlyDocuments,
): Promise<void> {
  const { keys, consents, adopt, providers, estimate } = parts;
  const stage = new Stage();
  const trial = parts.createTrial();
  const current = readProviderChoice();
  try {
    const network = readNetworkOptions();
    await actions[action]({
      ...{ stage, trial, providers, keys, consents, documents, estimate, adopt, current, network },
    });
  } finally {
    stage.dispose();
    trial.dispose();
  }
}

async function choose(context: CommandContext): Promise<void> {
  const draft = await chooseProvider(context);
  if (!draft) {
    await context.adopt(builtinChoice);
    return;
  }
  await accept(context, draft);
  if ((vscode.workspace.workspaceFolders ?? []).length > 0) return;
  void showInformation(
    l10n.t(
      'Semantic Search uses {0} now. No folder is open, so nothing is sent; you are asked when there is something to send.',
      draft.info.label,
    ),
  );
}

/** Applies a draft after the user has confirmed its summary. */
async function accept({ adopt, consents, keys }: CommandContext, draft: Draft): Promise<void> {
  const host = hostOf(draft);
  await adopt(choiceOf(draft), async () => {
    if (host === undefined) return;
    if (draft.newKey !== undefined) await keys.store(draft.info.id, host, draft.newKey);
    // Data that stays on this machine needs no consent. Without an open folder, the user has not seen what would be sent.
    const isSent = !isThisMachine(host) && (vscode.workspace.workspaceFolders ?? []).length > 0;
    if (isSent) await consents.give(host);
  });
}

async function setKey(context: CommandContext): Promise<void> {
  const draft = await draftInForce(context);
  if (!draft) return;
  if (draft.info.key === 'none') {
    void showInformation(l10n.t('{0} does not use an API key.', draft.info.label));
    return;
  }
  await changeKey(context, draft);
}

async function forgetKey(context: CommandContext): Promise<void> {
  const draft = await draftInForce(context);
  const host = draft && hostOf(draft);
  if (!draft || host === undefined) return;
  const { id, label } = draft.info;
  const isStored = (await context.keys.get(id, host)) !== undefined;
  if (isStored) await context.keys.forget(id, host);
  void showInformation(
    isStored
      ? l10n.t('The API key of {0} for {1} was removed.', label, host)
      : l10n.t('No API key is stored for {0} at {1}.', label, host),
  );
}

async function reviewSending(context: CommandContext): Promise<void> {
  const { consents, documents, stage } = context;
  const draft = await draftInForce(context);
  const host = draft && hostOf(draft);
  if (!draft || host === undefined) return;
  if ((vscode.workspace.workspaceFolders ?? []).length === 0) {
    void showInformation(l10n.t('No folder is open: nothing is sent.'));
  } else if (consents.has(host) || isThisMachine(host)) {
    const offer = offerOf(await planSending(context, draft));
    stage.dispose();
    if (!offer) return;
    await showOffer(documents, offer);
    if (consents.has(host)) void offerWithdrawal(offer, consents);
  } else {
    const agreed = await reviewSummary(context, draft);
    if (!agreed) return;
    const isAsInForce = isSameChoice(choiceOf(agreed), choiceOf(draft)) && agreed.newKey === undefined;
    // Unchanged settings are not written.
    if (isAsInForce) await consents.give(host);
    else await accept(context, agreed);
  }
}

async function offerWithdrawal({ host }: SendingOffer, consents: Consents): Promise<void> {
  const stop = l10n.t('Stop Sending');
  const answer = await showInformation(
    l10n.t('You agreed to send texts of this workspace to {0}.', host),
    stop,
  );
  if (answer === stop) await consents.withdraw(host);
}

/** A draft of the configured choice; undefined if the command does not apply to it, and then the user has been notified. */
async function draftInForce(context: CommandContext): Promise<Draft | undefined> {
  const { current, providers, keys } = context;
  if (current.provider === 'builtin') {
    void offerChoice(
      l10n.t('The built-in model runs on this machine: it needs no key, and nothing is sent.'),
    );
    return undefined;
  }
  const draft = draftOf(infoOf(await providers(), current), current);
  const host = hostOf(draft);
  if (host === undefined) {
    void offerChoice(l10n.t('{0} has no address yet.', draft.info.label));
    return undefined;
  }
  return withStoredKey(keys, draft);
}

function infoOf(infos: readonly ProviderInfo[], { provider }: ProviderChoice): ProviderInfo {
  const info = infos.find(({ id }) => id === provider);
  if (info) return info;
  throw new SemanticSearchError(
    'PROVIDER_UNKNOWN',
    l10n.t('There is no provider "{0}".', provider),
    l10n.t(
      'Run "Semantic Search: Choose Embedding Provider…", or correct the setting semanticSearch.provider.',
    ),
  );
}

async function offerChoice(message: string): Promise<void> {
  const choose = l10n.t('Choose Embedding Provider…');
  const answer = await showInformation(message, choose);
  if (answer === choose) await runCommand(commands.chooseProvider);
}
