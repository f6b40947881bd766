import { sample, type LiteralQuestion, type SourceFile } from './question';

/** A trimmed line of a file. */
interface Line {
  readonly path: string;
  readonly line: number;
  readonly text: string;
}

/**
 * Texts that occur once in a repository: lines of code, messages, comments, flags; messages also as a program prints
 * them, in quotes, and with values for their placeholders.
 */
export function textQuestions(files: readonly SourceFile[], each: number): LiteralQuestion[] {
  const everything = files.map(({ lines }) => lines.join('\n'));
  const isUnique = (text: string): boolean => {
    let found = 0;
    for (const one of everything) {
      const at = one.indexOf(text);
      if (at < 0) continue;
      if (found > 0 || one.includes(text, at + 1)) return false;
      found++;
    }
    return found === 1;
  };
  const code = files.filter(({ kind }) => kind === 'code');
  const lines = code.flatMap(linesOf);
  const quoted = lines.flatMap((line) =>
    Array.from(line.text.matchAll(/(["'`])((?:(?!\1)[^\\\n]){20,110})\1/g), ([, , text]) => ({
      ...line,
      text: text!,
    })),
  );
  const messages = quoted.filter(
    ({ text }) => /^[A-Z][^"'`$%{}<>]{24,}$/.test(text) && text.split(' ').length > 3,
  );
  const templates = quoted.filter(
    ({ text }) => text.split(' ').length > 3 && placeholder.test(text) && !/[<>]/.test(text),
  );
  const take = (
    kind: string,
    list: readonly Line[],
    toText = (text: string): string => text,
  ): LiteralQuestion[] =>
    sample(list, each * 4)
      .filter(({ text }) => isUnique(text))
      .slice(0, each)
      .map(({ path, line, text }) => ({ kind, text: toText(text), path, line, pattern: text }));
  return [
    ...take(
      'line of code',
      lines.filter(
        ({ text }) => text.length > 30 && text.length < 110 && !/^(?:\*|\/\/|\/\*|#|--)/.test(text),
      ),
    ),
    ...take(
      'comment',
      lines
        .filter(({ text }) => /^(?:\/\/|\* |# )/.test(text) && text.length > 35 && text.length < 110)
        .map((line) => ({ ...line, text: line.text.replace(/^[*/# ]+/, '') })),
    ),
    ...take('message', messages),
    ...take('"message"', messages, (text) => `"${text}"`),
    ...take('Error: message', messages, (text) => `Uncaught TypeError: ${text} [code 17]`),
    ...take('printed message', templates, printed),
    ...take('flag', files.flatMap(linesOf).flatMap(flagsOf)),
  ];
}

function linesOf({ path, lines }: SourceFile): Line[] {
  return lines.map((text, i) => ({ path, line: i + 1, text: text.trim() }));
}

function flagsOf(line: Line): Line[] {
  return Array.from(line.text.matchAll(/(?<![\w-])--[a-z][a-z-]{5,}(?![\w-])/g), ([text]) => ({
    ...line,
    text,
  }));
}

const placeholder = /%[sdvqrxf]|\$\{[^{}]+\}|(?<![$\\#])\{[\w.!:]*\}|#\{[^{}]+\}/;

/** A message with values for its placeholders. */
function printed(text: string): string {
  const values = ['alpha-7', '42', '"beta"', '/tmp/gamma.txt'];
  let next = 0;
  return text.replace(new RegExp(placeholder, 'g'), () => values[next++ % values.length]!);
}
