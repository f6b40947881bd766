import { describe, expect, it } from 'vitest';
import { importIn } from '../../../src/engine/pasted/importIn';

describe('what a line imports', () => {
  it.each([
    [
      "import { Cart, type Item as One } from '../shop/cart';",
      'shop.cart.Cart shop.cart.Item',
      'shop/cart.ts',
    ],
    ["export * from './shop/cart.js'", '', 'shop/cart/index.ts'],
    ["const { Cart: Basket } = require('./cart')", 'cart.Cart', 'cart.js'],
    ['from .shop.cart import Cart, total as sum', 'shop.cart.Cart shop.cart.total', 'shop/cart/__init__.py'],
    ['import shop.cart as basket', '', 'shop/cart.py'],
    ['import static com.shop.Cart.total;', 'com.shop.Cart.total', 'com/shop/Cart.java'],
    ['pub use crate::shop::{Cart, total as sum};', 'shop.Cart shop.total', 'shop/mod.rs'],
    ['use Shop\\Cart\\Total as Sum;', 'Shop.Cart.Total', 'Shop/Cart/Total.php'],
    ['alias Shop.Cart.Total, as: Sum', 'Shop.Cart.Total', undefined],
    ['using Sum = Shop.Cart.Total;', 'Shop.Cart.Total', undefined],
    ['import qualified Shop.Cart as C', 'Shop.Cart', 'Shop/Cart.hs'],
    ['require_relative "../shop/cart"', '', 'shop/cart.rb'],
    ['#include <shop/cart.h>  // total', '', 'shop/cart.h'],
  ])('%s', (text, names, file) => {
    const found = importIn(text);
    expect(found?.names.map((one) => one.join('.')).join(' ')).toBe(names);
    if (file !== undefined) expect(found?.files.map((one) => one.join('/'))).toContain(file);
  });

  it.each([
    'import the cart from a file',
    "import React from 'react'",
    'use strict',
    'from cart to total',
    'using var cart = open();',
  ])('none of this workspace: %s', (text) => {
    expect(importIn(text)).toBeUndefined();
  });
});
