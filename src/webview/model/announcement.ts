import { cardOf } from './card';
import { summaryOf } from './summary';
import type { ViewModel } from './viewModel';

/** A message for screen readers. */
export interface Announcement {
  readonly text: string;
  /** Identifies the answer: the same text about another answer is announced again. */
  readonly about: string;
}

/** What was found, or why nothing was; undefined during a search and without a query. */
export function announcementOf(model: ViewModel): Announcement | undefined {
  const { answer, asked, pending, failure } = model;
  if (pending && !pending.silent) return undefined;
  if (!answer && !failure) return undefined;
  const { text, similarTo, kind, languages, include, exclude, scope } = answer?.query ?? asked ?? {};
  const about = JSON.stringify([text, similarTo?.label, kind, languages, include, exclude, scope]);
  const card = cardOf(model);
  const spoken = card ? [card.title, card.text].filter(Boolean).join('. ') : summaryOf(model);
  return spoken === '' ? undefined : { text: spoken, about };
}
