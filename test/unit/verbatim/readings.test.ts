import { describe, expect, it } from 'vitest';
import { readPastedText } from '../../../src/engine/pasted/pastedText';
import { ConfiguredKey } from '../../../src/engine/verbatim/readings/configuredKey';
import { DeclaredRoute } from '../../../src/engine/verbatim/readings/declaredRoute';
import { JoinedTitles } from '../../../src/engine/verbatim/readings/joinedTitles';
import { LettersInOrder } from '../../../src/engine/verbatim/readings/lettersInOrder';
import type { Reading } from '../../../src/engine/verbatim/readings/reading';
import { wordSequence } from '../../../src/engine/verbatim/wordSequence';

/** The line, from 0, at which a reading is found. */
function lineIn(reading: Reading, text: string, path = 'cart.ts', before = ''): number | undefined {
  const found = reading.find({ path, text, before: () => before, words: () => wordSequence(text) });
  return found && text.slice(0, found.start).split('\n').length - 1;
}

describe('letters in order', () => {
  const code = 'const a = 1;\nthrow new Error("the cart has no milk for " + owner);\n';
  it.each([
    'throw new Error("the cart has no mi > lk for"',
    'throw new Err\\ or("the cart has no milk',
    'Error("the ca- rt has no milk',
    'the cart has no milk for ow',
    'the **cart** has _no_ milk for',
    'throw\u00a0new\u00a0Error("the cart has',
  ])('are found whatever breaks the words: %s', (text) => {
    expect(lineIn(new LettersInOrder(readPastedText(text)), code)).toBe(1);
  });

  it('are not found if they are few', () => {
    expect(lineIn(new LettersInOrder(readPastedText('the ca rt')), code)).toBeUndefined();
  });
});

describe('a declared route', () => {
  const asked = new DeclaredRoute({ method: 'GET', segments: ['users', '42', 'orders'] });
  it.each([
    "app.get('/users/:id/orders', list)",
    '@GetMapping("/users/{id}/orders")',
    "path('users/<int:id>/orders/', list)",
    '[HttpGet("users/{id:int}/orders")]',
    'r.Get("/users/{id:[0-9]+}/orders", list)',
    '  /users/{id}/orders:',
    'get "/users/*rest", list',
  ])('is found: %s', (line) => {
    expect(lineIn(asked, `"/users"\n"/items/:id/orders"\n${line}\n`)).toBe(2);
  });

  it('with an equal segment, of its method, and in full precedes others', () => {
    const routes = '"/:a/:b/orders"\n"/users/:id"\npost("/users/:id/orders")\nget("/users/:id/orders")\n';
    expect(lineIn(asked, routes)).toBe(3);
  });

  it('is not one of other segments', () => {
    expect(lineIn(asked, '"/users/:id/items"\n"/:a/:b/:c"\n')).toBeUndefined();
  });
});

describe('a configured key', () => {
  const yaml = 'shop:\n  cart:\n    items: 17\n  user:\n    items: 18\n';
  it.each([
    ['shop.user.items', 4],
    ['shop.cart.items', 2],
    ['cart.items', 2],
  ])('is found below its keys: %s', (path, line) => {
    expect(lineIn(new ConfiguredKey(path.split('.')), yaml, 'shop.yml')).toBe(line);
  });

  it('is found in JSON and TOML, with keys before the chunk', () => {
    const reading = new ConfiguredKey(['shop', 'cart', 'items']);
    expect(lineIn(reading, '    "items": 17\n', 'a.json', '{\n "shop": {\n  "cart": {')).toBe(0);
    expect(lineIn(reading, '[shop.user]\nitems = 1\n[shop.cart]\nitems = 2\n', 'a.toml')).toBe(3);
  });

  it('is not found below other keys, or in code', () => {
    expect(lineIn(new ConfiguredKey(['price', 'items']), yaml, 'shop.yml')).toBeUndefined();
    expect(lineIn(new ConfiguredKey(['shop', 'cart']), yaml, 'shop.ts')).toBeUndefined();
  });
});

describe('joined titles', () => {
  const tests = (group: string): string => `describe('${group}', () => {\n  it("adds milk", f);\n});\n`;
  it('are found below their groups', () => {
    const reading = new JoinedTitles(['the cart', 'adds milk'], true);
    expect(lineIn(reading, tests('the shop') + tests('the cart'))).toBe(4);
    expect(lineIn(reading, '  it("adds milk", f);', 'a.ts', tests('the cart'))).toBe(0);
  });

  it('are found if a runner joined them with spaces', () => {
    const reading = new JoinedTitles(['the cart adds milk'], false);
    expect(lineIn(reading, tests('the cart'))).toBe(1);
    expect(lineIn(reading, tests('the shop'))).toBeUndefined();
  });
});
