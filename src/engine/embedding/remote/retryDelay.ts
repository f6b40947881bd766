import type { ProviderFault } from '../providers/serviceRecord';

type Headers = Readonly<Record<string, string>>;

/**
 * The longest retry time that is accepted, milliseconds. Some gateways send milliseconds where seconds are
 * documented, some a time of a wrong clock, and a daily limit may be raised: one request after ten minutes finds out,
 * and costs nothing if it is refused.
 */
const longestMs = 10 * 60_000;

/** The first wait if a provider gives no time, doubled with each try, milliseconds. */
const firstWaitMs = 500;

/**
 * Wait before the next try if a provider gives no time, milliseconds.
 *
 * @param tries so far, from 1
 */
export function backOffMs(tries: number, longestWaitMs: number): number {
  const most = Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1));
  // Random jitter, so that requests refused together are not retried together.
  return most * (0.5 + Math.random() / 2);
}

/**
 * The retry time of a refusal, milliseconds, ten minutes at most; undefined if it has none. Read in this order:
 * `retry-after-ms`, `retry-after` (seconds or a date, RFC 9110, 10.2.3), the body, and `x-ratelimit-reset-*` of every
 * limit that is exhausted; a limit without a remaining count is assumed to be.
 *
 * @param now milliseconds since the epoch
 */
export function retryDelayOf(
  headers: Headers,
  fault: ProviderFault | undefined,
  now = Date.now(),
): number | undefined {
  return bounded(
    numberOf(headers['retry-after-ms']) ??
      parseDelays(headers['retry-after'], now) ??
      fault?.retryAfterMs ??
      longestReset(headers, now, (remaining) => numberOf(remaining) === 0) ??
      longestReset(headers, now, (remaining) => remaining === undefined),
  );
}

/**
 * Time until more may be sent, milliseconds, ten minutes at most, if the headers of an answer say that nothing more
 * may be sent now.
 */
export function resetDelayOf(headers: Headers, now = Date.now()): number | undefined {
  return bounded(longestReset(headers, now, (remaining) => numberOf(remaining) === 0));
}

function bounded(delayMs: number | undefined): number | undefined {
  return delayMs === undefined ? undefined : Math.min(delayMs, longestMs);
}

/** Reads `x-ratelimit-reset`, `x-ratelimit-reset-requests` and similar headers, with or without `x-`. */
function longestReset(
  headers: Headers,
  now: number,
  concerns: (remaining: string | undefined) => boolean,
): number | undefined {
  const delays = Object.entries(headers).flatMap(([name, value]) => {
    const [, before, behind] = /^((?:x-)?ratelimit-)reset((?:-.+)?)$/.exec(name) ?? [];
    if (before === undefined || !concerns(headers[`${before}remaining${behind}`])) return [];
    return parseDelays(value, now) ?? [];
  });
  return delays.length > 0 ? Math.max(...delays) : undefined;
}

/** The longest one if a header was repeated. */
function parseDelays(text: string | undefined, now: number): number | undefined {
  const whole = parseDelay(text, now);
  if (whole !== undefined || text === undefined) return whole;
  const delays = text.split(',').map((part) => parseDelay(part, now));
  return delays.every((delay) => delay !== undefined) ? Math.max(...delays) : undefined;
}

const unitsMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `6m0s`, `120ms`, `1.5` (seconds), or an absolute time (seconds or milliseconds since the epoch, or a date). */
function parseDelay(text: string | undefined, now: number): number | undefined {
  const trimmed = text?.trim() ?? '';
  const number = numberOf(trimmed);
  if (number !== undefined) {
    // No reset is thirty years away: such a large number is an absolute time in seconds, and a larger one in
    // milliseconds.
    if (number > 1e11) return Math.max(0, number - now);
    return number > 1e9 ? Math.max(0, number * 1000 - now) : number * 1000;
  }
  if (/^(?:\d+(?:\.\d+)?(?:ms|d|h|m|s))+$/.test(trimmed)) {
    const parts = trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g);
    return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * unitsMs[unit!]!, 0);
  }
  // Without a time of day, `Date.parse` accepts almost any text with a number.
  const date = /\d:\d\d/.test(trimmed) ? Date.parse(trimmed) : NaN;
  return Number.isFinite(date) ? Math.max(0, date - now) : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
