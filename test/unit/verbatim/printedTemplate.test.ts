import { describe, expect, it } from 'vitest';
import { PrintedMessage } from '../../../src/engine/verbatim/readings/printedTemplate';

describe('the literal that a message was printed from', () => {
  it.each([
    ['printf', 'cart 17 holds 3 items', 'log("cart %d holds %s items")'],
    ['width', 'cart 17.50 is too dear', 'log("cart %8.2f is too dear")'],
    ['template of JavaScript', 'cart 17 holds milk', 'log(`cart ${cart.id} holds ${name}`)'],
    ['f-string', "cart 17 holds 'milk'", "log(f'cart {cart.id} holds {name!r}')"],
    ['braces', 'cart 17 holds milk', 'info!("cart {} holds {name}", id)'],
    ['Ruby', 'cart 17 holds milk', 'puts "cart #{id} holds #{name}"'],
    ['Swift', 'cart 17 holds milk', 'print("cart \\(id) holds \\(name)")'],
    ['positions', 'cart 17 holds milk', 'log("cart %1$s holds %2$s")'],
    ['a unit after the value', 'cart 17 waits 30ms', 'log("cart %d waits %dms")'],
    ['a length', 'cart 17 holds 3', 'log("cart %zu holds %*d")'],
    ['wrapped errors of Go', 'cart milk is empty: EOF', 'fmt.Errorf("cart %+v is empty: %w", c, err)'],
    ['Qt', 'cart 17 holds milk', 'tr("cart %1 holds %2")'],
    ['a debug form of Rust', 'cart Some(17) holds 0x3', 'info!("cart {:?} holds {n:#x}")'],
    ['an expression of C#', 'cart 17 holds none', '$"cart {id} holds {name ?? none:N2}"'],
    ['i18next', 'cart 17 holds milk', 't("cart {{ id }} holds {{name}}")'],
    ['Erlang', 'cart 17 holds milk', 'io:format("cart ~p holds ~ts~n")'],
    ['Laravel', 'cart 17 holds milk', "'cart :id holds :name'"],
    ['a call in Ruby', 'cart 17 holds milk', 'puts "cart #{a.map { |x| x }} holds #{name}"'],
    ['a call in Swift', 'cart 17 holds milk', 'print("cart \\(of(id)) holds \\(name)")'],
    ['PowerShell', 'cart 17 holds milk', 'throw "cart $($cart.Id) holds $name"'],
    ['joined literals', 'cart 17 holds 3 items', "fail('cart ' + id + ' holds ' + n + ' items')"],
    ['a stream', 'cart 17 holds 3 items', 'std::cerr << "cart " << id << " holds " << n << " items"'],
    ['PHP', 'cart 17 holds 3 items', '"cart " . $id . " holds " . $n . " items"'],
    ['adjacent literals', 'cart 17 holds 3 items', 'log("cart %d "\n    f"holds {n} items")'],
    ['before another literal', 'cart 17 is empty', 'log("cart %d is empty", "storage")'],
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
    ['names in a list', 'cart::Total and the items of a cart', "['cart', 'total', 'items']"],
    [
      'names with empty texts between them',
      'merges cart.Total() and adds the cart items of all',
      "set('cart', '', 'cart items', 'of all')",
    ],
    ['joined literals of which one differs', 'cart 17 is empty', 'log("the " + id + " basket")'],
    ['too little text', 'cart 17', 'log("%s of %d")'],
    ['a short literal without placeholders', 'the cart is gone', 'log("cart is gone")'],
  ])('none: %s', (_, message, code) => {
    expect(new PrintedMessage(message).templateIn(code)).toBeUndefined();
  });
});
