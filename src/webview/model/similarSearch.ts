import type { SimilarOrigin, ViewResult } from '../../common/view/viewProtocol';
import { breadcrumbSeparator } from './resultLabel';
import { ask } from './searching';
import type { Filters, Step, ViewModel } from './viewModel';

/** Searches for code similar to a location; the text of the box returns when this search ends. */
export function askSimilar(model: ViewModel, similarTo: SimilarOrigin): Step {
  const { model: asked, effects } = ask({ ...model, similarTo, limit: undefined });
  return { model: asked, effects: [...effects, { type: 'focusQuery', select: false }] };
}

/**
 * As {@link askSimilar}, limited to one kind of results: the filter ends with this search, and the previous one
 * returns.
 */
export function askSimilarOfKind(model: ViewModel, similarTo: SimilarOrigin, kind: Filters['kind']): Step {
  const { filters, kindBefore = { kind: filters.kind } } = model;
  return askSimilar({ ...model, filters: { ...filters, kind }, kindBefore }, similarTo);
}

/** The model with a text query instead of a search for similar code. */
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

/** Returns to the text of the box. */
export function endSimilar(model: ViewModel): Step {
  if (!model.similarTo) return { model, effects: [] };
  const { model: asked, effects } = ask(inOwnWords(model, model.text));
  return { model: asked, effects: [...effects, { type: 'focusQuery', select: true }] };
}

/**
 * A result as origin of a search for similar code; the extension reads its text, because the page has only the
 * preview.
 */
export function originOf({ uri, path, startLine, endLine, symbol }: ViewResult): SimilarOrigin {
  const name = symbol?.split(breadcrumbSeparator).at(-1);
  const label = name ?? `${path.slice(path.lastIndexOf('/') + 1)}:${startLine}`;
  return { uri, startLine, endLine, text: '', label };
}
