const format = new Intl.NumberFormat('en-US');

/** A whole number with its thousands apart. */
export function formatNumber(value: number): string {
  return format.format(value);
}

/** A count with its noun: `1 file`, `3,400 files`. */
export function countOf(count: number, noun: string): string {
  return `${formatNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}
