import * as l10n from '@vscode/l10n';
import type { EvaluationReport, Measure } from '../../common/contracts/evaluation';
import { shownMeasures } from '../../common/text/evaluationMarkdown';
import { measureText, shareText } from '../../common/text/evaluationText';
import { h } from '../dom/h';
import { seriesClass, seriesMark, seriesShape } from './series';
import { svg } from './svg';

/** Sizes in pixels. */
const left = 170;
const right = 24;
const plotWidth = 460;
const rowHeight = 16;
const groupGap = 12;
const axisHeight = 22;

/**
 * The measures of each model as marks with their intervals as lines, from 0 to 100 %. Screen readers read the table
 * instead, which has the same numbers.
 */
export function createChart(report: EvaluationReport): HTMLElement {
  const shown = shownMeasures(report);
  const groupHeight = report.candidates.length * rowHeight + groupGap;
  const height = shown.length * groupHeight + axisHeight;
  const width = left + plotWidth + right;
  return h(
    'figure',
    {},
    h(
      'figcaption',
      {},
      ...report.candidates.map(({ label }, number) =>
        h('span', { class: 'model' }, seriesMark(number), label),
      ),
    ),
    svg(
      'svg',
      {
        ...{ class: 'chart', width, height, viewBox: `0 0 ${width} ${height}`, role: 'img' },
        'aria-label': l10n.t('Chart of the measures in the table below'),
      },
      ...[0, 0.25, 0.5, 0.75, 1].flatMap((share) => gridLine(share, height - axisHeight)),
      ...shown.flatMap((measure, group) => groupOf(report, measure, group * groupHeight + groupGap / 2)),
    ),
  );
}

function xOf(share: number): number {
  return left + share * plotWidth;
}

function gridLine(share: number, height: number): SVGElement[] {
  const x = xOf(share);
  return [
    svg('line', { class: 'grid', x1: x, x2: x, y1: 0, y2: height }),
    svg('text', { class: 'axis', x, y: height + 15, 'text-anchor': 'middle' }, shareText(share)),
  ];
}

function groupOf({ candidates }: EvaluationReport, measure: Measure, top: number): SVGElement[] {
  const middle = top + (candidates.length * rowHeight) / 2;
  return [
    svg(
      'text',
      { class: 'measure', x: left - 12, y: middle + 4, 'text-anchor': 'end' },
      measureText(measure),
    ),
    ...candidates.map((candidate, number) => {
      const { value, low, high } = candidate.measures[measure]!;
      const y = top + (number + 0.5) * rowHeight;
      return svg(
        'g',
        { class: seriesClass(number) },
        svg('line', { class: 'whisker', x1: xOf(low), x2: xOf(high), y1: y, y2: y }),
        svg('path', { d: seriesShape(number), transform: `translate(${xOf(value)} ${y})` }),
      );
    }),
  ];
}
