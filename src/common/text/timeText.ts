/**
 * A time of today as `14:03`, an earlier one with its date: `2025-03-01 14:03`. Avoids `Intl`, whose first use is
 * slow.
 */
export function timeText(atMs: number, now = new Date()): string {
  const at = new Date(atMs);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = `${two(at.getHours())}:${two(at.getMinutes())}`;
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${time}`;
}
