import * as l10n from '@vscode/l10n';
import {
  reranked,
  rerankTokensOf,
  type CandidateReport,
  type Estimate,
  type EvaluationPlan,
  type Measure,
  type PlannedCandidate,
  type PlannedReranker,
} from '../contracts/evaluation';
import { isThisMachine } from '../thisMachine';
import { shownError } from '../errors/errors';
import { countOf, formatCount } from './countText';
import { costText, tokensText } from './priceText';

/** Queries for which the price of a reranker is given. */
const pricedQueries = 1000;

/** What a measure counts: `right file within 3`. */
export function measureText(measure: Measure): string {
  const within = withinOf(measure);
  return measure.startsWith('file')
    ? l10n.t('right file within {0}', within)
    : l10n.t('right lines within {0}', within);
}

/** The number of results that a measure counts: `3`. */
export function withinOf(measure: Measure): string {
  return /\d+$/.exec(measure)![0];
}

/** A share: `66 %`. */
export function shareText(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** The interval of a share: `55–76`. */
export function intervalText({ low, high }: Estimate): string {
  return `${Math.round(low * 100)}–${Math.round(high * 100)}`;
}

/** Whether a difference is seen: its interval does not contain 0. */
export function isSeen({ low, high }: Estimate): boolean {
  return low > 0 || high < 0;
}

/** A difference in percentage points with its interval: `+12 (+4 to +20)`. */
export function differenceText(difference: Estimate): string {
  const { value, interval } = differenceParts(difference);
  return `${value} (${interval})`;
}

/** The two parts of {@link differenceText}. If no difference is seen, the value is a text that says this. */
export function differenceParts(difference: Estimate): { readonly value: string; readonly interval: string } {
  return {
    value: isSeen(difference) ? signed(difference.value) : l10n.t('no difference to be seen'),
    interval: l10n.t('{0} to {1}', signed(difference.low), signed(difference.high)),
  };
}

function signed(share: number): string {
  const points = Math.round(share * 100);
  return points > 0 ? `+${points}` : String(points).replace('-', '−');
}

/** Latency of a query: `48 ms`. */
export function latencyText(ms: number): string {
  return l10n.t('{0} ms', ms < 10 ? ms.toFixed(1) : formatCount(Math.round(ms)));
}

/** Cost of a full index: `about $0.43`, or that nothing is charged, or that the price is not known. */
export function fullCostText(
  { host, price }: Pick<PlannedCandidate, 'host' | 'price'>,
  tokens: number,
): string {
  if (price) return costText(tokens, price);
  return host === null || isThisMachine(host) ? l10n.t('free of charge') : l10n.t('price not known');
}

/** Estimated time of a full index: `about 3 minutes`. */
export function fullTimeText({ fullSeconds }: CandidateReport): string {
  if (fullSeconds === undefined) return l10n.t('not measured');
  if (fullSeconds < 90) return l10n.t('about {0} s', Math.max(1, Math.round(fullSeconds)));
  const minutes = Math.round(fullSeconds / 60);
  return l10n.t(
    'about {0}',
    minutes < 90 ? countOf(minutes, 'minute') : countOf(Math.round(minutes / 60), 'hour'),
  );
}

/** What the questions were made from, and the chunks that they are asked over. */
export function coverageText({ questions, files, chunks, full }: Omit<EvaluationPlan, 'candidates'>): string {
  const { comment, heading, commit } = questions;
  return l10n.t(
    '{0} questions: {1} from comments, {2} from headings, {3} from commits. Searched: {4} in {5} of {6}',
    comment + heading + commit,
    comment,
    heading,
    commit,
    countOf(chunks, 'chunk'),
    formatCount(files),
    countOf(full.files, 'file'),
  );
}

/** The same in few words. */
export function sizeText(plan: Omit<EvaluationPlan, 'candidates'>): string {
  const { files, chunks } = plan;
  return l10n.t(
    '{0} questions over {1} of {2}',
    countQuestions(plan),
    countOf(chunks, 'chunk'),
    countOf(files, 'file'),
  );
}

/** Why only a part of the workspace is compared; undefined if all of it is. */
export function limitText({ limit }: Pick<EvaluationPlan, 'limit'>): string | undefined {
  switch (limit) {
    case undefined:
      return undefined;
    case 'cost':
      return l10n.t('The price limit is reached: only a sample of the workspace is compared.');
    case 'unpriced':
      return l10n.t('The price of a model is not known: only a sample of the workspace is compared.');
    case 'chunks':
      return l10n.t('The workspace is large: only a sample of it is compared.');
  }
}

/**
 * What the model of a candidate would receive at most: `about 280,000 tokens, about $0.06`. If a candidate before has the
 * same model, these are the questions only.
 */
export function sendingText(candidate: PlannedCandidate, plan: EvaluationPlan): string {
  if (candidate.host === null)
    return candidate.reranker ? l10n.t('embedded on this machine') : l10n.t('nothing is sent');
  const { candidates, tokens, questionTokens } = plan;
  const isSame = (one: PlannedCandidate): boolean =>
    one.provider === candidate.provider && one.model === candidate.model && one.host === candidate.host;
  const isKnown = candidates.findIndex(isSame) < candidates.indexOf(candidate);
  const sent = isKnown ? questionTokens : tokens + questionTokens;
  const text = [tokensText(sent), fullCostText(candidate, sent)].join(', ');
  return isKnown ? l10n.t('only the questions: {0}', text) : text;
}

/**
 * What a reranker would receive at most: `300 requests to api.cohere.com, about 2,000,000 tokens, price not known`. Each
 * has a question, and the paths and texts of up to 30 results.
 */
export function rerankSendingText(
  reranker: PlannedReranker,
  plan: Omit<EvaluationPlan, 'candidates'>,
): string {
  const questions = countQuestions(plan);
  const tokens = rerankTokensOf(plan, questions);
  return [
    l10n.t('{0} requests to {1}', formatCount(questions * reranked.requests), reranker.host),
    tokensText(tokens),
    fullCostText(reranker, tokens),
  ].join(', ');
}

/**
 * The part of a query's time that the reranker takes, and its price: `reranker: 310 ms, about $0.43 for 1,000 queries`;
 * undefined without a reranker.
 */
export function rerankedText(
  { reranker, rerankMs }: CandidateReport,
  report: Omit<EvaluationPlan, 'candidates'>,
): string | undefined {
  if (!reranker || !rerankMs) return undefined;
  const time = l10n.t('reranker: {0}', latencyText(rerankMs.median));
  if (!reranker.price) return time;
  const cost = costText(rerankTokensOf(report, pricedQueries) / reranked.requests, reranker.price);
  return `${time}, ${l10n.t('{0} for {1} queries', cost, formatCount(pricedQueries))}`;
}

/** That a reranker failed for some questions, and why; undefined if it did not. */
export function notRerankedText(
  { label, notReranked }: CandidateReport,
  report: Omit<EvaluationPlan, 'candidates'>,
): string | undefined {
  if (!notReranked) return undefined;
  const { message, hint } = shownError(notReranked.error);
  return l10n
    .t(
      '{0}: the reranker failed for {1} of {2} questions, whose results keep their first order. {3} {4}',
      label,
      formatCount(notReranked.questions),
      formatCount(countQuestions(report)),
      message,
      hint,
    )
    .trim();
}

function countQuestions({ questions }: Pick<EvaluationPlan, 'questions'>): number {
  const { comment, heading, commit } = questions;
  return comment + heading + commit;
}
