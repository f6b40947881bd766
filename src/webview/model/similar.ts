import type { SimilarOrigin, ViewResult } from '../../common/viewProtocol';
import { breadcrumbSeparator } from './resultLabel';
import { ask } from './searching';
import type { Filters, Step, ViewModel } from './viewModel';

/** Looks for the like of a place; what stands in the box comes back when that is over. */
export function askSimilar(model: ViewModel, similarTo: SimilarOrigin): Step {
  const { model: asked, effects } = ask({ ...model, similarTo, limit: undefined });
  return { model: asked, effects: [...effects, { type: 'focusQuery', select: false }] };
}

/**
 * As {@link askSimilar}, among one kind of results: a filter that goes when a person asks something else, and gives way to the
 * one that was there before.
 */
export function askSimilarOfKind(model: ViewModel, similarTo: SimilarOrigin, kind: Filters['kind']): Step {
  const { filters, kindBefore = { kind: filters.kind } } = model;
  return askSimilar({ ...model, filters: { ...filters, kind }, kindBefore }, similarTo);
}

/** The model with a query in a person's own words, in the place of the like of something. */
export function inOwnWords(model: ViewModel, text: string): ViewModel {
  const { filters, kindBefore } = model;
  return {
    ...model,
    text,
    similarTo: undefined,
    limit: undefined,
    ...(kindBefore && { filters: { ...filters, ...kindBefore }, kindBefore: undefined }),
  };
}

/** Back to what stands in the box. */
export function endSimilar(model: ViewModel): Step {
  if (!model.similarTo) return { model, effects: [] };
  const { model: asked, effects } = ask(inOwnWords(model, model.text));
  return { model: asked, effects: [...effects, { type: 'focusQuery', select: true }] };
}

/** A result as something to look for the like of; the extension reads its text, of which the page has the preview alone. */
export function originOf({ uri, path, startLine, endLine, symbol }: ViewResult): SimilarOrigin {
  const name = symbol?.split(breadcrumbSeparator).at(-1);
  const label = name ?? `${path.slice(path.lastIndexOf('/') + 1)}:${startLine}`;
  return { uri, startLine, endLine, text: '', label };
}
