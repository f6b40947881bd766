import type { ProviderFault } from '../providers/providerRecord';

type Headers = Readonly<Record<string, string>>;

/**
 * The longest wait that is granted, whoever asks for it, milliseconds. Some gateways send milliseconds where seconds are
 * documented, some a moment of a clock that is wrong, and a limit of the day may be raised: one request after ten minutes
 * finds out, and costs nothing where it is refused.
 */
const longestMs = 10 * 60_000;

/** The first wait where a provider names no time, doubled with each try, milliseconds. */
const firstWaitMs = 500;

/**
 * How long to wait before the next try where a provider names no time, milliseconds.
 *
 * @param tries so far, from 1
 */
export function backOffMs(tries: number, longestWaitMs: number): number {
  const most = Math.min(longestWaitMs, firstWaitMs * 2 ** (tries - 1));
  // Spread, so that those refused together do not come back together.
  return most * (0.5 + Math.random() / 2);
}

/**
 * How long a refusal asks to wait, milliseconds, ten minutes at most; undefined where it does not say. Read in this order: `retry-after-ms`,
 * `retry-after` (seconds or a date, RFC 9110, 10.2.3), what the body says, and `x-ratelimit-reset-*` of whatever has run out;
 * of what is not told how much remains, it is taken for that.
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
 * How long until more may be sent, milliseconds, ten minutes at most, where the headers of an answer say that nothing more may
 * be sent now.
 */
export function resetDelayOf(headers: Headers, now = Date.now()): number | undefined {
  return bounded(longestReset(headers, now, (remaining) => numberOf(remaining) === 0));
}

function bounded(delayMs: number | undefined): number | undefined {
  return delayMs === undefined ? undefined : Math.min(delayMs, longestMs);
}

/** Of `x-ratelimit-reset`, `x-ratelimit-reset-requests` and the like, with or without `x-`. */
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

/** The longest one where a header came more than once. */
function parseDelays(text: string | undefined, now: number): number | undefined {
  const whole = parseDelay(text, now);
  if (whole !== undefined || text === undefined) return whole;
  const delays = text.split(',').map((part) => parseDelay(part, now));
  return delays.every((delay) => delay !== undefined) ? Math.max(...delays) : undefined;
}

const unitsMs: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** `6m0s`, `120ms`, `1.5` (seconds), or the moment itself (seconds or milliseconds since the epoch, or a date). */
function parseDelay(text: string | undefined, now: number): number | undefined {
  const trimmed = text?.trim() ?? '';
  const number = numberOf(trimmed);
  if (number !== undefined) {
    // No reset is thirty years away: so large a number is a moment, and a larger one is one in milliseconds.
    if (number > 1e11) return Math.max(0, number - now);
    return number > 1e9 ? Math.max(0, number * 1000 - now) : number * 1000;
  }
  if (/^(?:\d+(?:\.\d+)?(?:ms|d|h|m|s))+$/.test(trimmed)) {
    const parts = trimmed.matchAll(/(\d+(?:\.\d+)?)(ms|d|h|m|s)/g);
    return [...parts].reduce((sum, [, amount, unit]) => sum + Number(amount) * unitsMs[unit!]!, 0);
  }
  // Without a time of day anything with a number in it passes for a date.
  const date = /\d:\d\d/.test(trimmed) ? Date.parse(trimmed) : NaN;
  return Number.isFinite(date) ? Math.max(0, date - now) : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  const number = text === undefined || text.trim() === '' ? NaN : Number(text);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}
