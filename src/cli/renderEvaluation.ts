import type { CandidateReport, EvaluationPlan, EvaluationReport } from '../common/contracts/evaluation';
import { pairText, placeText, queryText, shownMeasures } from '../common/text/evaluationMarkdown';
import {
  coverageText,
  differenceText,
  fullCostText,
  fullTimeText,
  intervalText,
  isSeen,
  limitText,
  measureText,
  notRerankedText,
  rerankSendingText,
  sendingText,
  shareText,
} from '../common/text/evaluationText';
import type { Line, Span } from './output';

/** Most questions that are listed for each candidate. */
const mostListed = 5;
const columnWidth = 10;

/** What a comparison would send, and to whom. */
export function renderEvaluationPlan(plan: EvaluationPlan): Line[] {
  const limit = limitText(plan);
  const width = Math.max(...plan.candidates.map(({ label }) => label.length));
  return [
    `${coverageText(plan)}.`,
    ...(limit === undefined ? [] : [limit]),
    ...plan.candidates.map((candidate) => {
      const where = candidate.host === null ? '' : `to ${candidate.host}: `;
      const { reranker } = candidate;
      const ofReranker = reranker ? `; ${rerankSendingText(reranker, plan)}` : '';
      return `  ${candidate.label.padEnd(width)}  ${where}${sendingText(candidate, plan)}${ofReranker}`;
    }),
    ...(plan.candidates.some(({ reranker }) => reranker)
      ? ['Each request to a reranker has a question, and the paths and texts of up to 30 results.']
      : []),
  ];
}

/** The result of a comparison as readable text. */
export function renderEvaluation(report: EvaluationReport): Line[] {
  return [
    ...measuresTable(report),
    ...report.candidates.flatMap((candidate) => notRerankedText(candidate, report) ?? []),
    '',
    ...report.differences.flatMap((difference) => renderDifference(report, difference)),
    ...report.candidates.flatMap((candidate, number) => renderSole(report, candidate, number)),
  ];
}

/** One line of values for each candidate, and one of their intervals. */
function measuresTable(report: EvaluationReport): Line[] {
  const shown = shownMeasures(report);
  const width = Math.max(0, ...report.candidates.map(({ label }) => label.length));
  const heads = shown.map((measure) =>
    measure.replace(/(\D+)(\d+)/, (_, what: string, within: string) => `${what} ${within}`),
  );
  const row = (label: string, cells: readonly string[], rest: string): string =>
    `${label.padEnd(width)}  ${cells.map((cell) => cell.padStart(columnWidth)).join('')}  ${rest}`.trimEnd();
  return [
    [dim('Questions with the right file, and the right lines, within the first 1, 3 and 10 results.')],
    row('', heads, 'query, full index'),
    ...report.candidates.flatMap((candidate) => [
      row(
        candidate.label,
        shown.map((measure) => shareText(candidate.measures[measure]!.value)),
        [
          queryText(candidate, report),
          fullCostText(candidate, report.full.tokens),
          fullTimeText(candidate),
        ].join(', '),
      ),
      [
        dim(
          row(
            '',
            shown.map((measure) => intervalText(candidate.measures[measure]!)),
            '',
          ).trimEnd(),
        ),
      ],
    ]),
  ];
}

function renderDifference(
  report: EvaluationReport,
  { first, second, measures }: EvaluationReport['differences'][number],
): Line[] {
  const shown = shownMeasures(report);
  const isAnySeen = shown.some((measure) => isSeen(measures[measure]!));
  const title = pairText(report, first, second);
  if (!isAnySeen) return [`${title}: no difference to be seen.`];
  return [
    `${title}, percentage points (95 % interval):`,
    ...shown.map((measure) => `  ${measureText(measure).padEnd(24)}${differenceText(measures[measure]!)}`),
  ];
}

function renderSole(report: EvaluationReport, { label }: CandidateReport, number: number): Line[] {
  const own = report.soleAnswers.filter(({ candidate }) => candidate === number);
  if (own.length === 0) return [];
  return [
    '',
    `Only ${label} answers ${own.length === 1 ? '1 question' : `${own.length} questions`}:`,
    ...own
      .slice(0, mostListed)
      .map(({ text, paths, lines }): Line => [`  ${text}`, dim(`  ${placeText(paths[0]!, lines)}`)]),
    ...(own.length > mostListed ? [[dim(`  and ${own.length - mostListed} more (--json lists all)`)]] : []),
  ];
}

function dim(text: string): Span {
  return { text, look: 'dim' };
}
