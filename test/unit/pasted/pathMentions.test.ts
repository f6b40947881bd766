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
    ['lib/total.ts::7', 'lib/total.ts:7'],
    ['lib/total.ts:7..19', 'lib/total.ts:7-19'],
    ['lib/total.ts 7', 'lib/total.ts:7'],
    ['lib/total.ts (7)', 'lib/total.ts:7'],
    ['lib/total.ts +7', 'lib/total.ts:7'],
    ['lib/total.ts @ 7', 'lib/total.ts:7'],
    ['lib/total.ts l.7', 'lib/total.ts:7'],
    ['lib/total.ts Zeile 7', 'lib/total.ts:7'],
    ['lib/total.ts 第7行', 'lib/total.ts:7'],
    ['lib/total.ts (lines 7-19)', 'lib/total.ts:7-19'],
    ['lib/total.ts L7–L19', 'lib/total.ts:7-19'],
    ['around line 7 in lib/total.ts', 'lib/total.ts:7'],
    ['vim +7 lib/total.ts', 'lib/total.ts:7'],
    ['git blame -L 7,19 lib/total.ts', 'lib/total.ts:7-19'],
    ["sed -n '7,19p' lib/total.ts", 'lib/total.ts:7-19'],
    ['lib/total.ts-7-  return 1', 'lib/total.ts:7'],
    ['lib/total-7-days.ts', 'lib/total-7-days.ts'],
    ['lib/total.kt: (7, 5): no', 'lib/total.kt:7'],
    ['[ERROR] lib/total.java:[7,5] no', 'lib/total.java:7'],
    ['./lib/total.sh: 7: Syntax error', 'lib/total.sh:7'],
    ['lib/total.tsx 7:5-20', 'lib/total.tsx:7'],
    ['{"file":"lib/total.ts","column":5,"line":7}', 'lib/total.ts:7'],
    ['{"line": 7, "file": "lib/total.ts"}', 'lib/total.ts:7'],
    ['::error file=lib/total.ts,line=7::no', 'lib/total.ts:7'],
    ['<case file="lib/total.ts" line="7">', 'lib/total.ts:7'],
    ['lib/total.ts;7;5;no', 'lib/total.ts:7'],
    ['at line 7, column 5 -> lib/pom.xml', 'lib/pom.xml:7'],
    ['lib/total.ts: Unexpected token (7:5)', 'lib/total.ts:7'],
    ['cannot format lib/total.py: Cannot parse: 7:5: x', 'lib/total.py:7'],
    ['parsing lib/values.yaml: yaml: line 7: no key', 'lib/values.yaml:7'],
    ['lib/total.py in total(cart)\n     6 a\n---> 7 b', 'lib/total.py:7'],
    ['-- NAMING ERROR --- lib/Total.elm\n\nno such name:\n\n7|  total', 'lib/Total.elm:7'],
    ['Line  lib/Total.php\n -----\n  7  no type', 'lib/Total.php:7'],
    ['lib/total.ts | 12 ++++--', 'lib/total.ts'],
    ['lib/total.ts (7-19)', 'lib/total.ts:7-19'],
    ['lib/total.ts 的第 7 行', 'lib/total.ts:7'],
    ['lib/total.ts 第 7 到 19 行', 'lib/total.ts:7-19'],
    ['lib/total.ts文件第7行', 'lib/total.ts:7'],
    ['<file path="lib/total.ts" lines="7-19">', 'lib/total.ts:7-19'],
    ['```7:19:lib/total.ts', 'lib/total.ts:7-19'],
    ['[Ln 7, Col 5] lib/total.ts', 'lib/total.ts:7'],
    ['{"lineno": 7, "name": "sum", "pathname": "lib/total.py"}', 'lib/total.py:7'],
    [
      `{"resource": "lib/total.ts", "message": "${'no '.repeat(40)}", "startLineNumber": 7}`,
      'lib/total.ts:7',
    ],
    ['lib/total.ts 7:  return 1', 'lib/total.ts:7'],
    ['lib/total.py 120 12 90% 7-19, 31', 'lib/total.py:7-19'],
    ['lib/total.ts | 90 | 80.1 | 70 | 90 | 7-19,31', 'lib/total.ts:7-19'],
    ['SF:lib/total.ts DA:7,0', 'lib/total.ts:7'],
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
    ['C#, in German', 'bei Shop.Total() in C:\\shop\\Total.cs:Zeile 7.', 'shop/Total.cs:7'],
    ['C#, in Chinese', '位置 C:\\shop\\Total.cs:行号 7', 'shop/Total.cs:7'],
    ['Next.js', 'at f (webpack-internal:///(app)/./src/total.tsx:7:5)', 'src/total.tsx:7'],
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
    [
      'https://dev.azure.com/a/_git/shop?line=7&lineEnd=19&version=GBmain&path=/lib/total.ts',
      'lib/total.ts:7-19',
    ],
    ['https://sourcegraph.com/shop/-/blob/lib/total.ts?L7-19', 'lib/total.ts:7-19'],
    ['https://git.example/shop/tree/lib/total.ts#n7', 'lib/total.ts:7'],
    ['https://bitbucket.org/ana/shop/src/main/lib/total.ts#total.ts-7', 'lib/total.ts:7'],
    ['https://cs.example/shop/+/main:lib/total.ts;drc=0a1b;l=7?q=x', 'lib/total.ts:7'],
    ['https://fossil.example/shop/file?name=lib/total.ts&ln=7', 'lib/total.ts:7'],
    ['https://phabricator.example/shop/browse/lib/total.ts$7', 'lib/total.ts:7'],
    ['https://sourcegraph.com/shop/-/blob/lib/total.ts?L7:5-19:2', 'lib/total.ts:7-19'],
  ])('address %s', (text, expected) => {
    expect(named(text).at(-1)!.endsWith(expected)).toBe(true);
  });

  it('of one path are not those of the next', () => {
    expect(named('compare lib/total.ts with line 7 of lib/cart.ts')).toEqual([
      'lib/total.ts',
      'lib/cart.ts:7',
    ]);
  });

  it('are found beside a row of slashes', () => {
    expect(named(`${'/'.repeat(5000)} lib/total.ts:7 ${'\\'.repeat(5000)}`)).toEqual(['lib/total.ts:7']);
  });

  it('of modules inside a runtime are none', () => {
    expect(named('at node:internal/modules/cjs/loader.js:936:15')).toEqual([]);
  });
});
