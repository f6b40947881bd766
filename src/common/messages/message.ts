import type { texts } from './texts';

type Texts = typeof texts;

/** The name of a message. Each has its text in one of the tables of {@link texts}. */
export type MessageCode = keyof Texts;

/**
 * A text for users as a code and values: serializable, and independent of the display language. Created by
 * {@link message}; `textOf` makes the text.
 */
export interface Message {
  readonly code: MessageCode;
  /** In the order of the parameters of the text. A message as a value becomes a part of the sentence. */
  readonly values: readonly (string | number | Message)[];
}

/** A message, or a text in the display language or from elsewhere: of the system, of a provider, a name. */
export type Text = string | Message;

/** Where a text takes a string, a message may stand too. */
type ValuesOf<Parameters extends readonly unknown[]> = {
  [I in keyof Parameters]: Parameters[I] extends number ? number : Text;
};

/** A message with its values, which the compiler checks against the text of the code. */
export function message<C extends MessageCode>(code: C, ...values: ValuesOf<Parameters<Texts[C]>>): Message {
  return { code, values };
}

/** The values of a message with this code, as strings; undefined for any other text. For codes whose values are no messages. */
export function valuesOf(text: Text | undefined, code: MessageCode): string[] | undefined {
  if (typeof text !== 'object' || text.code !== code) return undefined;
  return text.values.map((value) => (typeof value === 'object' ? value.code : String(value)));
}
