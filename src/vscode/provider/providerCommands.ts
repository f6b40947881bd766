import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { CancelledError, errorDataOf, SemanticSearchError } from '../../common/errors';
import type { Logger } from '../../common/logger';
import type { ProviderInfo } from '../../common/providerInfo';
import { readNetworkOptions, readProviderChoice } from '../configuration';
import { commands } from '../contributions';
import { isTrusted } from '../workspaceTrust';
import type { ApiKeys } from './apiKeys';
import { changeKey, chooseProvider, planSending } from './chooseProvider';
import type { Consents } from './consents';
import { PreviewDocuments } from './previewDocuments';
import type { SendingOffer } from './previewText';
import { builtinChoice, type ProviderChoice } from './providerChoice';
import type { ProviderTrial } from './providerTrial';
import { SendingPreview } from './sendingPreview';
import { choiceOf, draftOf, hostOf, type Draft } from './steps/draft';
import { Stage } from './steps/stage';
import type { StepContext } from './steps/step';
import { showError, showInformation } from '../messages';

/** What the commands about the provider need. */
export interface ProviderCommandParts {
  readonly keys: ApiKeys;
  readonly consents: Consents;
  /** Makes a choice that of the settings, and has its index built. */
  readonly adopt: (choice: ProviderChoice) => Promise<void>;
  /** The providers there are: asked of the engine that runs already. */
  readonly providers: () => Promise<readonly ProviderInfo[]>;
  /** Makes the thread that a choice is tried in, anew for each command. */
  readonly createTrial: () => ProviderTrial;
  readonly logger: Logger;
}

/** A command under way: its steps, and the preview that may end it. */
interface CommandContext extends StepContext {
  readonly consents: Consents;
  readonly preview: SendingPreview;
  readonly adopt: (choice: ProviderChoice) => Promise<void>;
}

/**
 * The commands about the provider. They change settings, keys and consents, and nothing else: what follows from that is up to
 * who listens to those.
 */
export function registerProviderCommands(parts: ProviderCommandParts): vscode.Disposable {
  const { keys, consents, adopt, providers } = parts;
  const documents = new PreviewDocuments();
  const preview = new SendingPreview(documents);
  const withSteps = async (act: (context: CommandContext) => Promise<void>): Promise<void> => {
    const stage = new Stage();
    const trial = parts.createTrial();
    const current = readProviderChoice();
    try {
      const network = readNetworkOptions();
      await act({ stage, trial, providers, keys, consents, preview, adopt, current, network });
    } finally {
      stage.dispose();
      trial.dispose();
    }
  };
  const inTrust = async (act: (context: CommandContext) => Promise<void>): Promise<void> => {
    if (await isTrusted(restrictedMode())) await withSteps(act);
  };
  const guarded = (act: () => Promise<void>) => () => reportErrors(act, parts.logger);
  return vscode.Disposable.from(
    documents,
    vscode.commands.registerCommand(
      commands.chooseProvider,
      guarded(() => inTrust(choose)),
    ),
    vscode.commands.registerCommand(
      commands.setApiKey,
      guarded(() => inTrust(setKey)),
    ),
    vscode.commands.registerCommand(
      commands.forgetApiKey,
      guarded(() => withSteps(forgetKey)),
    ),
    vscode.commands.registerCommand(
      commands.reviewSending,
      guarded(() => inTrust(reviewSending)),
    ),
  );
}

async function choose(context: CommandContext): Promise<void> {
  const draft = await chooseProvider(context);
  if (!draft) {
    await context.adopt(builtinChoice);
    return;
  }
  const offer = offerOf(draft);
  if (!offer) {
    await context.adopt(choiceOf(draft));
    void showInformation(
      l10n.t(
        'Semantic Search uses {0} now. No folder is open, so nothing is sent; you are asked when there is something to send.',
        draft.info.label,
      ),
    );
    return;
  }
  if (!(await context.preview.confirm(offer, context.stage))) return;
  await context.consents.give(offer.host);
  await context.adopt(choiceOf(draft));
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
  const { consents, preview, stage } = context;
  const draft = await draftInForce(context);
  if (!draft) return;
  const offer = offerOf(await planSending(context, draft));
  if (!offer) {
    void showInformation(l10n.t('No folder is open: nothing is sent.'));
  } else if (consents.has(offer.host)) {
    stage.dispose();
    await preview.show(offer);
    void offerWithdrawal(offer, consents);
  } else if (await preview.confirm(offer, stage)) {
    await consents.give(offer.host);
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

/** The choice of the settings, to go on from; undefined where it needs none of this, and a person was told so. */
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
  return { ...draft, storedKey: await keys.get(draft.info.id, host) };
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

/** What a person would agree to; undefined where there is nothing to send, since no folder is open. */
function offerOf(draft: Draft): SendingOffer | undefined {
  const { info, model, plan } = draft;
  const host = hostOf(draft);
  if (!plan || host === undefined) return undefined;
  return { provider: info.label, model: model?.id ?? '', host, price: model?.price, plan };
}

async function offerChoice(message: string): Promise<void> {
  const choose = l10n.t('Choose Embedding Provider…');
  const answer = await showInformation(message, choose);
  if (answer === choose) await vscode.commands.executeCommand(commands.chooseProvider);
}

function restrictedMode(): string {
  return l10n.t(
    'In a restricted workspace only the built-in model is used, and nothing is sent. Trust the workspace to choose another provider.',
  );
}

async function reportErrors(act: () => Promise<void>, logger: Logger): Promise<void> {
  try {
    await act();
  } catch (error) {
    if (error instanceof CancelledError) return;
    const { code, message, hint } = errorDataOf(error);
    logger.error(`${code}: ${message} ${hint}`);
    const showLog = l10n.t('Show Log');
    const firstLine = hint.split('\n', 1)[0] ?? '';
    void showError(`${message} ${firstLine}`.trim(), showLog).then((answer) => {
      if (answer === showLog) void vscode.commands.executeCommand(commands.showLog);
    });
  }
}
