import type { SimilarOrigin, ViewResult } from '../../common/viewProtocol';
import { ask } from './searching';
import type { Step, ViewModel } from './viewModel';

/** Looks for the like of a place; what stands in the box comes back when that is over. */
export function askSimilar(model: ViewModel, similarTo: SimilarOrigin): Step {
  const { model: asked, effects } = ask({ ...model, similarTo, limit: undefined });
  return { model: asked, effects: [...effects, { type: 'focusQuery', select: false }] };
}

/** Back to what stands in the box. */
export function endSimilar(model: ViewModel): Step {
  if (!model.similarTo) return { model, effects: [] };
  const { model: asked, effects } = ask({ ...model, similarTo: undefined, limit: undefined });
  return { model: asked, effects: [...effects, { type: 'focusQuery', select: true }] };
}

/** A result as something to look for the like of; the extension reads its text, of which the page has the preview alone. */
export function originOf({ uri, path, startLine, endLine, symbol }: ViewResult): SimilarOrigin {
  const name = symbol?.split(' › ').at(-1);
  const label = name ?? `${path.slice(path.lastIndexOf('/') + 1)}:${startLine}`;
  return { uri, startLine, endLine, text: '', label };
}
