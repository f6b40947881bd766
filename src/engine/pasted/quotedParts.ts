/** A word that is cut by an ellipsis: its rest is missing. */
const cutWord = /[\w"']+…[\w"']+|^(?:…|\.{3})\w+|\w+(?:…|\.{3})$/g;
const inlineCode = /`([^`]+)`/g;
/** A quote in a sentence without spaces between words. */
const quoteInSentence = /(?<=[^\x00-\x7f])\s?["「『](.+)["」』]\s?(?=[^\x00-\x7f]|$)/;
const longestSentence = 1000;
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
  const quote = text.length > longestSentence ? undefined : quoteInSentence.exec(text)?.[1];
  return [whole, afterPath, ...codes, quote ?? text].filter((part) => part !== text);
}
