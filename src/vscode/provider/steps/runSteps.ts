import { back, type Back } from './back';
import type { Draft } from './draft';
import type { Step, StepContext, StepName } from './step';

/** A step in its place. */
export interface PlacedStep {
  readonly name: StepName;
  readonly ask: Step;
  /** Whether a person sees it as a step of its own; if not, it has the number of the one before. */
  isCounted(draft: Draft): boolean;
  isNeeded(draft: Draft): boolean;
}

/** How steps are shown. */
export interface StepsFrame {
  readonly titleOf: (draft: Draft) => string;
  /** Steps that were counted before these; undefined where they are not counted. */
  readonly stepsBefore?: number | undefined;
}

/**
 * Goes through steps, and back where a person wants to.
 *
 * @returns the draft as it is after the last step, or `back` where a person left the first one that way
 * @throws CancelledError when one is closed
 */
export async function runSteps(
  context: StepContext,
  first: Draft,
  steps: readonly PlacedStep[],
  { titleOf, stepsBefore }: StepsFrame,
): Promise<Draft | Back> {
  let draft = first;
  let trail: number[] = [];
  let at = 0;
  for (;;) {
    const step = steps[at];
    if (!step) return draft;
    if (!step.isNeeded(draft)) {
      at++;
      continue;
    }
    const answer = await step.ask(context, draft, {
      title: titleOf(draft),
      hasBack: trail.length > 0 || stepsBefore !== undefined,
      ...(stepsBefore !== undefined && numberOf(steps, at, draft, stepsBefore)),
    });
    if (answer === back) {
      const last = trail.pop();
      if (last === undefined) return back;
      at = last;
    } else if ('goTo' in answer) {
      ({ draft } = answer);
      at = steps.findIndex(({ name }) => name === answer.goTo);
      trail = trail.filter((before) => before < at);
    } else {
      draft = answer;
      trail.push(at);
      at++;
    }
  }
}

/** The number of a step, and of how many, as far as the draft tells yet. */
export function numberOf(
  steps: readonly PlacedStep[],
  at: number,
  draft: Draft,
  stepsBefore: number,
): { readonly step: number; readonly totalSteps: number } {
  const isCounted = (step: PlacedStep): boolean => step.isCounted(draft) && step.isNeeded(draft);
  return {
    step: stepsBefore + steps.slice(0, at + 1).filter(isCounted).length,
    totalSteps: stepsBefore + steps.filter(isCounted).length,
  };
}
