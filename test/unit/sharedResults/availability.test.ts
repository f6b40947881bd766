import { beforeEach, describe, expect, it } from 'vitest';
import { Availability } from '../../../src/node/sharedResults/availability';

let now: number;
let place: Availability;

beforeEach(() => {
  now = 0;
  place = new Availability(() => now);
});

const fail = (times: number): boolean[] =>
  Array.from({ length: times }, () => place.noteFailure('no answer'));

describe('a place that fails', () => {
  it('is not used after eight failures in a row, and the reason is reported once', () => {
    expect(fail(7)).not.toContain(true);
    expect(place.isPaused).toBe(false);
    expect(fail(1)).toEqual([true]);
    expect([place.isPaused, place.fault]).toEqual([true, 'no answer']);
    expect(fail(20)).not.toContain(true);
  });

  it('is used while some answers arrive', () => {
    for (let i = 0; i < 10; i++) {
      fail(7);
      place.noteAnswer();
    }
    expect([place.isPaused, place.fault]).toEqual([false, undefined]);
  });

  it('is used again after a time that doubles with each outage, at most ten minutes', () => {
    const pauses = Array.from({ length: 7 }, () => {
      place.pause('slow');
      const from = now;
      while (place.isPaused) now += 1000;
      return (now - from) / 1000;
    });
    expect(pauses).toEqual([30, 60, 120, 240, 480, 600, 600]);
  });

  it('is used again soon only after a call whose answers all arrived', () => {
    place.pause('slow');
    now += 30_000;
    expect(place.noteAnswer()).toBe(true);
    place.pause('slow');
    now += 59_999;
    expect(place.isPaused).toBe(true);
    now += 1;
    place.noteCalm();
    place.pause('slow');
    now += 30_000;
    expect(place.isPaused).toBe(false);
  });
});
