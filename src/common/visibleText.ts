/**
 * Characters that do something other than stand there: control characters (C0, DEL, C1), which a terminal obeys; line and
 * paragraph separators; and those that change the direction of the text after them, so that it reads as what it is not.
 */
const acting = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * A text of a workspace or a server so that it may be shown: characters that act are written as escapes, `\x1b` or `\u202e`.
 * Each door (a terminal, a notification, a list) calls this where it shows a text, whatever the text is.
 *
 * @param kept those that may stay; by default none, so that a text is one line
 */
export function visibleText(text: string, kept = ''): string {
  return text.replace(acting, (char) => (kept.includes(char) ? char : escapeOf(char)));
}

function escapeOf(char: string): string {
  const code = char.charCodeAt(0);
  return (
    shortEscapes[char] ??
    (code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u${code.toString(16)}`)
  );
}

/** {@link JSON.stringify} in ASCII escapes where it would leave a character that acts; the value is the same when read. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(
    acting,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
