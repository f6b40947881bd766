import { describe, expect, it } from 'vitest';
import { pastedPlaces } from '../../../src/engine/pasted/pastedPlaces';
import type { NamedFile } from '../../../src/engine/pasted/resolveMention';
import { shardOf } from '../../support/memoryIndex';

/** Locations that a text names among some files, as `path:line-endLine`, in a workspace folder named shop. */
function placesIn(paths: readonly string[], text: string, left: readonly string[] = []): string[] {
  const shards = [shardOf(paths.map((path) => ({ path, chunks: [{ text: 'text' }] })))];
  const pathOf = ({ shard, file }: Pick<NamedFile, 'shard' | 'file'>): string =>
    shards[shard]!.files[file]!.path;
  const allowed = shards.map(({ files }) =>
    Uint8Array.from(files, ({ path }) => (left.includes(path) ? 0 : 1)),
  );
  return pastedPlaces(text, { shards, allowed, folderName: () => 'shop' }, (a, b) =>
    pathOf(a) < pathOf(b) ? -1 : 1,
  ).map((place) => {
    const line = place.line === undefined ? '' : `:${place.line}`;
    return pathOf(place) + line + (place.endLine === undefined ? '' : `-${place.endLine}`);
  });
}

const files = [
  'index.js',
  'Makefile',
  'docs/Cart.md',
  'docs/My Notes.md',
  'lib/cart/index.js',
  'lib/cart/total.js',
  'matlab/fit.m',
  'lib/order/index.js',
  'lib/order/total.js',
  'packages/web/src/routes/cart.ts',
  'src/main/java/com/shop/cart/Cart.java',
  'src/python/shop/cart.py',
  'src/python/shop/order.py',
];

describe('the file that a path means', () => {
  it.each([
    ['whole path', 'lib/cart/total.js:3', ['lib/cart/total.js:3']],
    ['end of a path', 'cart/total.js:3', ['lib/cart/total.js:3']],
    ['another machine', '/home/ana/work/lib/cart/total.js:3', ['lib/cart/total.js:3']],
    ['the root of the workspace', '/home/ana/work/index.js:3', ['index.js:3']],
    ['Windows', 'C:\\work\\shop\\lib\\cart\\total.js:3:1', ['lib/cart/total.js:3']],
    [
      'a container that holds one package',
      '/app/src/routes/cart.ts:3',
      ['packages/web/src/routes/cart.ts:3'],
    ],
    ['a diff', '+++ b/lib/cart/total.js', ['lib/cart/total.js']],
    ['other capitals', 'LIB/Cart/Total.js:3', ['lib/cart/total.js:3']],
    ['spaces', 'error in docs/My Notes.md:3', ['docs/My Notes.md:3']],
    ['spaces, on Windows', '"C:\\shop\\docs\\My Notes.md", line 3', ['docs/My Notes.md:3']],
    [
      'a class of Java',
      'at com.shop.cart.Cart.add(Cart.java:3)',
      ['src/main/java/com/shop/cart/Cart.java:3'],
    ],
    ['a mention in a chat', 'see @lib/cart/total.js:3', ['lib/cart/total.js:3']],
    ['a file at the root in a chat', '@Makefile#L3', ['Makefile:3']],
    ['a name', 'Cart.md', ['docs/Cart.md']],
    ['a name in a sentence', 'what does Cart.md say', ['docs/Cart.md']],
    ['a name without extension', 'Makefile', ['Makefile']],
    ['its own package, installed', 'at /app/node_modules/shop/lib/cart/total.js:3', ['lib/cart/total.js:3']],
    ['a package that may be this one', '/x/node_modules/store/lib/cart/total.js:3', ['lib/cart/total.js:3']],
    ['its module of Go', '/go/pkg/mod/example.com/ana/shop@v1.2.0/index.js:3', ['index.js:3']],
    ['a class with its method', 'Cart.add:3 expected 1', ['src/main/java/com/shop/cart/Cart.java:3']],
    ['a function of MATLAB', 'Error in fit (line 3)', ['matlab/fit.m:3']],
    ['several', 'total.js:3', ['lib/cart/total.js:3', 'lib/order/total.js:3']],
    [
      'several, the whole path first',
      'index.js:3',
      ['index.js:3', 'lib/cart/index.js:3', 'lib/order/index.js:3'],
    ],
    ['several, of a name', 'total.js', ['lib/cart/total.js', 'lib/order/total.js']],
  ])('%s', (_, text, expected) => {
    expect(placesIn(files, text)).toEqual(expected);
  });

  it.each([
    ['a file that is not there', 'lib/cart/price.js:3'],
    ['a package that others wrote', 'at /app/node_modules/express/index.js:3:1'],
    ['a path of the system', '/usr/lib/python3.12/shop/index.js:3'],
    ['a folder of the same name elsewhere', 'other/deep/tree/index.js'],
    ['a word that is a name', 'read the Makefile targets'],
    ['a name of many files in a sentence', 'what does index.js do'],
  ])('none: %s', (_, text) => {
    const many = ['a', 'b', 'c'].map((folder) => `lib/${folder}/index.js`);
    expect(placesIn([...files, ...many], text)).toEqual([]);
  });

  it('is not one that a filter leaves out', () => {
    expect(placesIn(files, 'lib/cart/total.js:3', ['lib/cart/total.js'])).toEqual([]);
  });
});

describe('a stack trace', () => {
  it('gives its own frames in their order, each once', () => {
    const trace =
      'TypeError: no price\n    at total (/app/lib/order/total.js:3:1)\n    at add (/app/lib/cart/total.js:9:1)\n' +
      '    at Layer.handle (/app/node_modules/express/lib/cart/total.js:95:5)\n' +
      '    at total (/app/lib/order/total.js:3:1)\n    at node:internal/main/index.js:12:1';
    const expected = ['lib/order/total.js:3', 'lib/cart/total.js:9'];
    expect(placesIn(files, trace)).toEqual(expected);
    expect(placesIn(files, trace.replace(/\s+/g, ' '))).toEqual(expected);
  });

  it('of Python is read from its end', () => {
    const trace =
      'Traceback (most recent call last):\n  File "/app/src/python/shop/order.py", line 3, in order\n' +
      '  File "/app/src/python/shop/cart.py", line 9, in total\n  File "/usr/lib/python3.12/json/index.js", line 1\nKeyError';
    expect(placesIn(files, trace)).toEqual(['src/python/shop/cart.py:9', 'src/python/shop/order.py:3']);
  });
});

describe('the order of a trace', () => {
  it.each([
    [
      'the cause before what it caused',
      'Error: outer\n at lib/order/total.js:3\nCaused by: Error: inner\n at lib/cart/total.js:9\n at index.js:1',
      ['lib/cart/total.js:9', 'index.js:1', 'lib/order/total.js:3'],
    ],
    [
      'an included file before the file that includes it',
      'In file included from lib/order/total.js:3:\nlib/cart/total.js:9:7: error: no',
      ['lib/cart/total.js:9', 'lib/order/total.js:3'],
    ],
    [
      'pytest, from its end',
      'src/python/shop/order.py:3: in test\n    total()\nsrc/python/shop/cart.py:9: in total\nE   KeyError',
      ['src/python/shop/cart.py:9', 'src/python/shop/order.py:3'],
    ],
    [
      'a crash of Python, from its beginning',
      'Thread 1 (most recent call first):\n  File "src/python/shop/cart.py", line 9 in total\n  File "src/python/shop/order.py", line 3 in order',
      ['src/python/shop/cart.py:9', 'src/python/shop/order.py:3'],
    ],
  ])('%s', (_, trace, expected) => {
    expect(placesIn(files, trace)).toEqual(expected);
    expect(placesIn(files, trace.replace(/\s+/g, ' '))).toEqual(expected);
  });
});

describe('a diff', () => {
  it('gives the lines of its hunks', () => {
    const diff =
      'diff --git a/lib/cart/total.js b/lib/cart/total.js\n--- a/lib/cart/total.js\n+++ b/lib/cart/total.js\n' +
      '@@ -1,3 +1,4 @@\n a\n@@ -20,3 +21,4 @@ function total() {\n' +
      'diff --git a/index.js b/index.js\n--- a/index.js\n+++ b/index.js\n@@ -5 +5 @@\n';
    expect(placesIn(files, diff)).toEqual(['lib/cart/total.js:1', 'lib/cart/total.js:21', 'index.js:5']);
  });
});

describe('lines', () => {
  it('of an address are a range', () => {
    const address = 'https://github.com/ana/shop/blob/main/lib/cart/total.js#L3-L9';
    expect(placesIn(files, address)).toEqual(['lib/cart/total.js:3-9']);
  });
});
