import {
  measures,
  type Difference,
  type Estimate,
  type EvaluationQuestion,
  type Measure,
  type SoleAnswer,
} from '../../common/contracts/evaluation';
import { meanWithInterval } from './bootstrap';
import { hit, type Ranks } from './judge';

/** The ranks of one candidate, in the order of the questions. */
export type CandidateRanks = readonly Ranks[];

/** The measures of one candidate. */
export function measureCandidate(
  questions: readonly EvaluationQuestion[],
  ranks: CandidateRanks,
): Partial<Record<Measure, Estimate>> {
  return estimates((measure) => questions.flatMap((question, i) => hit(question, ranks[i]!, measure) ?? []));
}

/** The differences between each pair of candidates, by question. */
export function compareCandidates(
  questions: readonly EvaluationQuestion[],
  all: readonly CandidateRanks[],
): Difference[] {
  return all.flatMap((second, j) =>
    all.slice(0, j).map((first, i) => ({
      first: i,
      second: j,
      measures: estimates((measure) =>
        questions.flatMap((question, at) => {
          const [a, b] = [hit(question, first[at]!, measure), hit(question, second[at]!, measure)];
          return a === undefined || b === undefined ? [] : b - a;
        }),
      ),
    })),
  );
}

/** The questions whose right file only one of several candidates finds, by candidate, the best ranks first. */
export function soleAnswers(
  questions: readonly EvaluationQuestion[],
  all: readonly CandidateRanks[],
): SoleAnswer[] {
  if (all.length < 2) return [];
  return questions
    .flatMap((question, at) => {
      const finders = [...all.keys()].filter((candidate) => all[candidate]![at]!.file !== undefined);
      const [candidate] = finders;
      return candidate !== undefined && finders.length === 1
        ? [{ ...question, candidate, rank: all[candidate]![at]!.file! }]
        : [];
    })
    .sort((a, b) => a.candidate - b.candidate || a.rank - b.rank);
}

function estimates(valuesOf: (measure: Measure) => readonly number[]): Partial<Record<Measure, Estimate>> {
  return Object.fromEntries(
    measures.flatMap((measure) => {
      const estimate = meanWithInterval(valuesOf(measure));
      return estimate ? [[measure, estimate]] : [];
    }),
  );
}
