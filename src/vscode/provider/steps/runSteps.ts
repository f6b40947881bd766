import { back, type Back } from './back';
import type { Draft } from './draft';
import type { Step, StepContext, StepName } from './step';

/** A step with its position in a sequence. */
export interface NumberedStep {
  readonly name: StepName;
  readonly ask: Step;
  /** Whether the step has its own number; if not, it has the number of the previous one. */
  isCounted(draft: Draft): boolean;
  isNeeded(draft: Draft): boolean;
}

/** Title and numbering of the steps. */
export interface StepsFrame {
  readonly titleOf: (draft: Draft) => string;
  /** Number of steps counted before these; undefined if steps are not counted. */
  readonly stepsBefore?: number | undefined;
}

/**
 * Runs steps in order, and goes back when the user wants to.
 *
 * @returns the draft after the last step, or `back` if the user went back from the first one
 * @throws CancelledError when a step is closed
 */
export async function runSteps(
  context: StepContext,
  first: Draft,
  steps: readonly NumberedStep[],
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

/** Number of a step and the total, as far as the draft determines them. */
export function numberOf(
  steps: readonly NumberedStep[],
  at: number,
  draft: Draft,
  stepsBefore: number,
): { readonly step: number; readonly totalSteps: number } {
  const isCounted = (step: NumberedStep): boolean => step.isCounted(draft) && step.isNeeded(draft);
  return {
    step: stepsBefore + steps.slice(0, at + 1).filter(isCounted).length,
    totalSteps: stepsBefore + steps.filter(isCounted).length,
  };
}
