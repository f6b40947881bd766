import { describe, expect, it } from 'vitest';
import { PrintedMessage } from '../../../src/engine/verbatim/printedTemplate';

describe('the literal that a message was printed from', () => {
  it.each([
    ['printf', 'cart 17 holds 3 items', 'log("cart %d holds %s items")'],
    ['width', 'cart 17.50 is too dear', 'log("cart %8.2f is too dear")'],
    ['template of JavaScript', 'cart 17 holds milk', 'log(`cart ${cart.id} holds ${name}`)'],
    ['f-string', "cart 17 holds 'milk'", "log(f'cart {cart.id} holds {name!r}')"],
    ['braces', 'cart 17 holds milk', 'info!("cart {} holds {name}", id)'],
    ['Ruby', 'cart 17 holds milk', 'puts "cart #{id} holds #{name}"'],
    ['Swift', 'cart 17 holds milk', 'print("cart \\(id) holds \\(name)")'],
    ['with what is printed before it', 'ERROR 12:00 main: cart 17 is empty', 'log("cart %d is empty")'],
    ['as it is', 'ERROR main: the cart of an owner is empty', 'log("the cart of an owner is empty")'],
    ['with an escape', 'cart "17" is empty', 'log("cart \\"%d\\" is empty\\n")'],
  ])('%s', (_, message, code) => {
    expect(new PrintedMessage(message).templateIn(`// first\n${code}`)?.start).toBe(
      `// first\n${code}`.search(/["'`]/),
    );
  });

  it.each([
    ['in a comment before it', 'cart 17 is empty', "// it isn't so\nlog('cart %d is empty')"],
    ['in the same line', 'cart 17 is empty', "// it isn't so: log('cart %d is empty')"],
  ])('whatever apostrophe is %s', (_, message, code) => {
    expect(new PrintedMessage(message).templateIn(code)?.start).toBe(code.indexOf("'cart"));
  });

  it('over several lines', () => {
    const code = 'log(`cart ${id}\n  of ${owner}\n  is empty`)';
    expect(new PrintedMessage('cart 17 of Ann is empty').templateIn(code)?.start).toBe(4);
  });

  it.each([
    ['another message', 'cart 17 is empty', 'log("basket %d is empty")'],
    ['another order', 'is empty: cart 17', 'log("cart %d is empty")'],
    ['too little text', 'cart 17', 'log("%s of %d")'],
    ['a short literal without placeholders', 'the cart is gone', 'log("cart is gone")'],
  ])('none: %s', (_, message, code) => {
    expect(new PrintedMessage(message).templateIn(code)).toBeUndefined();
  });
});
