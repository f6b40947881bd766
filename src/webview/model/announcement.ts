import { cardOf } from './card';
import { summaryOf } from './summary';
import type { ViewModel } from './viewModel';

/** What is read out to a person who cannot see it. */
export interface Announcement {
  readonly text: string;
  /** Which answer it is about: the same words about another one are worth saying again. */
  readonly about: string;
}

/** What was found, or why nothing was; undefined while a search runs and where nothing was asked. */
export function announcementOf(model: ViewModel): Announcement | undefined {
  const { answer, asked, pending, failure } = model;
  if (pending && !pending.silent) return undefined;
  if (!answer && !failure) return undefined;
  const { text, similarTo, kind, languages, include, exclude, scope } = answer?.query ?? asked ?? {};
  const about = JSON.stringify([text, similarTo?.label, kind, languages, include, exclude, scope]);
  const card = cardOf(model);
  const told = card ? [card.title, card.text].filter(Boolean).join('. ') : summaryOf(model);
  return told === '' ? undefined : { text: told, about };
}
