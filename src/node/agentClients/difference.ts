import type { FileChange } from './planChanges';

/** Lines that a change removes and adds, with three lines around them; the first line names the file. */
export function differenceOf({ file, before, after }: FileChange): string[] {
  const old = linesOf(before);
  const changed = linesOf(after);
  let start = 0;
  while (start < Math.min(old.length, changed.length) && old[start] === changed[start]) start++;
  let tail = 0;
  while (tail < Math.min(old.length, changed.length) - start && old.at(-1 - tail) === changed.at(-1 - tail))
    tail++;
  const state = before === undefined ? ' (new)' : after === undefined ? ' (deleted)' : '';
  return [
    `${file}${state}`,
    ...old.slice(Math.max(0, start - 3), start).map((line) => `  ${line}`),
    ...old.slice(start, old.length - tail).map((line) => `- ${line}`),
    ...changed.slice(start, changed.length - tail).map((line) => `+ ${line}`),
    ...old.slice(old.length - tail, old.length - tail + 3).map((line) => `  ${line}`),
  ];
}

function linesOf(text: string | undefined): string[] {
  return text === undefined || text === '' ? [] : text.replace(/\r?\n$/, '').split(/\r?\n/);
}
