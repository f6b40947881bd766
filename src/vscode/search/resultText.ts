import * as l10n from '@vscode/l10n';
import { formatCount } from '../../common/text/countText';
import type { SearchResult, SiblingResult } from '../../common/contracts/searchResult';
import { labelText } from '../labelText';
import { columnsOf, elideEnd, elideMiddle, elidePath } from './elide';
import { plainMarkup } from '../../common/text/plainMarkup';
import { symbolIcon } from './symbolIcon';
import { tellingText } from '../../common/text/tellingText';

/** Text of a result in a quick pick row. Contains `$(icon)` only where an icon is intended. */
export interface ResultText {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** Columns in the first line of a quick pick row, in Latin letters. The label must leave space for file and line. */
const rowColumns = 86;
const labelColumns = 44;
const fileColumns = 36;
/** Minimum columns for a path or headings to be useful. */
const leastColumns = 10;
/** Longer lines are cut: they are not visible anyway and slow down rendering. */
const maxDetailCharacters = 200;
const pathSeparator = ' › ';
const partSeparator = ' · ';

/**
 * Text of a row: the name of the result, `FILE:LINE` with its surroundings, and the most relevant line. File and line stay
 * readable; the parts around them are elided.
 *
 * @param folder name of the workspace folder, if there are several
 */
export function resultText(result: SearchResult, folder?: string): ResultText {
  const { path, line, siblings } = result;
  const place = `${elideMiddle(fileName(path), fileColumns)}:${line}`;
  const name = nameOf(result);
  const label = name === '' ? place : name;
  const parts = [...(name === '' ? [] : [place]), ...(siblings?.length ? [siblingsText(siblings)] : [])];
  const left = (): number => rowColumns - columnsOf([label, ...parts, ''].join(partSeparator));
  const directory = directoryText(path, folder);
  if (directory !== '' && left() >= leastColumns) parts.push(elidePath(directory, left()));
  const headings = headingsAbove(result);
  if (headings !== '' && left() >= leastColumns) parts.push(elideMiddle(headings, left()));
  return {
    label: `$(${symbolIcon(result)}) ${labelText(label)}`,
    description: labelText(parts.join(partSeparator)),
    detail: labelText(tellingText(result, name).slice(0, maxDetailCharacters)),
  };
}

/** `+ 9 translations`, `+ 2 translations + 1 copy`. */
function siblingsText(siblings: readonly SiblingResult[]): string {
  const translations = siblings.filter(({ relation }) => relation === 'translation').length;
  const copies = siblings.length - translations;
  return [
    translations === 1 && l10n.t('+ 1 translation'),
    translations > 1 && l10n.t('+ {0} translations', formatCount(translations)),
    copies === 1 && l10n.t('+ 1 copy'),
    copies > 1 && l10n.t('+ {0} copies', formatCount(copies)),
  ]
    .filter(Boolean)
    .join(' ');
}

/** Name of a result: its symbol with its owner, or its heading; '' if nothing is defined there. */
function nameOf({ kind, symbol }: SearchResult): string {
  const names = symbol?.split(pathSeparator) ?? [];
  const last = names.at(-1) ?? '';
  if (kind === 'docs') return elideEnd(plainMarkup(last), labelColumns);
  const owned = names.slice(-2).join(pathSeparator);
  return columnsOf(owned) <= labelColumns ? owned : elideMiddle(last, labelColumns);
}

/** Headings above the one in the label, outermost first. */
function headingsAbove({ kind, symbol }: SearchResult): string {
  if (kind !== 'docs' || symbol === null) return '';
  return symbol.split(pathSeparator).slice(0, -1).map(plainMarkup).filter(Boolean).join(pathSeparator);
}

function fileName(path: string): string {
  return path.split('/').at(-1)!;
}

function directoryText(path: string, folder: string | undefined): string {
  const directory = path.split('/').slice(0, -1).join('/');
  return [folder, directory].filter(Boolean).join(' • ');
}
