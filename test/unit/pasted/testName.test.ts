import { describe, expect, it } from 'vitest';
import { testNameIn } from '../../../src/engine/pasted/testName';

describe('the titles of a test', () => {
  it.each([
    ['Vitest', 'FAIL test/cart.test.ts > the cart > adds milk', ['the cart', 'adds milk']],
    ['Jest', '● the cart › adds milk', ['the cart', 'adds milk']],
    ['Mocha', '1) the cart adds milk:', ['the cart adds milk']],
    ['Mocha with its time', 'the cart adds milk (5ms)', ['the cart adds milk']],
    [
      'pytest',
      'FAILED tests/test_cart.py::TestCart::test_total[17-a] - KeyError: 17',
      ['TestCart', 'test_total'],
    ],
    ['unittest', 'test_total (tests.test_cart.TestCart.test_total)', ['TestCart', 'test_total']],
    ['Go', '--- FAIL: TestCart/no_milk (0.00s)', ['TestCart', 'no milk']],
    ['a command of Go', "go test -run 'TestCart/no_milk'", ['TestCart', 'no milk']],
    ['GoogleTest', '[  FAILED  ] All/Cart.Total/0 (0 ms)', ['Cart', 'Total']],
    ['Gradle', 'CartTest > total() FAILED', ['CartTest', 'total']],
    ['Surefire', 'CartTest.total[0]', ['CartTest', 'total']],
    [
      'XCTest',
      "Test Case '-[ShopTests.CartTests testTotal]' failed (0.003 seconds).",
      ['CartTests', 'testTotal'],
    ],
    ['ExUnit', '* test total/1 of no milk (12.3ms) [L#17]', ['total/1 of no milk']],
    ['RSpec', 'rspec ./spec/cart_spec.rb # Cart#total without milk', ['Cart#total without milk']],
  ])('of %s', (_, text, titles) => {
    expect(testNameIn(text)).toEqual({ titles });
  });

  it.each([
    'total > 17',
    'if (cart.total > 17) return milk',
    'use workers if the count > 1',
    'ERROR no milk in the cart',
    "undefined reference to `total'",
    'the cart adds milk',
    'Cart.total',
  ])('are not in other texts: %s', (text) => {
    expect(testNameIn(text)).toBeUndefined();
  });
});
