import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { addressStep } from './steps/addressStep';
import { back } from './steps/back';
import { hasOtherDimensions } from './steps/dimensionRows';
import { dimensionsStep } from './steps/dimensionsStep';
import { draftOf, type Draft } from './steps/draft';
import { keyStep } from './steps/keyStep';
import { modelStep } from './steps/modelStep';
import { planStep } from './steps/planStep';
import { providerStep } from './steps/providerStep';
import { resultPathStep } from './steps/resultPathStep';
import { runSteps, type PlacedStep } from './steps/runSteps';
import type { StepContext } from './steps/step';
import { testStepWith } from './steps/testStep';

const keyPlace: PlacedStep = {
  name: 'key',
  ask: keyStep,
  isCounted: true,
  isNeeded: ({ info }) => info.key !== 'none',
};
const planPlace: PlacedStep = {
  name: 'plan',
  ask: planStep,
  isCounted: true,
  isNeeded: () => (vscode.workspace.workspaceFolders ?? []).length > 0,
};
const always = (): boolean => true;

/** What follows the choice of a provider. */
const choosingSteps: readonly PlacedStep[] = [
  { name: 'address', ask: addressStep, isCounted: true, isNeeded: always },
  keyPlace,
  { name: 'model', ask: modelStep, isCounted: true, isNeeded: always },
  {
    name: 'dimensions',
    ask: dimensionsStep,
    isCounted: false,
    isNeeded: ({ model }) => model !== undefined && hasOtherDimensions(model),
  },
  {
    name: 'resultPath',
    ask: resultPathStep,
    isCounted: false,
    isNeeded: ({ needsResultPath }) => needsResultPath ?? false,
  },
  {
    name: 'test',
    ask: testStepWith(['address', 'key', 'model', 'resultPath']),
    isCounted: true,
    isNeeded: always,
  },
  planPlace,
];

/** The steps up to where the preview begins: before a provider is chosen, all of them are expected. */
const mostSteps = 1 + choosingSteps.filter(({ isCounted }) => isCounted).length;

/**
 * Leads to a provider that has been tested, and to what would be sent to it.
 *
 * @returns undefined for the built-in model; a draft without a plan where no folder is open
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
    const draft = await runSteps(context, draftOf(info, context.current), choosingSteps, {
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
  const test = { name: 'test', ask: testStepWith(['key']), isCounted: true, isNeeded: always } as const;
  await runSteps(context, draft, [keyPlace, test], {
    titleOf: ({ info }) => l10n.t('Set API Key: {0}', info.label),
  });
}

/**
 * Finds out what would be sent with a draft.
 *
 * @throws CancelledError when it is closed; SemanticSearchError
 */
export async function planSending(context: StepContext, draft: Draft): Promise<Draft> {
  const planned = await runSteps(context, draft, [planPlace], {
    titleOf: () => l10n.t('Review Data Sent to Provider'),
  });
  return planned === back ? draft : planned;
}
