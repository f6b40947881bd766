import { plainMarkup } from '../../common/text/plainMarkup';
import { tellingText } from '../../common/text/tellingText';
import type { ViewResult } from '../../common/view/viewProtocol';

/** Separates the names of a breadcrumb. */
export const breadcrumbSeparator = ' › ';

/** Longest one-line text of a result, in characters; the row truncates it to its width. */
const maxTellingLength = 300;

/** The label of a result: its name, and the names that enclose it. */
export interface ResultLabel {
  /** Undefined if nothing is defined there and no heading precedes it. */
  readonly name: string | undefined;
  /** Enclosing names, outermost first. */
  readonly outer: readonly string[];
}

/** For documentation the name is the last heading as plain text, without markup and attributes. */
export function labelOf({ symbol, kind }: Pick<ViewResult, 'symbol' | 'kind'>): ResultLabel {
  const names = (symbol?.split(breadcrumbSeparator) ?? [])
    .map((name) => (kind === 'docs' ? plainMarkup(name) : name))
    .filter((name) => name !== '');
  return { name: names.at(-1), outer: names.slice(0, -1) };
}

/** A one-line summary of a result, shown below its name: see {@link tellingText}. */
export function tellingTextOf(result: ViewResult): string {
  const preview = result.lines.map((line) => line.map((token) => token.text).join('')).join('\n');
  const { kind, tellingLine, firstLine: previewLine } = result;
  return tellingText({ kind, preview, previewLine, tellingLine }, labelOf(result).name).slice(
    0,
    maxTellingLength,
  );
}
