import { totalsOf, type IndexState } from '../../common/contracts/indexState';
import type { SimilarOrigin, ViewQuery } from '../../common/view/viewProtocol';
import { maxLimit } from '../../common/view/viewValues';
import type { Effect, Step, ViewModel } from './viewModel';

/** Growth factor of the index after which a partial answer is requested again. */
const worthwhileGrowth = 2;

/** Least number of files in a run that is reported. */
const largeRunFiles = 25;

/** Searches for the current text, unless it is the query that was sent last. */
export function askIfNew(model: ViewModel): Step {
  const query = queryOf(model);
  const isAsked = query && model.asked && sameQuery(query, model.asked) && !model.failure;
  return isAsked ? { model, effects: [{ type: 'cancelSearch' }] } : ask(model);
}

/** Options of {@link ask}. */
export interface AskOptions {
  /** Keep the results until the answer arrives, and show no progress, if they are for the current text. Default false. */
  readonly silent?: boolean;
  /** Treat the query as a new one. Default false. */
  readonly isNew?: boolean;
}

/** Searches for the current text. A blank box clears the results. */
export function ask(model: ViewModel, { silent = false, isNew = false }: AskOptions = {}): Step {
  const cancel: Effect = { type: 'cancelSearch' };
  const query = queryOf(model);
  if (!query) {
    return { model: withoutAnswer(model), effects: [cancel, shown(model.pinned.length)] };
  }
  // The extension has not sent its greeting yet; the search starts when it arrives.
  if (!model.environment) return { model, effects: [cancel] };
  const id = model.newestId + 1;
  const isLike = (other: ViewQuery | undefined): boolean =>
    other !== undefined && sameQuery({ ...query, limit: other.limit }, other);
  const isRepeated = !isNew && isLike(model.asked ?? model.answer?.query);
  // The text may have changed since: its results are then expected as those of any new query.
  const pending = { query, silent: silent && isLike(model.answer?.query) };
  return {
    model: { ...model, newestId: id, asked: query, pending },
    effects: [cancel, { type: 'post', message: { type: 'search', id, query, isRepeated } }],
  };
}

/** The current query, or undefined if the box is blank. */
function queryOf({ text, similarTo, filters, limit, environment }: ViewModel): ViewQuery | undefined {
  if (text.trim() === '' && !similarTo) return undefined;
  const most = Math.min(maxLimit, limit ?? environment?.maxResults ?? 1);
  return { ...filters, text: similarTo ? '' : text.trim(), similarTo, limit: most };
}

/** Whether two queries are equivalent. */
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

/** The model without a query; the answer to a search in progress will be ignored. */
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

/** Reports to the extension how many results are displayed. */
export function shown(count: number): Effect {
  return { type: 'post', message: { type: 'shown', count } };
}

/** Whether an answer came from an incomplete index. */
export function isPartial(state: IndexState): boolean {
  return isLargeRun(state) || state.kind === 'paused' || state.kind === 'empty';
}

/** Whether a run is large enough to be reported; a saved file is not. */
export function isLargeRun(state: IndexState): boolean {
  return state.kind === 'building' && (state.totals.chunks === 0 || state.total >= largeRunFiles);
}

/**
 * Whether the search should be repeated after a change of the index: when the index has become ready, and, while no
 * row is selected, when it has grown considerably.
 */
export function isWorthAskingAgain({ pending, answer, index, isOutdated, selected }: ViewModel): boolean {
  if (pending || !answer || !index) return false;
  if (index.kind === 'ready') return isOutdated || answer.state.kind !== 'ready';
  if (index.kind !== 'building' || selected !== undefined || !isPartial(answer.state)) return false;
  const { chunks } = totalsOf(index);
  return chunks > 0 && chunks >= totalsOf(answer.state).chunks * worthwhileGrowth;
}
