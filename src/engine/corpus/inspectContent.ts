import { message } from '../../common/messages/message';
import { usualExtension } from '../../common/query/languageTables';
import type { SkipCause } from './corpusEntry';
import { withoutEmbeddedData } from './embeddedData';
import { generatedMark } from './generatedContent';
import { languageOf } from './languages';
import { secretContentOf } from './secrets/secretContent';

/** Prose formats, in which a line is a paragraph and markers of generated files are ordinary text. */
const proseExtensions: ReadonlySet<string> = new Set(
  'md markdown mdx mdown txt text rst adoc asciidoc org tex typ wiki textile po ipynb'.split(' '),
);

/** Data and markup formats, in which long lines are usual and still worth finding. */
const dataExtensions: ReadonlySet<string> = new Set(
  'csv tsv json jsonl ndjson json5 geojson yaml yml xml xsd xsl svg html htm xhtml toml ini log sql'.split(
    ' ',
  ),
);

/** Longer lines are not handwritten. */
const longLine = 500;
const minMinifiedLength = 2000;
const hugeLine = 1_000_000;
const hugeDataLine = 100_000;

/** Least share of punctuation in minified code, above that of base64, embedded text and hashes. */
const minCodePunctuation = 0.06;

/**
 * Why a file's text excludes it from the index: `lfs-pointer`, `secret`, `generated` or `minified`. Conservative: an
 * excluded file cannot be found, while one included wrongly only takes space.
 *
 * @param path relative to the workspace folder
 * @param includeSecrets the user asked to include files that look secret
 * @param stated language id that the settings state
 */
export function inspectContent(
  path: string,
  text: string,
  includeSecrets = false,
  stated?: string,
): SkipCause | undefined {
  const { id, kind } = languageOf(path, stated);
  const named = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const extension = stated === undefined ? named : (usualExtension(stated) ?? '');
  const isProse = proseExtensions.has(extension) || (kind === 'docs' && id !== 'plaintext');
  const isCode = !isProse && !dataExtensions.has(extension);
  return (
    inspectPointer(text) ??
    (includeSecrets ? undefined : inspectSecrets(path, text)) ??
    (isCode ? inspectMarkers(path, text) : undefined) ??
    inspectLongLines(id, text, isCode, isProse)
  );
}

/** A Git LFS pointer has a few lines. Characters. */
const maxPointerLength = 1024;

function inspectPointer(text: string): SkipCause | undefined {
  const isPointer =
    text.length <= maxPointerLength &&
    /^version https:\/\/[\w.-]+\/spec\/v\d+\r?\n(?:\S.*\n)*oid sha256:/.test(text);
  const size = /^size (\d+)$/m.exec(text)?.[1];
  return isPointer ? { reason: 'lfs-pointer', detail: message('storedElsewhere', size ?? '?') } : undefined;
}

function inspectSecrets(path: string, text: string): SkipCause | undefined {
  const detail = secretContentOf(path, text);
  return detail === undefined ? undefined : { reason: 'secret', detail };
}

function inspectMarkers(path: string, text: string): SkipCause | undefined {
  const detail = generatedMark(path, text);
  return detail === undefined ? undefined : { reason: 'generated', detail };
}

function inspectLongLines(
  language: string,
  text: string,
  isCode: boolean,
  isProse: boolean,
): SkipCause | undefined {
  // The lines of a notebook are mostly output, which is not indexed.
  if (language === 'jupyter') return undefined;
  const isLong = inspectLines(text, isCode, isProse) !== undefined;
  return isLong ? inspectLines(withoutEmbeddedData(text), isCode, isProse) : undefined;
}

function inspectLines(text: string, isCode: boolean, isProse: boolean): SkipCause | undefined {
  let longLength = 0;
  let longest = 0;
  let punctuation = 0;
  // Searched ahead, separately for each kind of break: most files have no `\r`, and searching for it at every line is
  // slow.
  let lineFeed = indexOrEnd(text, '\n', 0);
  let carriageReturn = indexOrEnd(text, '\r', 0);
  let start = 0;
  while (start < text.length) {
    const end = Math.min(lineFeed, carriageReturn);
    const length = end - start;
    longest = Math.max(longest, length);
    if (length > longLine) {
      longLength += length;
      punctuation += isCode ? countPunctuation(text, start, end) : 0;
    }
    start = end + 1;
    if (end === lineFeed) {
      lineFeed = indexOrEnd(text, '\n', start);
    } else {
      carriageReturn = indexOrEnd(text, '\r', start);
    }
  }
  const limit = isCode || isProse ? hugeLine : hugeDataLine;
  if (longest >= limit) {
    return minified(longest);
  }
  const isMinified =
    isCode &&
    text.length >= minMinifiedLength &&
    longLength * 2 > text.length &&
    punctuation > longLength * minCodePunctuation;
  return isMinified ? minified(longest) : undefined;
}

function minified(longest: number): SkipCause {
  return { reason: 'minified', detail: message('longestLine', longest) };
}

function indexOrEnd(text: string, char: string, start: number): number {
  const index = text.indexOf(char, start);
  return index < 0 ? text.length : index;
}

function countPunctuation(text: string, start: number, end: number): number {
  return text.slice(start, end).match(/[(){}[\],;:=]/g)?.length ?? 0;
}
