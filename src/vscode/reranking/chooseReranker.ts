import * as l10n from '@vscode/l10n';
import type { NetworkOptions } from '../../common/contracts/engineOptions';
import type { ProviderInfo } from '../../common/contracts/providerInfo';
import { CancelledError } from '../../common/errors/errors';
import { isThisMachine } from '../../common/thisMachine';
import type { ApiKeys } from '../provider/apiKeys';
import { hostOfChoice } from '../provider/providerChoice';
import { checkAddress, tidyAddress } from '../provider/steps/address';
import { back, type Back } from '../provider/steps/back';
import { checkKey, keyPlaceholder } from '../provider/steps/keyText';
import type { Stage } from '../provider/steps/stage';
import { confirmReranker, type TestReranker } from './confirmReranker';
import { noReranker, type RerankerChoice } from './rerankerChoice';
import { anotherModel, rerankerRows, rerankModelRows } from './rerankerText';

/** Dependencies of {@link chooseReranker}. */
export interface ChooseRerankerParts {
  readonly stage: Stage;
  readonly rerankers: () => Promise<readonly ProviderInfo[]>;
  readonly keys: Pick<ApiKeys, 'get'>;
  readonly network: NetworkOptions;
  readonly test: TestReranker;
  /** The configured choice; undefined if no reranker is configured. */
  readonly current: RerankerChoice | undefined;
}

/** A reranker that the user has confirmed. */
export interface ConfirmedReranker {
  readonly choice: RerankerChoice;
  readonly host: string;
  /** Newly entered. */
  readonly newKey: string | undefined;
}

/** Answers so far. */
interface Draft {
  readonly info: ProviderInfo;
  readonly baseUrl?: string | undefined;
  readonly model?: string | undefined;
  readonly newKey?: string | undefined;
}

type Ask = (parts: ChooseRerankerParts, draft: Draft) => Promise<Draft | Back | undefined>;

/**
 * Lets the user choose a reranker, tests it with texts of our own, and asks for confirmation of what is sent.
 *
 * @returns undefined for no reranker
 * @throws CancelledError when closed; SemanticSearchError
 */
export async function chooseReranker(parts: ChooseRerankerParts): Promise<ConfirmedReranker | undefined> {
  const { current } = parts;
  for (;;) {
    const info = await askService(parts);
    if (!info) return undefined;
    const known = current?.reranker === info.id ? current : undefined;
    const draft = await askAll(parts, { info, baseUrl: known?.baseUrl, model: known?.model });
    if (draft === back) continue;
    const choice = { reranker: info.id, model: draft.model, baseUrl: draft.baseUrl };
    return { choice, host: hostOf(draft), newKey: draft.newKey };
  }
}

/** Asks one step after the other. A step that is not needed answers undefined, and is passed over in both directions. */
async function askAll(parts: ChooseRerankerParts, first: Draft): Promise<Draft | Back> {
  const steps: readonly Ask[] = [askAddress, askModel, askKey, confirm];
  const trail: { readonly at: number; readonly draft: Draft }[] = [];
  let draft = first;
  for (let at = 0; at < steps.length;) {
    const answer = await steps[at]!(parts, draft);
    if (answer === back) {
      const last = trail.pop();
      if (!last) return back;
      ({ at, draft } = last);
      continue;
    }
    if (answer) {
      trail.push({ at, draft });
      draft = answer;
    }
    at++;
  }
  return draft;
}

async function askService({
  stage,
  rerankers,
  current,
}: ChooseRerankerParts): Promise<ProviderInfo | undefined> {
  const infos = await rerankers();
  const id = await stage.pick<string>({
    frame: { title: l10n.t('Choose Reranker'), hasBack: false },
    content: {
      placeholder: l10n.t('Select a reranker: it puts the first results in a better order'),
      rows: rerankerRows(infos, current),
    },
  });
  if (id === back) throw new CancelledError();
  return id === noReranker ? undefined : infos.find((info) => info.id === id);
}

/** Only a server of the user has another address than the default one, as a rule. */
const askAddress: Ask = async ({ stage }, draft) => {
  const { info } = draft;
  if (info.key === 'required') return undefined;
  const address = await stage.ask({
    frame: frameOf(info),
    value: draft.baseUrl ?? info.baseUrl,
    placeholder: info.baseUrl,
    prompt: l10n.t('Base URL, the part before /rerank. Pasting the full URL works too.'),
    documentation: info.documentation,
    check: checkAddress,
  });
  if (address === back) return back;
  const tidy = tidyAddress(address);
  return { ...draft, baseUrl: tidy === info.baseUrl ? undefined : tidy };
};

const askModel: Ask = async ({ stage }, draft) => {
  const { info } = draft;
  const chosen = await stage.pick<string>({
    frame: frameOf(info),
    content: {
      placeholder: l10n.t('Select a reranker model'),
      rows: rerankModelRows(info, draft.model ?? info.defaultModel),
    },
  });
  if (chosen === back) return back;
  if (chosen !== anotherModel) return withModel(draft, chosen);
  const id = await stage.ask({
    frame: frameOf(info),
    value: draft.model,
    placeholder: info.defaultModel,
    prompt: l10n.t('Model name used by {0}.', info.label),
    documentation: info.documentation,
    check: (text) =>
      text.trim() === '' ? { severity: 'error', text: l10n.t('A name is required.') } : undefined,
  });
  return id === back ? back : withModel(draft, id);
};

const askKey: Ask = async ({ stage, keys }, draft) => {
  const { info } = draft;
  const host = hostOf(draft);
  const isStored = (await keys.get(info.id, host)) !== undefined;
  const isRequired = info.key === 'required';
  if (isStored || (!isRequired && isThisMachine(host))) return undefined;
  const key = await stage.ask({
    frame: frameOf(info),
    isSecret: true,
    value: draft.newKey,
    placeholder: keyPlaceholder(info.key, false),
    prompt: l10n.t(
      'API key of {0} for {1}. It is stored in the secret storage of VS Code, never in the settings.',
      info.label,
      host,
    ),
    documentation: info.documentation,
    check: (text) => checkKey(text, isRequired),
  });
  return key === back ? back : { ...draft, newKey: key === '' ? undefined : key };
};

const confirm: Ask = async ({ stage, keys, network, test }, draft) => {
  const { info, newKey } = draft;
  const host = hostOf(draft);
  const choice = { reranker: info.id, model: draft.model, baseUrl: draft.baseUrl };
  const apiKey = newKey ?? (await keys.get(info.id, host));
  const isAgreed = await confirmReranker({
    stage,
    test,
    frame: frameOf(info),
    info,
    host,
    choice,
    apiKey,
    network,
  });
  return isAgreed ? draft : back;
};

function withModel(draft: Draft, model: string): Draft {
  return { ...draft, model: model === draft.info.defaultModel ? undefined : model };
}

function hostOf({ info, baseUrl }: Draft): string {
  return hostOfChoice({ provider: info.id, baseUrl }, info) ?? '';
}

function frameOf({ label }: ProviderInfo) {
  return { title: l10n.t('Choose Reranker: {0}', label), hasBack: true };
}
