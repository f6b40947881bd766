import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { EvaluationCandidate } from '../../common/contracts/engineContract';
import type { NetworkOptions } from '../../common/contracts/engineOptions';
import {
  defaultMaxCost,
  defaultQuestions,
  type EvaluationPlan,
  type EvaluationReport,
} from '../../common/contracts/evaluation';
import { CancelledError } from '../../common/errors/errors';
import { isThisMachine } from '../../common/thisMachine';
import { readNetworkOptions, readProviderChoice, readRerankerChoice } from '../configuration';
import { showInformation } from '../messages';
import { builtinChoice, providerOptionsOf } from '../provider/providerChoice';
import type { ProviderCommandParts } from '../provider/providerActions';
import type { ProviderTrial } from '../provider/providerTrial';
import type { OpenResult } from '../search/revealResult';
import type { EngineCaller } from '../services';
import { chooseModels, chooseReranked, type Comparable } from './chooseModels';
import { comparableModels, type ComparableModel } from './comparableModels';
import { comparableRerankers } from './comparableRerankers';
import { showComparison } from './comparisonPanel';
import { askLimit, confirmSending } from './confirmSending';
import { withProgress } from './withProgress';

/** Dependencies of the comparison. */
export interface ComparisonParts extends Pick<
  ProviderCommandParts,
  'keys' | 'providers' | 'createTrial' | 'logger'
> {
  readonly engine: EngineCaller;
  readonly extensionUri: vscode.Uri;
  readonly openResult: OpenResult;
}

/**
 * Lets the user choose models, asks for consent, compares them on questions made from the workspace, and shows the result.
 *
 * @throws CancelledError if the user ends it
 */
export async function compareModels(parts: ComparisonParts): Promise<void> {
  const { createTrial, extensionUri, openResult } = parts;
  const trial = createTrial();
  try {
    const network = readNetworkOptions();
    const chosen = await chooseModels(findComparable(parts, trial, network));
    const reranked = await chooseReranked(chosen);
    const optionsOf = (model: ComparableModel | undefined): EvaluationCandidate =>
      model ? providerOptionsOf(model.choice, model.apiKey, network) : builtinChoice;
    const candidates = [
      ...(chosen.hasBuiltin ? [builtinChoice] : []),
      ...chosen.models.map(optionsOf),
      ...reranked.map(({ model, reranker }) => ({ ...optionsOf(model), rerank: reranker.options })),
    ];
    const services = [...chosen.models, ...reranked.map(({ reranker }) => reranker)];
    const hosts = services.map(({ host }) => host).filter((host) => !isThisMachine(host));
    await agree(trial, candidates, [...new Set(hosts)]);
    const report = await run(trial);
    if (report) showComparison(report, extensionUri, openResult);
  } finally {
    trial.dispose();
  }
}

async function findComparable(
  { keys, providers, engine }: ComparisonParts,
  trial: ProviderTrial,
  network: NetworkOptions,
): Promise<Comparable> {
  const [infos, rerankers] = await Promise.all([providers(), engine.call('rerankers', null)]);
  return {
    models: await comparableModels({ infos, keys, current: readProviderChoice(), network, trial }),
    rerankers: await comparableRerankers({
      ...{ infos: rerankers, keys, network },
      current: readRerankerChoice(),
    }),
  };
}

/** Plans until the user agrees to what would be sent. @throws CancelledError */
async function agree(
  trial: ProviderTrial,
  candidates: readonly EvaluationCandidate[],
  hosts: readonly string[],
): Promise<void> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  for (let maxCost = defaultMaxCost; ;) {
    const limits = { questions: defaultQuestions, maxCost };
    const plan = await withProgress<EvaluationPlan>(l10n.t('Preparing the comparison'), (options) =>
      trial.planComparison(candidates, folders, limits, options),
    );
    if ((await confirmSending(plan, maxCost, hosts)) === 'start') return;
    maxCost = await askLimit(maxCost);
  }
}

/** Runs the plan. After a cancellation, the user can resume it. @returns undefined if it was not resumed */
async function run(trial: ProviderTrial): Promise<EvaluationReport | undefined> {
  for (;;) {
    try {
      return await withProgress(l10n.t('Comparing models'), (options) => trial.compare(options));
    } catch (error) {
      if (!(error instanceof CancelledError)) throw error;
      const resume = l10n.t('Resume');
      const answer = await showInformation(
        l10n.t('The comparison was cancelled. What was received is kept and is not sent again.'),
        resume,
      );
      if (answer !== resume) return undefined;
    }
  }
}
