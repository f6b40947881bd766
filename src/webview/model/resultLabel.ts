import { plainMarkup } from '../../common/plainMarkup';
import { tellingText } from '../../common/tellingText';
import type { ViewResult } from '../../common/viewProtocol';

/** What stands between the names of a breadcrumb. */
export const breadcrumbSeparator = ' › ';

/** Longest text of one line of a result, in characters; the row cuts it sooner. */
const maxTellingLength = 300;

/** What a result is called: its name, and what encloses it. */
export interface ResultLabel {
  /** Undefined where nothing is defined there, and no heading stands above it. */
  readonly name: string | undefined;
  /** Names of what encloses it, the outermost first. */
  readonly outer: readonly string[];
}

/** Of documentation the name is the last heading, as it reads: without markup and attributes. */
export function labelOf({ symbol, kind }: Pick<ViewResult, 'symbol' | 'kind'>): ResultLabel {
  const names = (symbol?.split(breadcrumbSeparator) ?? [])
    .map((name) => (kind === 'docs' ? plainMarkup(name) : name))
    .filter((name) => name !== '');
  return { name: names.at(-1), outer: names.slice(0, -1) };
}

/** What a result says, in a line, below its name: see {@link tellingText}. */
export function tellingTextOf(result: ViewResult): string {
  const preview = result.lines.map((line) => line.map((token) => token.text).join('')).join('\n');
  const { kind, tellingLine, firstLine: previewLine } = result;
  return tellingText({ kind, preview, previewLine, tellingLine }, labelOf(result).name).slice(
    0,
    maxTellingLength,
  );
}
