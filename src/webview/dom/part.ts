import type { ViewEvent, ViewModel } from '../model/viewModel';

/** A part of the page: its element, and how it is updated from the model. */
export interface Part {
  readonly element: HTMLElement;
  render(model: ViewModel): void;
}

/** Passes an event to the model, which draws the page again. */
export type Dispatch = (event: ViewEvent) => void;
