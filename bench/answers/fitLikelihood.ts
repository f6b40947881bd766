import {
  likelihoodSignalNames,
  passes,
  type LikelihoodRule,
  type LikelihoodSignals,
} from '../../src/engine/ranking/likelihood';

/** The first hits of a question, best first. */
export interface JudgedQuestion {
  readonly repository: string;
  readonly hits: readonly LikelihoodSignals[];
  /** Index of the first hit that answers it, -1 if none of them does; undefined if there is no answer. */
  readonly answer: number | undefined;
}

/** Share of right results that the threshold accepts. */
const kept = 0.97;
/** Hits of an unanswerable question that the regression uses. */
const wrongHits = 10;
const steps = 500;
const rate = 1.5;
const penalty = 1e-3;

/** Prints the rule fitted on all questions, and the results of rules on repositories that they were not fitted on. */
export function printFit(questions: readonly JudgedQuestion[]): void {
  const names = [...new Set(questions.map(({ repository }) => repository))];
  const rules = new Map(
    names.map((name) => [name, fitRule(questions.filter(({ repository }) => repository !== name))]),
  );
  const unanswered = questions.filter(({ answer }) => answer === undefined);
  const answered = questions.filter(({ answer }) => answer !== undefined && answer >= 0);
  const share = (
    list: readonly JudgedQuestion[],
    isRight: (one: JudgedQuestion, rule: LikelihoodRule) => boolean,
  ) =>
    (
      list.filter((one) => isRight(one, rules.get(one.repository)!)).length / Math.max(1, list.length)
    ).toFixed(3);
  console.log('\nEach hit for itself, by rules fitted without its repository:');
  console.log(
    `  no hit of a question without an answer passes  ${share(unanswered, ({ hits }, rule) => !hits.some((hit) => passes(hit, rule)))}`,
  );
  console.log(
    `  the right hit passes                           ${share(answered, ({ hits, answer }, rule) => passes(hits[answer!]!, rule))}`,
  );
  const { weights, threshold } = fitRule(questions);
  console.log('\nThe rule that all questions give:');
  for (const name of likelihoodSignalNames) console.log(`  ${name}: ${weights[name].toFixed(2)}`);
  console.log(`  threshold: ${threshold.toFixed(2)}`);
}

/**
 * Logistic regression that separates right hits from those of unanswerable questions, both with equal weight, by
 * gradient descent.
 */
function fitRule(questions: readonly JudgedQuestion[]): LikelihoodRule {
  const right = questions.flatMap(({ hits, answer }) =>
    answer !== undefined && answer >= 0 ? [hits[answer]!] : [],
  );
  const wrong = questions.flatMap(({ hits, answer }) =>
    answer === undefined ? hits.slice(0, wrongHits) : [],
  );
  const rows = [...right, ...wrong].map((signals) => likelihoodSignalNames.map((name) => signals[name]));
  const { means, deviations } = scaleOf(rows);
  const scaled = rows.map((row) => row.map((value, i) => (value - means[i]!) / deviations[i]!));
  const weights = likelihoodSignalNames.map(() => 0);
  let bias = 0;
  for (let step = 0; step < steps; step++) {
    const gradient = weights.map((weight) => weight * penalty);
    let biasGradient = 0;
    scaled.forEach((row, i) => {
      const isRight = i < right.length;
      const score = row.reduce((sum, value, k) => sum + value * weights[k]!, bias);
      const error =
        (1 / (1 + Math.exp(-score)) - (isRight ? 1 : 0)) / (2 * (isRight ? right.length : wrong.length));
      row.forEach((value, k) => (gradient[k]! += error * value));
      biasGradient += error;
    });
    weights.forEach((weight, k) => (weights[k] = weight - rate * gradient[k]!));
    bias -= rate * biasGradient;
  }
  const unscaled = Object.fromEntries(
    likelihoodSignalNames.map((name, i) => [name, weights[i]! / deviations[i]!]),
  ) as unknown as LikelihoodSignals;
  const scores = right
    .map((signals) => likelihoodSignalNames.reduce((sum, name) => sum + unscaled[name] * signals[name], 0))
    .sort((a, b) => a - b);
  return { weights: unscaled, threshold: scores[Math.floor((1 - kept) * scores.length)]! };
}

function scaleOf(rows: readonly (readonly number[])[]): { means: number[]; deviations: number[] } {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const columns = likelihoodSignalNames.map((_, i) => rows.map((row) => row[i]!));
  const means = columns.map(mean);
  const deviations = columns.map(
    (column, i) => Math.sqrt(mean(column.map((value) => (value - means[i]!) ** 2))) || 1,
  );
  return { means, deviations };
}
