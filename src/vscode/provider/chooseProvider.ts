import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { addressStep } from './steps/addressStep';
import { back } from './steps/back';
import { draftOf, withStoredKey, type Draft } from './steps/draft';
import { keyStep } from './steps/keyStep';
import { planStep } from './steps/planStep';
import { providerStep } from './steps/providerStep';
import { runSteps, type PlacedStep } from './steps/runSteps';
import type { StepContext } from './steps/step';
import { summaryStep } from './steps/summaryStep';
import { testStepWith } from './steps/testStep';

const always = (): boolean => true;
const hasFolders = (): boolean => (vscode.workspace.workspaceFolders ?? []).length > 0;
const needsAddress = ({ info }: Draft): boolean => info.baseUrl === undefined;

/** Asked for whether or not one is stored: to change it is what the command is for. */
const keyPlace: PlacedStep = {
  name: 'key',
  ask: keyStep,
  isCounted: always,
  isNeeded: ({ info }) => info.key !== 'none',
};
const summaryPlace: PlacedStep = { name: 'summary', ask: summaryStep, isCounted: always, isNeeded: always };

/** What follows the choice of a provider: what cannot be guessed, and a summary in which everything can be changed. */
const choosingSteps: readonly PlacedStep[] = [
  { name: 'address', ask: addressStep, isCounted: always, isNeeded: needsAddress },
  {
    name: 'key',
    ask: keyStep,
    // Beside the address it is the second half of one step.
    isCounted: (draft) => !needsAddress(draft),
    isNeeded: ({ info, storedKey }) => info.key !== 'none' && storedKey === undefined,
  },
  summaryPlace,
];

/** Before a provider is chosen, all steps are expected. */
const mostSteps = 3;

/**
 * Leads to a provider that has been tested, and that a person wants to be used as the summary shows it.
 *
 * @returns undefined for the built-in model
 * @throws CancelledError when it is closed; SemanticSearchError
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
 * @throws CancelledError when it is closed; SemanticSearchError
 */
export async function changeKey(context: StepContext, draft: Draft): Promise<void> {
  const test = { name: 'test', ask: testStepWith(['key']), isCounted: always, isNeeded: always } as const;
  await runSteps(context, draft, [keyPlace, test], {
    titleOf: ({ info }) => l10n.t('Set API Key: {0}', info.label),
  });
}

/**
 * Finds out what would be sent with a draft.
 *
 * @returns the draft without a plan where no folder is open
 * @throws CancelledError when it is closed; SemanticSearchError
 */
export async function planSending(context: StepContext, draft: Draft): Promise<Draft> {
  const plan = { name: 'plan', ask: planStep, isCounted: always, isNeeded: hasFolders } as const;
  return (await reviewed(context, draft, plan)) ?? draft;
}

/**
 * Shows what would be sent with a draft, and asks whether it may be.
 *
 * @returns the draft that a person agreed to; undefined where nobody did
 * @throws CancelledError when it is closed
 */
export function reviewSummary(context: StepContext, draft: Draft): Promise<Draft | undefined> {
  return reviewed(context, draft, summaryPlace);
}

async function reviewed(context: StepContext, draft: Draft, place: PlacedStep): Promise<Draft | undefined> {
  const answer = await runSteps(context, draft, [place], {
    titleOf: () => l10n.t('Review Data Sent to Provider'),
  });
  return answer === back ? undefined : answer;
}
