import { describe, expect, it } from 'vitest';
import { firstPart, fitInto } from '../../../src/engine/firstFiles/firstPart';

const names = (count: number): string[] => Array.from({ length: count }, (_, i) => `${i}.ts`);

describe('the files that are brought forward', () => {
  it('are at most 150, and at most 900 KB', () => {
    expect(firstPart(names(300), () => 1000)).toEqual(names(150));
    expect(firstPart(names(300), () => 100_000)).toEqual(names(9));
  });

  it('are all files if these are few and small', () => {
    const files = (count: number, sizeBytes: number) => names(count).map(() => ({ sizeBytes }));
    expect(fitInto(files(150, 6000))).toBe(true);
    expect(fitInto(files(151, 1))).toBe(false);
    expect(fitInto(files(2, 500_000))).toBe(false);
    expect(fitInto([])).toBe(true);
  });
});
