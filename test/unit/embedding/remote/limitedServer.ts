import type { FakeAnswer } from './fakeProvider';
import { refusalOf } from './fakeProvider';

/** Decides about requests as they arrive. */
export interface Limiter {
  /** The refusal of a request that arrives now; undefined where it is taken. */
  arrive(now: number): FakeAnswer | undefined;
  /** A request that was taken is answered. */
  leave?(): void;
  /** Headers of an answer to a request that was taken. */
  headers?(now: number): Record<string, string>;
}

/** Most so many in a window that begins anew each second, or whatever it is, as many gateways count. */
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

/** A store of `burst` requests that fills again by so many a second. */
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

/** Most so many at a time; refusals do not say how long to wait. */
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

/** Whole seconds, rounded up, as RFC 9110 has them. */
export function retryAfter(untilMs: number): Record<string, string> {
  return { 'retry-after': String(Math.ceil(untilMs / 1000)) };
}

/** As OpenAI tells it. */
export function rateLimitReset(untilMs: number): Record<string, string> {
  return {
    'x-ratelimit-remaining-requests': '0',
    'x-ratelimit-reset-requests': `${Math.ceil(untilMs)}ms`,
  };
}
