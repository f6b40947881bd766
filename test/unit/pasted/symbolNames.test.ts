import { describe, expect, it } from 'vitest';
import { symbolIn } from '../../../src/engine/pasted/symbolNames';

describe('the symbol that a text names', () => {
  it.each([
    ['C++ of Itanium', '_ZN4shop4Cart5totalEv', 'shop Cart total'],
    ['a constant member', '_ZNK4shop4Cart5totalERKSs', 'shop Cart total'],
    ['a template', '_ZN4shop4CartI4ItemE5totalEi', 'shop Cart total'],
    ['a constructor', '_ZN4shop4CartC2Ei', 'shop Cart Cart'],
    ['MSVC', '?total@Cart@shop@@QEAAXH@Z', 'shop Cart total'],
    ['a constructor of MSVC', '??0Cart@shop@@QEAA@XZ', 'shop Cart Cart'],
    ['older Rust', '_ZN4shop4cart4Cart5total17h0123456789abcdefE', 'shop cart Cart total'],
    ['Rust', '_RNvMs_NtCs1a2b3c_4shop4cartNtB4_4Cart5total', 'shop cart Cart total'],
    ['Rust with a hash', 'shop::cart::total::h0123456789abcdef', 'shop cart total'],
    ['Swift', '$s4shop4CartC5total2ofySi_tF', 'shop Cart total'],
    ['Haskell', 'shop_CartziTotal_sum_info', 'Cart Total sum'],
    ['a descriptor of the JVM', 'Lcom/shop/Cart;.total(I)V', 'com shop Cart total'],
    ['an inner class', 'com.shop.Cart$Item.total(Ljava/lang/String;)V', 'com shop Cart Item total'],
    ['a method after #', 'com.shop.Cart#total(java.lang.String)', 'com shop Cart total'],
    ['a receiver of Go', 'github.com/shop/cart.(*Cart).Total.func1', 'github com shop cart Cart Total'],
    ['.NET', 'Shop.Cart+<Total>d__12.MoveNext()', 'Shop Cart Total'],
    ['a lambda of .NET', 'Shop.Cart.<>c__DisplayClass3_0.<Total>b__0()', 'Shop Cart Total'],
    ['Python', 'shop.cart.total.<locals>.<lambda>', 'shop cart total'],
    ['an arity', 'Shop.Cart.total/2', 'Shop Cart total'],
    ['Ruby', 'Shop::Cart#total', 'Shop Cart total'],
    ['Objective-C', '-[Cart totalOf:with:]', 'Cart totalOf'],
    ['a linker', "main.cc:3: undefined reference to `shop::Cart::total(int)'", 'shop Cart total'],
    [
      'a linker of MSVC',
      'LNK2019: unresolved external symbol "int shop::f(int)" (?total@Cart@@QEAAXH@Z)',
      'Cart total',
    ],
    ['a message of JavaScript', 'TypeError: cart.total is not a function', 'cart total'],
    ['a message of Ruby', "undefined method `total' for an instance of Shop::Cart", 'Shop Cart total'],
    ['a message of Elixir', '** (UndefinedFunctionError) function Shop.total/1 is undefined', 'Shop total'],
    ['a frame', 'at async Cart.total (<anonymous>)', 'Cart total'],
    ['a debugger', '#3 0x00007f8a in shop::Cart::total(int) ()', 'shop Cart total'],
  ])('of %s', (_, text, names) => {
    expect(symbolIn(text)).toEqual({ names: names.split(' '), isCertain: true });
  });

  it('may be a call in code', () => {
    expect(symbolIn('cart.total(milk)')).toEqual({ names: ['cart', 'total'], isCertain: false });
  });

  it.each([
    'cart.total',
    'Shop::Cart',
    'src/shop/cart.ts',
    'total = cart.total(milk)',
    'in the cart',
    'at home',
  ])('is not in other texts: %s', (text) => {
    expect(symbolIn(text)).toBeUndefined();
  });
});
