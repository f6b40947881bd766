/** The value below which a share of the values lies, from 0 to 1. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
}

export const ms = (value: number): string => `${value.toFixed(1)} ms`;
/** @param value milliseconds */
export const seconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;
export const ratio = (a: number, b: number): string => (a / b).toFixed(1);
