import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { addressStep } from './steps/addressStep';
import { back } from './steps/back';
import { draftOf, withStoredKey, type Draft } from './steps/draft';
import { keyStep } from './steps/keyStep';
import { planStep } from './steps/planStep';
import { providerStep } from './steps/providerStep';
import { runSteps, type NumberedStep } from './steps/runSteps';
import type { StepContext } from './steps/step';
import { summaryStep } from './steps/summaryStep';
import { testStepWith } from './steps/testStep';

const always = (): boolean => true;
const hasFolders = (): boolean => (vscode.workspace.workspaceFolders ?? []).length > 0;
const needsAddress = ({ info }: Draft): boolean => info.baseUrl === undefined;

/** Always asked, even if a key is stored: the command is for changing it. */
const numberedKeyStep: NumberedStep = {
  name: 'key',
  ask: keyStep,
  isCounted: always,
  isNeeded: ({ info }) => info.key !== 'none',
};
const numberedSummaryStep: NumberedStep = {
  name: 'summary',
  ask: summaryStep,
  isCounted: always,
  isNeeded: always,
};

/** Steps after the choice of a provider: required input that has no default, then a summary in which everything can be changed. */
const choosingSteps: readonly NumberedStep[] = [
  { name: 'address', ask: addressStep, isCounted: always, isNeeded: needsAddress },
  {
    name: 'key',
    ask: keyStep,
    // With an address step, the key counts as part of that step.
    isCounted: (draft) => !needsAddress(draft),
    isNeeded: ({ info, storedKey }) => info.key !== 'none' && storedKey === undefined,
  },
  numberedSummaryStep,
];

/** Total shown before a provider is chosen; assumes that all steps follow. */
const mostSteps = 3;

/**
 * Lets the user choose a provider, tests it, and asks for confirmation of the summary.
 *
 * @returns undefined for the built-in model
 * @throws CancelledError when closed; SemanticSearchError
 */
export async function chooseProvider(context: StepContext): Promise<Draft | undefined> {
  let active: string | undefined;
  for (;;) {
    const title = l10n.t('Choose Embedding Provider');
    const frame = { title, step: 1, totalSteps: mostSteps, hasBack: false };
    const info = await providerStep(context, frame, active);
    if (!info) return undefined;
    active = info.id;
    const first = await withStoredKey(context.keys, draftOf(info, context.current));
    const draft = await runSteps(context, first, choosingSteps, {
      titleOf: () => l10n.t('Choose Embedding Provider: {0}', info.label),
      stepsBefore: 1,
    });
    if (draft !== back) return draft;
  }
}

/**
 * Asks for the key of a provider, tests and stores it.
 *
 * @throws CancelledError when closed; SemanticSearchError
 */
export async function changeKey(context: StepContext, draft: Draft): Promise<void> {
  const test = { name: 'test', ask: testStepWith(['key']), isCounted: always, isNeeded: always } as const;
  await runSteps(context, draft, [numberedKeyStep, test], {
    titleOf: ({ info }) => l10n.t('Set API Key: {0}', info.label),
  });
}

/**
 * Determines what a draft would send.
 *
 * @returns the draft, without a plan if no folder is open
 * @throws CancelledError when closed; SemanticSearchError
 */
export async function planSending(context: StepContext, draft: Draft): Promise<Draft> {
  const plan = { name: 'plan', ask: planStep, isCounted: always, isNeeded: hasFolders } as const;
  return (await reviewed(context, draft, plan)) ?? draft;
}

/**
 * Shows what a draft would send, and asks for consent.
 *
 * @returns the confirmed draft; undefined without consent
 * @throws CancelledError when closed
 */
export function reviewSummary(context: StepContext, draft: Draft): Promise<Draft | undefined> {
  return reviewed(context, draft, numberedSummaryStep);
}

async function reviewed(context: StepContext, draft: Draft, step: NumberedStep): Promise<Draft | undefined> {
  const answer = await runSteps(context, draft, [step], {
    titleOf: () => l10n.t('Review Data Sent to Provider'),
  });
  return answer === back ? undefined : answer;
}
