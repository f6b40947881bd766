import * as l10n from '@vscode/l10n';
import { measures, type CandidateReport, type EvaluationReport, type Measure } from '../contracts/evaluation';
import { shownError } from '../errors/errors';
import {
  coverageText,
  differenceText,
  fullCostText,
  fullTimeText,
  intervalText,
  latencyText,
  limitText,
  measureText,
  notRerankedText,
  rerankedText,
  shareText,
} from './evaluationText';

/** Most questions that are listed for each candidate. */
const mostListed = 10;

/** The result of a comparison as Markdown: the tables, and the questions that only one candidate answers. */
export function evaluationMarkdown(report: EvaluationReport): string {
  const limit = limitText(report);
  return [
    `${coverageText(report)}.`,
    ...(limit === undefined ? [] : ['', limit]),
    '',
    ...table(
      [l10n.t('Model'), ...shownMeasures(report).map(measureText), ...costHeads()],
      report.candidates.map((candidate) => [
        candidate.label,
        ...shownMeasures(report).map((measure) => {
          const estimate = candidate.measures[measure]!;
          return `${shareText(estimate.value)} (${intervalText(estimate)})`;
        }),
        queryText(candidate, report),
        fullCostText(candidate, report.full.tokens),
        fullTimeText(candidate),
      ]),
    ),
    ...report.candidates.flatMap((candidate) => {
      const text = notRerankedText(candidate, report);
      return text === undefined ? [] : ['', escaped(text)];
    }),
    ...differences(report),
    ...sole(report),
    ...report.failed.flatMap(({ label, error }) => {
      const { code, message } = shownError(error);
      return ['', escaped(l10n.t('{0} could not be measured: {1}: {2}', label, code, message))];
    }),
    '',
  ].join('\n');
}

/** The measures that the report has. */
export function shownMeasures({ candidates }: EvaluationReport): readonly Measure[] {
  return measures.filter((measure) => candidates.every((candidate) => candidate.measures[measure]));
}

/** Time of a query: `48 ms`, with a reranker `350 ms (reranker: 310 ms)`. */
export function queryText(candidate: CandidateReport, report: EvaluationReport): string {
  const ofReranker = rerankedText(candidate, report);
  const time = latencyText(candidate.latencyMs.median);
  return ofReranker === undefined ? time : l10n.t('{0} ({1})', time, ofReranker);
}

/** Headings of the columns beside the measures. */
export function costHeads(): readonly string[] {
  return [l10n.t('query'), l10n.t('full index'), l10n.t('time of a full index')];
}

/** What a row of differences compares: `voyage:voyage-code-3 compared with builtin`. */
export function pairText({ candidates }: EvaluationReport, first: number, second: number): string {
  return l10n.t('{0} compared with {1}', candidates[second]!.label, candidates[first]!.label);
}

function differences(report: EvaluationReport): string[] {
  if (report.differences.length === 0) return [];
  const shown = shownMeasures(report);
  return [
    '',
    l10n.t('Differences in percentage points, with their 95 % intervals:'),
    '',
    ...table(
      ['', ...shown.map(measureText)],
      report.differences.map(({ first, second, measures: all }) => [
        pairText(report, first, second),
        ...shown.map((measure) => differenceText(all[measure]!)),
      ]),
    ),
  ];
}

function sole(report: EvaluationReport): string[] {
  return report.candidates.flatMap(({ label }, number) => {
    const own = report.soleAnswers.filter(({ candidate }) => candidate === number);
    if (own.length === 0) return [];
    return [
      '',
      escaped(l10n.t('{0} questions that only {1} answers:', own.length, label)),
      '',
      ...own
        .slice(0, mostListed)
        .map(({ text, paths, lines }) => `- ${escaped(text)} (${escaped(placeText(paths[0]!, lines))})`),
      ...(own.length > mostListed ? [`- ${l10n.t('and {0} more', own.length - mostListed)}`] : []),
    ];
  });
}

/** A place in a file: `src/a.ts:12`. */
export function placeText(path: string, lines: { readonly startLine: number } | undefined): string {
  return lines ? `${path}:${lines.startLine}` : path;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- ').join('|')}|`, ...rows.map(line)];
}

/** Names of models and questions may contain characters of Markdown. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
