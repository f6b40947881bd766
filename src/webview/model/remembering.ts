import { withQuery } from './queryHistory';
import type { Step, ViewModel } from './viewModel';

/** Adds the current query, which was useful, to the history, here and in the extension, which stores it. */
export function remember(model: ViewModel): Step {
  if (model.similarTo) return { model, effects: [] };
  const history = withQuery(model.history, model.text);
  const text = model.text.trim();
  const isKnown = text === '' || model.history.entries.at(-1) === text;
  return {
    model: { ...model, history },
    effects: isKnown ? [] : [{ type: 'post', message: { type: 'remember', text } }],
  };
}
