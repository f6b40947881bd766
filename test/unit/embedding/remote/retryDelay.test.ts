import { afterEach, describe, expect, it, vi } from 'vitest';
import { resetDelayOf, retryDelayOf } from '../../../../src/engine/embedding/remote/retryDelay';

const now = Date.parse('2026-10-21T07:28:00Z');

afterEach(() => {
  vi.useRealTimers();
});

describe('the delay that a refusal requests', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['nothing', {}, undefined],
    ['milliseconds', { 'retry-after-ms': '1500' }, 1500],
    ['milliseconds before seconds', { 'retry-after-ms': '120', 'retry-after': '1' }, 120],
    ['seconds where the milliseconds are no number', { 'retry-after-ms': 'soon', 'retry-after': '2' }, 2000],
    ['seconds', { 'retry-after': '20' }, 20_000],
    ['parts of a second', { 'retry-after': '0.25' }, 250],
    ['no wait at all', { 'retry-after': '0' }, 0],
    ['seconds with blanks around them', { 'retry-after': ' 3 ' }, 3000],
    ['seconds with their unit', { 'retry-after': '7s' }, 7000],
    ['a date', { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT' }, 30_000],
    ['a date of the older form', { 'retry-after': 'Wednesday, 21-Oct-26 07:29:00 GMT' }, 60_000],
    ['a date of C', { 'retry-after': 'Wed Oct 21 07:28:05 2026 GMT' }, 5000],
    ['a date that is over', { 'retry-after': 'Wed, 21 Oct 2026 07:00:00 GMT' }, 0],
    ['a header that came twice', { 'retry-after': '1, 5' }, 5000],
    ['an empty header', { 'retry-after': '', 'retry-after-ms': ' ' }, undefined],
    ['a negative number', { 'retry-after': '-5', 'retry-after-ms': '-1' }, undefined],
    ['words', { 'retry-after': 'in 5 minutes' }, undefined],
    ['infinity', { 'retry-after': 'Infinity' }, undefined],
    [
      'requests run out',
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '120ms' },
      120,
    ],
    ['tokens run out', { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '6m0s' }, 360_000],
    ['several units', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3m4.5s120ms' }, 184_620],
    ['days', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1d2h' }, 600_000],
    ['30 days', { 'retry-after': '2592000' }, 600_000],
    ['a moment in seconds that is years away', { 'retry-after': '1999999999' }, 600_000],
    ['a date that is years away', { 'retry-after': 'Fri, 21 Oct 2033 07:28:00 GMT' }, 600_000],
    ['milliseconds where seconds are documented', { 'retry-after': '60000' }, 600_000],
    ['more milliseconds than a timer takes', { 'retry-after-ms': '2147483648' }, 600_000],
    ['more than any number', { 'retry-after-ms': '1e308' }, 600_000],
    ['bare seconds of a reset', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '1.5' }, 1500],
    [
      'the moment in seconds',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now / 1000 + 9}` },
      9000,
    ],
    [
      'the moment in milliseconds',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now + 800}` },
      800,
    ],
    [
      'the moment as a date',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-10-21T07:28:02Z' },
      2000,
    ],
    ['the header without x-', { 'ratelimit-remaining': '0', 'ratelimit-reset': '4' }, 4000],
    ['a reset of which nobody says what remains', { 'x-ratelimit-reset-requests': '2s' }, 2000],
    [
      'only what has run out, where that is told',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '900',
        'x-ratelimit-reset-tokens': '8m0s',
        'x-ratelimit-reset-images': '1h0s',
      },
      1000,
    ],
    [
      'the later one where both have run out',
      {
        'x-ratelimit-remaining-requests': '0',
        'x-ratelimit-reset-requests': '1s',
        'x-ratelimit-remaining-tokens': '0',
        'x-ratelimit-reset-tokens': '12s',
      },
      12_000,
    ],
    ['a reset of what is left', { 'x-ratelimit-remaining': '12', 'x-ratelimit-reset': '60' }, undefined],
    ['a reset that is no time', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' }, undefined],
  ])('%s', (_, headers, expected) => {
    expect(retryDelayOf(headers, undefined, now)).toBe(expected);
  });

  it('is read from the Retry-After header, then from the body, then from the headers about limits', () => {
    const fault = { message: 'Quota exceeded', retryAfterMs: 34_000 };
    const limits = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5' };
    expect(retryDelayOf(limits, fault, now)).toBe(34_000);
    expect(retryDelayOf({ ...limits, 'retry-after': '2' }, fault, now)).toBe(2000);
    expect(retryDelayOf(limits, { message: '', retryAfterMs: 86_400_000 }, now)).toBe(600_000);
    expect(retryDelayOf(limits, { message: 'Quota exceeded' }, now)).toBe(5000);
  });

  it('is relative to the clock of this machine', () => {
    vi.useFakeTimers({ now });
    expect(retryDelayOf({ 'retry-after': 'Wed, 21 Oct 2026 07:33:00 GMT' }, undefined)).toBe(300_000);
    const reset = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${now / 1000 + 2}` };
    expect(resetDelayOf(reset)).toBe(2000);
  });
});

describe('the delay after a successful answer', () => {
  it.each<[string, Record<string, string>, number | undefined]>([
    ['nothing is told', {}, undefined],
    [
      'more may be sent',
      { 'x-ratelimit-remaining-requests': '1', 'x-ratelimit-reset-requests': '1s' },
      undefined,
    ],
    [
      'this was the last',
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1s' },
      1000,
    ],
    [
      'this was the last for a day',
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1d' },
      600_000,
    ],
    ['what remains is not told', { 'x-ratelimit-reset-requests': '1s' }, undefined],
    ['what remains is empty', { 'x-ratelimit-remaining': '', 'x-ratelimit-reset': '1s' }, undefined],
    ['it is about a refusal', { 'retry-after': '9' }, undefined],
  ])('%s', (_, headers, expected) => {
    expect(resetDelayOf(headers, now)).toBe(expected);
  });
});
