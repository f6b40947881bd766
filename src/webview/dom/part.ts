import type { ViewEvent, ViewModel } from '../model/viewModel';

/** A piece of the page: its element, and how it follows the model. */
export interface Part {
  readonly element: HTMLElement;
  render(model: ViewModel): void;
}

export type Dispatch = (event: ViewEvent) => void;
