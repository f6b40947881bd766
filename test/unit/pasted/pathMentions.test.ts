import { describe, expect, it } from 'vitest';
import { findPathMentions } from '../../../src/engine/pasted/pathMentions';

/** Mentioned files, each as `path:line-endLine`. */
function named(text: string): string[] {
  return findPathMentions(text)
    .filter(({ segments }) => /\.[a-z]\w*$|^Makefile$/.test(segments.at(-1)!))
    .map(
      ({ segments, line, endLine }) =>
        segments.join('/') + (line === undefined ? '' : `:${line}`) + (endLine ? `-${endLine}` : ''),
    );
}

describe('paths and their lines', () => {
  it.each([
    ['src/cart/total.ts', 'src/cart/total.ts'],
    ['./src/../lib/total.ts', 'lib/total.ts'],
    ['../../lib/total.ts:7', 'lib/total.ts:7'],
    ['lib/total.ts:7:15', 'lib/total.ts:7'],
    ['lib/total.ts:7-19', 'lib/total.ts:7-19'],
    ['lib/total.ts:L7-L19', 'lib/total.ts:7-19'],
    ['see lib/total.ts.', 'lib/total.ts'],
    ['(lib/total.ts, line 7)', 'lib/total.ts:7'],
    ['line 7 of lib/total.ts', 'lib/total.ts:7'],
    ['lines 7 to 9 in "lib/total.ts"', 'lib/total.ts:7-9'],
    ['lib/total.ts#L7', 'lib/total.ts:7'],
    ['C:\\Users\\ana\\shop\\lib\\total.ts:7:1', 'Users/ana/shop/lib/total.ts:7'],
    ['C:\\\\Users\\\\ana\\\\lib\\\\total.ts', 'Users/ana/lib/total.ts'],
    ['file:///C:/shop/my%20lib/total.ts', 'shop/my lib/total.ts'],
    ['vscode://file/home/ana/lib/total.ts:7:2', 'file/home/ana/lib/total.ts:7'],
    ['lib\\total.cpp(12): error C2065: undeclared', 'lib/total.cpp:12'],
    ['lib/total.ts(12,3): error TS2322: no', 'lib/total.ts:12'],
    ['lib/total.c|12 col 3| warning', 'lib/total.c:12'],
    ['/home/ana/lib/total.js\n  12:5  error  no', 'home/ana/lib/total.js:12'],
    ['app/(shop)/[id]/page.tsx:3', 'app/(shop)/[id]/page.tsx:3'],
    ['app/[...slug].tsx', 'app/[...slug].tsx'],
    ['Makefile:12: *** missing separator', 'Makefile:12'],
    ['./deploy.sh: line 12: no such file', 'deploy.sh:12'],
    ['tests/test_cart.py::TestCart::test_total', 'tests/test_cart.py'],
    ['{file,"src/cart.erl"},{line,12}', 'src/cart.erl:12'],
    ['Main.hs:(12,5)-(14,8): error', 'Main.hs:12-14'],
    ['lib/total.ts: 12 errors', 'lib/total.ts'],
  ])('%s', (text, expected) => {
    expect(named(text)).toEqual([expected]);
  });

  it.each([
    ['JavaScript', 'at Cart.total (/app/lib/total.js:7:15)', 'app/lib/total.js:7'],
    ['JavaScript, async', 'at async file:///app/lib/total.mjs:7:15', 'app/lib/total.mjs:7'],
    ['Firefox', 'total@http://localhost:3000/src/total.js:7:15', 'src/total.js:7'],
    ['webpack', 'at total (webpack:///./src/total.js?a1b2:7:15)', 'src/total.js:7'],
    ['Vite', 'http://localhost:5173/src/total.tsx?t=17:7:15', 'src/total.tsx:7'],
    ['Python', 'File "/app/cart/total.py", line 7, in total', 'app/cart/total.py:7'],
    ['Java', 'at com.shop.cart.Total.of(Total.java:7)', 'com/shop/cart/Total.java:7'],
    ['Java, modules', 'at app//com.shop.cart.Total$1.of(Total.java:7)', 'com/shop/cart/Total.java:7'],
    ['Kotlin', 'at com.shop.cart.TotalKt.main(Total.kt:7)', 'com/shop/cart/Total.kt:7'],
    ['Go', '\t/home/ana/shop/cart/total.go:7 +0x1d', 'home/ana/shop/cart/total.go:7'],
    ['Rust', "thread 'main' panicked at src/total.rs:7:15:", 'src/total.rs:7'],
    ['rustc', '  --> src/total.rs:7:15', 'src/total.rs:7'],
    ['C#', 'at Shop.Cart.Total() in C:\\shop\\Total.cs:line 7', 'shop/Total.cs:7'],
    ['Ruby', "from /app/lib/total.rb:7:in 'Cart#total'", 'app/lib/total.rb:7'],
    ['PHP', '#0 /app/src/Total.php(7): Cart->total()', 'app/src/Total.php:7'],
    ['PHP, fatal', 'Uncaught Error in /app/src/Total.php on line 7', 'app/src/Total.php:7'],
    ['Perl', 'Died at lib/Total.pm line 7.', 'lib/Total.pm:7'],
    ['AddressSanitizer', '#1 0x4a5b in total /build/src/total.c:7:3', 'build/src/total.c:7'],
    ['gdb', '#1  0x0042 in total (n=1) at ../src/total.c:7', 'src/total.c:7'],
    ['Swift', 'Shop/Total.swift:7: Fatal error: no', 'Shop/Total.swift:7'],
    ['Elixir', '(shop 0.1.0) lib/shop/total.ex:7: Shop.total/1', 'lib/shop/total.ex:7'],
    ['Dart', '#0 total (package:shop/src/total.dart:7:5)', 'lib/src/total.dart:7'],
    ['PowerShell', 'At C:\\shop\\total.ps1:7 char:5', 'shop/total.ps1:7'],
    ['OCaml', 'File "src/total.ml", line 7, characters 3-5', 'src/total.ml:7'],
    ['Unity', '(at Assets/Total.cs:7)', 'Assets/Total.cs:7'],
  ])('frame of %s', (_, text, expected) => {
    expect(named(text).at(-1)!.endsWith(expected)).toBe(true);
  });

  it.each([
    ['https://github.com/ana/shop/blob/main/lib/total.ts#L7-L19', 'lib/total.ts:7-19'],
    ['https://github.com/ana/shop/blob/main/lib/total.ts?plain=1#L7C2-L9C4', 'lib/total.ts:7-9'],
    ['https://raw.githubusercontent.com/ana/shop/main/lib/total.ts', 'lib/total.ts'],
    ['https://gitlab.com/ana/shop/-/blob/main/lib/total.ts#L7-19', 'lib/total.ts:7-19'],
    ['https://bitbucket.org/ana/shop/src/abc123/lib/total.ts#lines-7:19', 'lib/total.ts:7-19'],
    ['https://dev.azure.com/a/_git/shop?path=/lib/total.ts&line=7&lineEnd=19', 'lib/total.ts:7-19'],
    ['https://sourcegraph.com/shop/-/blob/lib/total.ts?L7-19', 'lib/total.ts:7-19'],
    ['https://git.example/shop/tree/lib/total.ts#n7', 'lib/total.ts:7'],
  ])('address %s', (text, expected) => {
    expect(named(text).at(-1)!.endsWith(expected)).toBe(true);
  });

  it('of modules inside a runtime are none', () => {
    expect(named('at node:internal/modules/cjs/loader.js:936:15')).toEqual([]);
  });
});
