/**
 * Characters with an effect beyond their display: control characters (C0, DEL, C1), which a terminal executes; line
 * and paragraph separators; and bidirectional controls, which can make text appear as something else.
 */
const acting = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

const shortEscapes: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/**
 * Makes untrusted text of a workspace or a server safe to display: characters with an effect are written as escapes,
 * `\x1b` or `\u202e`. Every output (a terminal, a notification, a list) calls this for each text it shows.
 *
 * @param kept characters that are not escaped; default none, so that the text is one line
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

/** {@link JSON.stringify} that also escapes characters with an effect, in ASCII; the parsed value is the same. */
export function visibleJson(value: unknown): string {
  return JSON.stringify(value).replace(
    acting,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
