/** Forms of texts over several lines. */
export interface TextForm {
  /** The beginning of a here-document in a line; group `tag`. */
  readonly hereDocument?: RegExp;
  /** Quotes of three characters. */
  readonly tripleQuotes?: RegExp;
}

/** `<<EOF`, `<<-EOF`, `<<~EOF`, with the tag in quotes or not. */
const hereDocument = /(?<![<\w])<<[-~]?\s?(["'`]?)(?<tag>[A-Z_a-z]\w*)\1(?!\s*\()/;

/** Perl, Ruby, shell, Terraform. */
export const hereDocuments: TextForm = { hereDocument };

/** Python, Julia, Nim, Elixir, Swift, Dart, Kotlin, Scala, Java, C#, Groovy. */
export const tripleQuotes: TextForm = { tripleQuotes: /"""|'''/g };

/** Recognizes the lines inside a text: they are not code, and may begin in the first column. */
export class LongTexts {
  private end: string | undefined;

  constructor(private readonly form: TextForm) {}

  /** Reads a line; true if it continues or ends a text that an earlier line began. */
  read(line: string): boolean {
    const { end } = this;
    if (end !== undefined) {
      const isQuote = /^["']/.test(end);
      if (isQuote ? countOf(line, end) % 2 === 1 : line === end || line === `${end};`) this.end = undefined;
      return true;
    }
    const { hereDocument: here, tripleQuotes: triple } = this.form;
    const quote = triple && line.match(triple)?.[0];
    if (quote !== undefined && countOf(line, quote) % 2 === 1) this.end = quote;
    else if (here) this.end = here.exec(line)?.groups?.['tag'];
    return false;
  }
}

function countOf(line: string, text: string): number {
  return line.split(text).length - 1;
}
