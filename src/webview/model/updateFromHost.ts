import type { MessageToView } from '../../common/viewProtocol';
import { neighbourResult } from './navigation';
import { openRow } from './opening';
import { counterpartOf, groupByFile, visibleRows } from './rows';
import { ask, isPartial, isWorthAskingAgain, sameQuery, shown, withoutAnswer } from './searching';
import type { Effect, Step, ViewModel } from './viewModel';

/**
 * What a message of the extension does to the model.
 *
 * @param hasFocus whether the keyboard is in the page
 */
export function updateFromHost(model: ViewModel, message: MessageToView, hasFocus: boolean): Step {
  switch (message.type) {
    case 'state':
      return updateState(model, message);
    case 'languages':
      return { model: { ...model, languages: message.languages }, effects: [] };
    case 'results':
      return updateResults(model, message);
    case 'searchFailed':
      if (message.id !== model.newestId) return { model, effects: [] };
      // A refresh that failed leaves what is there.
      return {
        model: {
          ...model,
          pending: undefined,
          failure: model.pending?.silent && model.answer ? undefined : message.error,
        },
        effects: [],
      };
    case 'ask': {
      const { model: asked, effects } = ask({ ...model, text: message.text, limit: undefined });
      return { model: asked, effects: [...effects, { type: 'focusQuery', select: false }] };
    }
    case 'focusQuery':
      return { model, effects: [{ type: 'focusQuery', select: true }] };
    case 'step':
      return step(model, message.direction, hasFocus);
    case 'collapseAll': {
      const groups = groupByFile(model.answer?.results ?? []);
      return { model: { ...model, collapsed: new Set(groups.map((group) => group.key)) }, effects: [] };
    }
    case 'clear':
      return {
        model: { ...withoutAnswer(model), text: '' },
        effects: [{ type: 'cancelSearch' }, shown(0), { type: 'focusQuery', select: false }],
      };
    case 'refresh':
      return ask(model, model.answer !== undefined);
  }
}

function updateState(model: ViewModel, { state, environment }: MessageToView & { type: 'state' }): Step {
  const isGreeting = model.environment === undefined;
  const isAtWork = state.kind === 'building' || state.kind === 'stale';
  const next: ViewModel = {
    ...model,
    index: state,
    environment,
    isOutdated: model.isOutdated || isAtWork,
  };
  // What was kept over a reload is shown at once, and may have changed since.
  if (isGreeting && next.text.trim() !== '') return ask(next, next.answer !== undefined);
  if (isGreeting) return { model: next, effects: [shown(0)] };
  return isWorthAskingAgain(next) ? ask(next, true) : { model: next, effects: [] };
}

function updateResults(model: ViewModel, message: MessageToView & { type: 'results' }): Step {
  if (message.id !== model.newestId || !model.asked) return { model, effects: [] };
  const { results, hasMore, state, withoutModel } = message;
  const silent = model.pending?.silent ?? true;
  const more = isSameButMore(model);
  const groups = groupByFile(results);
  const selected =
    (silent || more) && model.selected !== undefined && model.answer
      ? counterpartOf(model.selected, model.answer.results, groups)
      : undefined;
  const next: ViewModel = {
    ...model,
    pending: undefined,
    failure: undefined,
    answer: { query: model.asked, results, hasMore, state, ...(withoutModel && { withoutModel }) },
    // A second answer to the same search only brings colours.
    isOutdated: isPartial(state) || (model.pending === undefined && model.isOutdated),
    selected,
    ...(silent || more ? {} : { collapsed: new Set<string>(), unfolded: new Set<string>() }),
  };
  const effects: Effect[] = [shown(results.length)];
  if (!silent && !more) effects.push({ type: 'scrollToTop' });
  if (silent || !isWorthAskingAgain(next)) return { model: next, effects };
  // It became ready while this answer was under way.
  const again = ask(next, true);
  return { model: again.model, effects: [...effects, ...again.effects] };
}

/** Whether the newest search asks what is shown, and for more of it. */
function isSameButMore({ asked, answer }: ViewModel): boolean {
  if (!asked || !answer) return false;
  const { query } = answer;
  return asked.limit > query.limit && sameQuery({ ...asked, limit: query.limit }, query);
}

function step(model: ViewModel, direction: 1 | -1, hasFocus: boolean): Step {
  const rows = visibleRows(groupByFile(model.answer?.results ?? []), new Set());
  const row = neighbourResult(rows, model.selected, direction);
  if (row?.type !== 'result') return { model, effects: [] };
  const collapsed = new Set(model.collapsed);
  collapsed.delete(row.parentKey);
  return openRow({ ...model, collapsed }, row.key, { preserveFocus: hasFocus, preview: true, toSide: false });
}
