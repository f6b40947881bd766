import * as l10n from '@vscode/l10n';
import type { EvaluationReport } from '../../common/contracts/evaluation';
import { shownError } from '../../common/errors/errors';
import { placeText } from '../../common/text/evaluationMarkdown';
import { coverageText, limitText, notRerankedText } from '../../common/text/evaluationText';
import type { MessageFromComparison } from '../../common/view/comparisonProtocol';
import { h, icon } from '../dom/h';
import { createChart } from './chart';
import { differencesTable, measuresTable } from './tables';

/** The result of a comparison: tables, a chart, and the questions that only one model answers. */
export function createComparison(
  report: EvaluationReport,
  send: (message: MessageFromComparison) => void,
): HTMLElement {
  const copy = h('button', { type: 'button', class: 'copy' }, icon('copy'), l10n.t('Copy as Markdown'));
  copy.addEventListener('click', () => {
    send({ type: 'copy' });
  });
  const limit = limitText(report);
  return h(
    'main',
    {},
    h('header', {}, h('h1', {}, l10n.t('Comparison of Models')), copy),
    h('p', {}, coverageText(report)),
    ...(limit === undefined ? [] : [note('info', limit)]),
    ...report.failed.map(({ label, error }) => {
      const { message, hint } = shownError(error);
      return note('error', l10n.t('{0} could not be measured: {1} {2}', label, message, hint));
    }),
    ...(report.candidates.length === 0 ? [] : measured(report, send)),
  );
}

function measured(report: EvaluationReport, send: (message: MessageFromComparison) => void): HTMLElement[] {
  return [
    h('h2', {}, l10n.t('Right Answers Within the First Results')),
    createChart(report),
    measuresTable(report),
    ...report.candidates.flatMap((candidate) => {
      const text = notRerankedText(candidate, report);
      return text === undefined ? [] : [note('warning', text)];
    }),
    h('p', { class: 'hint' }, l10n.t('In brackets and as lines: 95 % intervals.')),
    ...(report.differences.length === 0
      ? []
      : [
          h('h2', {}, l10n.t('Differences in Percentage Points')),
          differencesTable(report),
          h('p', { class: 'hint' }, l10n.t('A difference is seen if its 95 % interval does not contain 0.')),
        ]),
    ...soleAnswers(report, send),
  ];
}

function soleAnswers(
  { candidates, soleAnswers: all }: EvaluationReport,
  send: (message: MessageFromComparison) => void,
): HTMLElement[] {
  if (all.length === 0) return [];
  const numbered = all.map((answer, number) => ({ ...answer, number }));
  return [
    h('h2', {}, l10n.t('Questions That Only One Model Answers')),
    ...candidates.flatMap(({ label }, candidate) => {
      const own = numbered.filter((answer) => answer.candidate === candidate);
      if (own.length === 0) return [];
      return [
        h('h3', {}, l10n.t('{0} ({1})', label, own.length)),
        h(
          'ul',
          {},
          ...own.map(({ text, paths, lines, number }) => {
            const link = h('button', { type: 'button', class: 'link' }, placeText(paths[0]!, lines));
            link.addEventListener('click', () => {
              send({ type: 'open', answer: number });
            });
            return h('li', {}, h('span', {}, text), ' ', link);
          }),
        ),
      ];
    }),
  ];
}

function note(name: 'info' | 'warning' | 'error', text: string): HTMLElement {
  return h('p', { class: `note ${name}` }, icon(name), h('span', {}, text));
}
