/** Something to choose in a step. */
export interface ChoiceRow<T> {
  /** May begin with an icon: `$(name)`. */
  readonly label: string;
  readonly description?: string | undefined;
  /** The second line. */
  readonly detail?: string | undefined;
  readonly value: T;
  /** Where the keyboard is at first; by default on the first row. */
  readonly isActive?: boolean | undefined;
}

/** Something that is said in the list. Nothing comes of choosing it: Enter that comes too early does no harm. */
export interface NoteRow {
  readonly note: string;
}

/** A row of a step's list: a choice, a note, or the heading of those below it. */
export type StepRow<T> = ChoiceRow<T> | NoteRow | { readonly heading: string };

/** What a step shows. */
export interface StepContent<T> {
  /** Stands in the empty box: what to do, or what goes on. */
  readonly placeholder: string;
  readonly rows: readonly StepRow<T>[];
  /** Something goes on that will change the rows. Default false. */
  readonly isBusy?: boolean | undefined;
}

/** Parts of a description, apart from each other; what is missing is left out. */
export function joinParts(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter(Boolean).join(' · ');
}
