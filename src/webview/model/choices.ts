import type { ViewAction } from '../../common/view/viewProtocol';
import type { ViewEvent } from './viewModel';

/** A button and its event. */
export interface Choice {
  readonly label: string;
  readonly event: ViewEvent;
}

/** A line between the query and the results, about something other than the results. */
export interface Notice {
  /** Name of a codicon. */
  readonly icon: string;
  readonly text: string;
  readonly tone: 'info' | 'warning' | 'error';
  readonly choices: readonly Choice[];
}

/** A choice that runs an action of the extension. */
export function choiceOf(label: string, action: ViewAction): Choice {
  return { label, event: { type: 'acted', action } };
}
