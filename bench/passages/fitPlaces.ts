import { placeSignalNames, placeWeights } from '../../src/engine/ranking/places';
import { fitWeights, type Judged } from '../quality/fit';

/** A question, and the chunks of the file that answers it. */
export interface JudgedPassage extends Judged<(typeof placeSignalNames)[number]> {
  readonly repository: string;
}

const penalty = 0.003;

/**
 * Prints how often the right chunk of the right file is first, with the current weights and with fitted ones, and the
 * fitted weights.
 */
export function fitPlaces(passages: readonly JudgedPassage[]): void {
  const choices = passages.filter(
    ({ candidates }) => candidates.length > 1 && candidates.some(({ isTarget }) => isTarget),
  );
  const known = new Map<string, readonly number[]>();
  const fittedWithout = (repository: string): readonly number[] => {
    const others = choices.filter((choice) => choice.repository !== repository);
    const weights = known.get(repository) ?? [...fitWeights(placeSignalNames, others, penalty)];
    known.set(repository, weights);
    return weights;
  };
  const inForce = placeSignalNames.map((name) => placeWeights[name]);
  console.log(
    `\nThe right place comes first among those of its file, of ${choices.length} files with several:`,
  );
  console.log(`  by the weights in force            ${share(choices, () => inForce)}`);
  console.log(
    `  by weights fitted without its repository ${share(choices, (choice) => fittedWithout(choice.repository))}`,
  );
  const weights = fitWeights(placeSignalNames, choices, penalty);
  console.log(placeSignalNames.map((name, i) => `  ${name}: ${weights[i]!.toFixed(2)}`).join('\n'));
}

function share(
  choices: readonly JudgedPassage[],
  weightsFor: (choice: JudgedPassage) => readonly number[],
): string {
  const right = choices.filter((choice) => {
    const weights = weightsFor(choice);
    const scores = choice.candidates.map(({ signals }) =>
      placeSignalNames.reduce((sum, name, i) => sum + weights[i]! * signals[name], 0),
    );
    return choice.candidates[scores.indexOf(Math.max(...scores))]!.isTarget;
  });
  return (right.length / Math.max(1, choices.length)).toFixed(3);
}
