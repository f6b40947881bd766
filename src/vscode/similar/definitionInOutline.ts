import type { Definition, LineSpan } from './lineSpan';

/** Kind of an outline entry, as far as it matters for selecting a definition. */
export type OutlineKind = 'function' | 'type' | 'container' | 'value';

/** An outline entry of a document, from a language extension. */
export interface OutlineEntry extends LineSpan {
  readonly name: string;
  readonly kind: OutlineKind;
  readonly children: readonly OutlineEntry[];
}

const minValueLines = 3;
const maxContainerLines = 60;

/**
 * The innermost definition around a line. Preference: function or method, long value, callback, class or other type, short
 * module. Undefined if there is none of these.
 *
 * @param line 0-based
 */
export function definitionInOutline(entries: readonly OutlineEntry[], line: number): Definition | undefined {
  const around = entriesAround(entries, line);
  const innermost = (fits: (entry: OutlineEntry) => boolean): number => around.findLastIndex(fits);
  const choices = [
    innermost((entry) => entry.kind === 'function' && !isCallback(entry)),
    innermost((entry) => entry.kind === 'value' && linesOf(entry) >= minValueLines),
    innermost(isCallback),
    innermost((entry) => entry.kind === 'type'),
    innermost((entry) => entry.kind === 'container' && linesOf(entry) <= maxContainerLines),
  ];
  const index = choices.find((choice) => choice >= 0) ?? -1;
  const entry = around[index];
  if (!entry) return undefined;
  const container = around.slice(0, index).findLast(({ kind }) => kind === 'type');
  return {
    first: entry.first,
    last: entry.last,
    name: isCallback(entry) ? entry.name.replace(/ callback$/, '') : entry.name.replace(/\(.*\)$/, ''),
    container: container?.name,
  };
}

/** Outermost first. */
function entriesAround(entries: readonly OutlineEntry[], line: number): OutlineEntry[] {
  const around = entries.filter(({ first, last }) => first <= line && line <= last);
  // If several entries contain the line, take the shortest.
  const entry = around.toSorted((a, b) => linesOf(a) - linesOf(b))[0];
  return entry ? [entry, ...entriesAround(entry.children, line)] : [];
}

function linesOf({ first, last }: LineSpan): number {
  return last - first + 1;
}

/** Whether the name is one that language extensions give to anonymous functions. */
function isCallback({ name, kind }: OutlineEntry): boolean {
  return kind === 'function' && (name.endsWith(' callback') || /^(?:<.*>|\(anonymous.*)$/.test(name));
}
