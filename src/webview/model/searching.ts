import { totalsOf, type IndexState } from '../../common/indexState';
import type { SimilarOrigin, ViewQuery } from '../../common/viewProtocol';
import { maxLimit } from '../../common/viewValues';
import type { Effect, Step, ViewModel } from './viewModel';

/** Growth of the index at which an answer from a part of it is asked for again. */
const worthwhileGrowth = 2;

/** Files of a run from which on it is spoken of. */
const largeRunFiles = 25;

/** Asks for what stands in the box, unless that is what was asked last. */
export function askIfNew(model: ViewModel): Step {
  const query = queryOf(model);
  const isAsked = query && model.asked && sameQuery(query, model.asked) && !model.failure;
  return isAsked ? { model, effects: [{ type: 'cancelSearch' }] } : ask(model);
}

/** How a query is asked. */
export interface AskOptions {
  /** What is shown stays until the answer is there, and no progress is shown. Default false. */
  readonly silent?: boolean;
  /** As if it had not been asked before. Default false. */
  readonly anew?: boolean;
}

/** Asks for what stands in the box. A blank box takes the results away. */
export function ask(model: ViewModel, { silent = false, anew = false }: AskOptions = {}): Step {
  const cancel: Effect = { type: 'cancelSearch' };
  const query = queryOf(model);
  if (!query) {
    return { model: withoutAnswer(model), effects: [cancel, shown(model.pinned.length)] };
  }
  // Not greeted yet: the greeting asks.
  if (!model.environment) return { model, effects: [cancel] };
  const id = model.newestId + 1;
  const last = model.asked ?? model.answer?.query;
  const isRepeated = !anew && last !== undefined && sameQuery({ ...query, limit: last.limit }, last);
  return {
    model: { ...model, newestId: id, asked: query, pending: { query, silent } },
    effects: [cancel, { type: 'post', message: { type: 'search', id, query, isRepeated } }],
  };
}

/** The query as it stands, or undefined where the box is blank. */
function queryOf({ text, similarTo, filters, limit, environment }: ViewModel): ViewQuery | undefined {
  if (text.trim() === '' && !similarTo) return undefined;
  const most = Math.min(maxLimit, limit ?? environment?.maxResults ?? 1);
  return { ...filters, text: similarTo ? '' : text.trim(), similarTo, limit: most };
}

/** Whether two queries ask for the same. */
export function sameQuery(a: ViewQuery, b: ViewQuery): boolean {
  return (
    a.text === b.text &&
    sameOrigin(a.similarTo, b.similarTo) &&
    a.kind === b.kind &&
    a.limit === b.limit &&
    a.include.trim() === b.include.trim() &&
    a.exclude.trim() === b.exclude.trim() &&
    a.scope === b.scope &&
    a.languages.join('\n') === b.languages.join('\n')
  );
}

function sameOrigin(a: SimilarOrigin | undefined, b: SimilarOrigin | undefined): boolean {
  if (!a || !b) return a === b;
  return a.uri === b.uri && a.startLine === b.startLine && a.endLine === b.endLine && a.text === b.text;
}

/** The model with nothing asked; an answer under way will find nobody waiting. */
export function withoutAnswer(model: ViewModel): ViewModel {
  return {
    ...model,
    newestId: model.newestId + 1,
    limit: undefined,
    pending: undefined,
    asked: undefined,
    answer: undefined,
    failure: undefined,
    dismissed: new Set(),
    dismissals: [],
    isEntering: false,
    selected: undefined,
    marked: new Set(),
    anchor: undefined,
  };
}

export function shown(count: number): Effect {
  return { type: 'post', message: { type: 'shown', count } };
}

/** Whether an answer came from less than everything. */
export function isPartial(state: IndexState): boolean {
  return isLargeRun(state) || state.kind === 'paused' || state.kind === 'empty';
}

/** Whether so much is being indexed that it is worth a word: a saved file is not. */
export function isLargeRun(state: IndexState): boolean {
  return state.kind === 'building' && (state.totals.chunks === 0 || state.total >= largeRunFiles);
}

/**
 * Whether what is shown should be asked for again, now that the index stands thus: when it has become ready, and, while
 * nobody has begun to work with the results, whenever it has grown a good deal.
 */
export function isWorthAskingAgain({ pending, answer, index, isOutdated, selected }: ViewModel): boolean {
  if (pending || !answer || !index) return false;
  if (index.kind === 'ready') return isOutdated || answer.state.kind !== 'ready';
  if (index.kind !== 'building' || selected !== undefined || !isPartial(answer.state)) return false;
  const { chunks } = totalsOf(index);
  return chunks > 0 && chunks >= totalsOf(answer.state).chunks * worthwhileGrowth;
}
