import { describe, expect, it } from 'vitest';
import { distinctTokens } from '../../../src/engine/pasted/distinctTokens';

describe('tokens that identify a place', () => {
  it.each([
    ['CART_MAX_ITEMS=17', ['CART_MAX_ITEMS']],
    ['Error: environment variable CART_MAX_ITEMS is not set', ['CART_MAX_ITEMS']],
    ['Error [ERR_NO_CART]: no cart', ['ERR_NO_CART']],
    ['- name: CART_MAX_ITEMS value: "17"', ['CART_MAX_ITEMS']],
    ['X-Cart-Id: 17', ['X-Cart-Id']],
    ['< x-cart-id: 17', ['x-cart-id']],
    ["curl -H 'X-Cart-Id: 17' https://shop.example", ['X-Cart-Id']],
    ['Content-Type: application/cart+json; charset=utf-8', ['application/cart+json']],
    ['"cart-max-items": 17,', ['cart-max-items']],
  ])('are found in %s', (text, tokens) => {
    expect(distinctTokens(text)).toEqual(tokens);
  });

  it.each([
    'what does CART_MAX_ITEMS do',
    'the well-known cart of an owner',
    'macros CART_MAX_ITEMS and CART_MIN_ITEMS',
    'CART_TOTAL(items) + 1',
    'src/cart/application/total.ts',
    'is CART_MAX_ITEMS read at startup?',
  ])('are not found in %s', (text) => {
    expect(distinctTokens(text)).toEqual([]);
  });
});
