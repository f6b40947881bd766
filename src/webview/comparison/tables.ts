import * as l10n from '@vscode/l10n';
import type { CandidateReport, EvaluationReport, Measure } from '../../common/contracts/evaluation';
import { costHeads, pairText, shownMeasures } from '../../common/text/evaluationMarkdown';
import {
  differenceParts,
  fullCostText,
  fullTimeText,
  intervalText,
  isSeen,
  latencyText,
  rerankedText,
  shareText,
  withinOf,
} from '../../common/text/evaluationText';
import { h } from '../dom/h';
import { seriesMark } from './series';

/** A row for each model: its measures with their intervals, its latency, and cost and time of a full index. */
export function measuresTable(report: EvaluationReport): HTMLElement {
  const shown = shownMeasures(report);
  return table(
    l10n.t('Measures of each model'),
    headRows(l10n.t('Model'), shown, costHeads()),
    report.candidates.map((candidate, number) => [
      h('span', { class: 'model' }, seriesMark(number), candidate.label),
      ...shown.map((measure) => {
        const estimate = candidate.measures[measure]!;
        const interval = h('span', { class: 'interval' }, `(${intervalText(estimate)})`);
        return h('span', {}, shareText(estimate.value), ' ', interval);
      }),
      queryCell(candidate, report),
      fullCostText(candidate, report.full.tokens),
      fullTimeText(candidate),
    ]),
  );
}

/** Time of a query, and below it the part of the reranker. */
function queryCell(candidate: CandidateReport, report: EvaluationReport): HTMLElement {
  const ofReranker = rerankedText(candidate, report);
  return h(
    'span',
    {},
    latencyText(candidate.latencyMs.median),
    ...(ofReranker === undefined ? [] : [h('span', { class: 'part' }, ofReranker)]),
  );
}

/** A row for each pair of models; differences that are seen are bold. */
export function differencesTable(report: EvaluationReport): HTMLElement {
  const shown = shownMeasures(report);
  return table(
    l10n.t('Differences between models'),
    headRows(l10n.t('Models'), shown, []),
    report.differences.map(({ first, second, measures }) => [
      pairText(report, first, second),
      ...shown.map((measure) => {
        const difference = measures[measure]!;
        const { value, interval } = differenceParts(difference);
        return h(
          'span',
          {},
          h('span', { class: isSeen(difference) ? 'seen' : 'not-seen' }, value),
          ' ',
          h('span', { class: 'interval' }, `(${interval})`),
        );
      }),
    ]),
  );
}

/** Two rows: what is right, and within how many results. */
function headRows(
  first: string,
  shown: readonly Measure[],
  others: readonly string[],
): readonly (readonly HTMLElement[])[] {
  const files = shown.filter((measure) => measure.startsWith('file'));
  const lines = shown.filter((measure) => measure.startsWith('lines'));
  const group = (text: string, of: readonly Measure[]): HTMLElement[] =>
    of.length === 0 ? [] : [h('th', { scope: 'colgroup', colspan: of.length }, text)];
  const whole = (text: string): HTMLElement => h('th', { scope: 'col', rowspan: 2 }, text);
  return [
    [
      whole(first),
      ...group(l10n.t('Right file within'), files),
      ...group(l10n.t('Right lines within'), lines),
      ...others.map(whole),
    ],
    shown.map((measure) => h('th', { scope: 'col' }, withinOf(measure))),
  ];
}

/** The first cell of each row is its heading. */
function table(
  name: string,
  head: readonly (readonly HTMLElement[])[],
  rows: readonly (readonly (Node | string)[])[],
): HTMLElement {
  return h(
    'div',
    // A wide table scrolls by itself, also with the keyboard.
    { class: 'table', role: 'region', tabindex: 0, 'aria-label': name },
    h(
      'table',
      {},
      h('thead', {}, ...head.map((cells) => h('tr', {}, ...cells))),
      h(
        'tbody',
        {},
        ...rows.map(([first, ...cells]) =>
          h('tr', {}, h('th', { scope: 'row' }, first!), ...cells.map((cell) => h('td', {}, cell))),
        ),
      ),
    ),
  );
}
