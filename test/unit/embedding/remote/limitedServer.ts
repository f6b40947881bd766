import type { FakeAnswer } from './fakeProvider';
import { refusalOf } from './fakeProvider';

/** Accepts or refuses requests as they arrive. */
export interface Limiter {
  /** The refusal of a request that arrives now; undefined if it is accepted. */
  arrive(now: number): FakeAnswer | undefined;
  /** An accepted request has been answered. */
  leave?(): void;
  /** Headers of the answer to an accepted request. */
  headers?(now: number): Record<string, string>;
}

/** Limits the requests in a fixed window, by default per second, as many gateways do. */
export function fixedWindow(
  most: number,
  headersOf: (untilMs: number) => Record<string, string>,
  windowMs = 1000,
): Limiter {
  let window = -1;
  let count = 0;
  return {
    arrive: (now) => {
      const current = Math.floor(now / windowMs);
      if (current !== window) {
        window = current;
        count = 0;
      }
      if (++count <= most) return undefined;
      return refusalOf(429, 'Rate limit reached', headersOf(windowMs * (current + 1) - now));
    },
  };
}

/** A token bucket of `burst` requests, refilled at a fixed rate per second. */
export function tokenBucket(
  perSecond: number,
  burst: number,
  headersOf: (untilMs: number) => Record<string, string>,
): Limiter {
  let left = burst;
  let at = 0;
  return {
    arrive: (now) => {
      left = Math.min(burst, left + ((now - at) / 1000) * perSecond);
      at = now;
      if (left >= 1) {
        left--;
        return undefined;
      }
      return refusalOf(429, 'Rate limit reached', headersOf(((1 - left) / perSecond) * 1000));
    },
  };
}

/** Limits concurrent requests; refusals do not say how long to wait. */
export function atOnce(most: number): Limiter {
  let underWay = 0;
  return {
    arrive: () => {
      if (underWay >= most) return refusalOf(429, 'Too many concurrent requests');
      underWay++;
      return undefined;
    },
    leave: () => {
      underWay--;
    },
  };
}

/** Whole seconds, rounded up, as in RFC 9110. */
export function retryAfter(untilMs: number): Record<string, string> {
  return { 'retry-after': String(Math.ceil(untilMs / 1000)) };
}

/** In OpenAI's format. */
export function rateLimitReset(untilMs: number): Record<string, string> {
  return {
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': `${Math.ceil(untilMs)}ms`,
  };
}
