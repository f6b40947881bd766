/** A word that is cut by an ellipsis: its rest is missing. */
const cutWord = /[\w"']+…[\w"']+|^(?:…|\.{3})\w+|\w+(?:…|\.{3})$/g;
const inlineCode = /`([^`]+)`/g;
const codeSign = /[(){}[\];=<>"'.:]/;
/** A path with an extension, its line, and a line of the file, as grep prints it. */
const pathFirst =
  /^(?:\S*[/\\]\S*\.\w+(?::\d+)*(?::|\s)|[\w-]+\.\w{1,5}(?::\d+)*:(?!:))\s*(?:\d+[:-]\s?)?(?=\S)/;

/**
 * Parts of a pasted text that may be in a file without the rest: the line after a path, code in a sentence, a line
 * that was cut. Empty if it has none.
 */
export function quotedParts(text: string): string[] {
  const whole = text.replace(cutWord, ' … ');
  const afterPath = text.replace(pathFirst, '');
  const codes = Array.from(text.matchAll(inlineCode), ([, code]) => code!).filter((code) =>
    codeSign.test(code),
  );
  return [whole, afterPath, ...codes].filter((part) => part !== text);
}
