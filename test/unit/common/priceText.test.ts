import { describe, expect, it } from 'vitest';
import { costText, priceText, tokensText } from '../../../src/common/text/priceText';

describe('priceText', () => {
  it.each([
    [0.02, 'USD', '$0.02 per million tokens'],
    [0.5, 'USD', '$0.50 per million tokens'],
    [0.018, 'USD', '$0.018 per million tokens'],
    [2, 'CNY', '¥2.00 per million tokens'],
    [0, 'USD', 'free of charge'],
  ] as const)('%d %s', (amount, currency, expected) => {
    expect(priceText({ amount, currency })).toBe(expected);
  });
});

describe('costText', () => {
  it.each([
    [1_000_000, 0.02, 'about $0.02'],
    [1_000_001, 0.02, 'about $0.03'],
    [1_000_000, 0.07, 'about $0.07'],
    [100, 0.02, 'less than $0.01'],
    [500_000, 0.02, 'about $0.01'],
    [2_000_000_000, 0.75, 'about $1,500.00'],
    [1_000_000, 0, 'free of charge'],
    [0, 0.02, 'free of charge'],
  ])('%d tokens at %d', (tokens, amount, expected) => {
    expect(costText(tokens, { amount, currency: 'USD' })).toBe(expected);
  });
});

describe('tokensText', () => {
  it.each([
    [7, 'about 7 tokens'],
    [99, 'about 99 tokens'],
    [101, 'about 110 tokens'],
    [3400, 'about 3,400 tokens'],
    [843_210, 'about 850,000 tokens'],
    [999_999, 'about 1,000,000 tokens'],
  ])('%d', (tokens, expected) => {
    expect(tokensText(tokens)).toBe(expected);
  });
});
