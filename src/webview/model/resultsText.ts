import * as l10n from '@vscode/l10n';
import type { ViewQuery, ViewResult } from '../../common/view/viewProtocol';
import { foundGroups, groupsOf, type FileGroup } from './rows';
import { summaryOf } from './summary';
import type { ViewModel } from './viewModel';
import { visibleText } from '../../common/text/visibleText';

/** One result: its position, and its lines as they are in the file. */
export function resultText(result: ViewResult): string {
  const lines = linesOf(result);
  const first = lines[0]?.number ?? result.line;
  return [`${placeOf(result)}:${first}`, ...lines.map(({ text }) => text)].join('\n');
}

/** A file and the lines of its results, each with its number. */
export function groupText(group: FileGroup): string {
  const sections = group.results.map(({ result }) => {
    const lines = linesOf(result).map(({ number, text, isMatch }) =>
      `${String(number).padStart(5)}${isMatch ? ':' : ' '} ${text}`.trimEnd(),
    );
    const heading = group.type === 'pinned' ? `  ${placeOf(result)}` : undefined;
    const name = result.symbol ? visibleText(`  ${result.symbol}`) : undefined;
    return [heading, name, ...lines].filter((line) => line !== undefined).join('\n');
  });
  const first = group.results[0]?.result;
  const heading = group.type === 'pinned' || !first ? visibleText(group.name) : placeOf(first);
  return [`${heading}:`, sections.join('\n\n')].join('\n');
}

/** All results as text, separated by file; '' if there are none. */
export function allText(model: ViewModel): string {
  const found = foundGroups(model);
  const groups = found.length > 0 ? found : groupsOf(model);
  return groups.map((group) => `${groupText(group)}\n`).join('\n');
}

/** A title for {@link documentText}. */
export function documentTitle({ answer }: ViewModel): string {
  const query = answer && (answer.query.similarTo?.label ?? answer.query.text);
  return query === undefined ? l10n.t('Pinned Results') : l10n.t('Results: {0}', query);
}

/**
 * All results as a document, with the query and the number of results at the top. It has the format of VS Code's
 * search editor, so that its colours and links apply; the words before the colons are part of that format.
 */
export function documentText(model: ViewModel): string {
  const { answer } = model;
  const head = answer ? [...queryLines(answer.query), '', summaryOf(model), ''] : [];
  return [...head, allText(model)].join('\n');
}

function queryLines({ text, similarTo, kind, languages, include, exclude }: ViewQuery): string[] {
  const lines = [`# Query: ${(similarTo ? l10n.t('Like {0}', similarTo.label) : text).replace(/\s+/g, ' ')}`];
  const flags = [kind, ...languages].filter((flag) => flag !== undefined);
  if (flags.length > 0) lines.push(`# Flags: ${flags.join(' ')}`);
  if (include.trim() !== '') lines.push(`# Including: ${include.trim()}`);
  if (exclude.trim() !== '') lines.push(`# Excluding: ${exclude.trim()}`);
  return lines;
}

/** Path of a result; if there are several folders, in the notation of the search editor. */
function placeOf({ folder, path }: ViewResult): string {
  return visibleText(folder === undefined ? path : `${folder} • ${path}`);
}

interface NumberedLine {
  readonly number: number;
  readonly text: string;
  readonly isMatch: boolean;
}

/** The lines of a result, without leading and trailing blank lines. */
function linesOf({ lines, firstLine, matches }: ViewResult): readonly NumberedLine[] {
  const matching = new Set(matches.map(({ line }) => line));
  const all = lines.map((line, index): NumberedLine => ({
    number: firstLine + index,
    text: visibleText(line.map((token) => token.text).join(''), '\t'),
    isMatch: matching.has(firstLine + index),
  }));
  const isSaying = ({ text }: NumberedLine): boolean => text.trim() !== '';
  return all.slice(Math.max(0, all.findIndex(isSaying)), all.findLastIndex(isSaying) + 1);
}
