import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { ProviderOptions } from '../../common/contracts/engineOptions';
import {
  defaultMaxCost,
  defaultQuestions,
  type EvaluationPlan,
  type EvaluationReport,
} from '../../common/contracts/evaluation';
import { CancelledError } from '../../common/errors/errors';
import { registerCommand } from '../commands';
import { readNetworkOptions, readProviderChoice } from '../configuration';
import { commands } from '../contributions';
import { showInformation } from '../messages';
import { builtinChoice, isThisMachine, providerOptionsOf } from '../provider/providerChoice';
import type { ProviderCommandParts } from '../provider/providerCommands';
import type { ProviderTrial } from '../provider/providerTrial';
import { reportErrors } from '../reportErrors';
import { isTrusted } from '../workspaceTrust';
import { chooseModels } from './chooseModels';
import { comparableModels } from './comparableModels';
import { showComparison } from './comparisonPanel';
import { askLimit, confirmSending } from './confirmSending';
import { withProgress } from './withProgress';

/** Dependencies of the comparison. */
export interface ComparisonParts extends Pick<
  ProviderCommandParts,
  'keys' | 'providers' | 'createTrial' | 'logger'
> {
  readonly extensionUri: vscode.Uri;
}

/** Registers the command that compares models on the workspace. */
export function registerComparison(parts: ComparisonParts): vscode.Disposable {
  return registerCommand(commands.compareModels, () =>
    reportErrors(async () => {
      if (await isTrusted(l10n.t('In a restricted workspace, models are not compared: nothing is sent.')))
        await compare(parts);
    }, parts.logger),
  );
}

async function compare({ keys, providers, createTrial, extensionUri }: ComparisonParts): Promise<void> {
  const trial = createTrial();
  try {
    const network = readNetworkOptions();
    const current = readProviderChoice();
    const models = providers().then((infos) => comparableModels({ infos, keys, current, network, trial }));
    const chosen = await chooseModels(models);
    const candidates = [
      ...(chosen.hasBuiltin ? [builtinChoice] : []),
      ...chosen.models.map(({ choice, apiKey }) => providerOptionsOf(choice, apiKey, network)),
    ];
    const hosts = chosen.models.map(({ host }) => host).filter((host) => !isThisMachine(host));
    await agree(trial, candidates, [...new Set(hosts)]);
    const report = await run(trial);
    if (report) showComparison(report, extensionUri);
  } finally {
    trial.dispose();
  }
}

/** Plans until the user agrees to what would be sent. @throws CancelledError */
async function agree(
  trial: ProviderTrial,
  candidates: readonly ProviderOptions[],
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
