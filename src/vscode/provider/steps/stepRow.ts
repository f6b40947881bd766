/** A choice in a step. */
export interface ChoiceRow<T> {
  /** May begin with an icon: `$(name)`. */
  readonly label: string;
  readonly description?: string | undefined;
  /** The second line. */
  readonly detail?: string | undefined;
  readonly value: T;
  /** Whether the row has the focus at first; by default the first row has it. */
  readonly isActive?: boolean | undefined;
}

/** A message in the list. Choosing it does nothing, so that an early Enter has no effect. */
export interface NoteRow {
  readonly note: string;
}

/** A row of a step's list: a choice, a note, or a heading of the rows below it. */
export type StepRow<T> = ChoiceRow<T> | NoteRow | { readonly heading: string };

/** Content of a step. */
export interface StepContent<T> {
  /** Text in the empty box: what to do, or what is in progress. */
  readonly placeholder: string;
  readonly rows: readonly StepRow<T>[];
  /** Work is in progress that will change the rows. Default false. */
  readonly isBusy?: boolean | undefined;
}
