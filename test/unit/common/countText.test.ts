import { describe, expect, it } from 'vitest';
import { countOf, formatCount } from '../../../src/common/countText';

describe('counts', () => {
  it('have their thousands apart', () => {
    expect([0, 12, 999, 1000, 34567, 1234567].map(formatCount)).toEqual([
      '0',
      '12',
      '999',
      '1,000',
      '34,567',
      '1,234,567',
    ]);
  });

  it('have their noun', () => {
    expect([0, 1, 3400].map((count) => countOf(count, 'file'))).toEqual(['0 files', '1 file', '3,400 files']);
  });
});
