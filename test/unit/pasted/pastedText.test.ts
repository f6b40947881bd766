import { describe, expect, it } from 'vitest';
import { afterKind } from '../../../src/engine/pasted/logLine';
import { readPastedText } from '../../../src/engine/pasted/pastedText';
import { quotedParts } from '../../../src/engine/pasted/quotedParts';

const esc = '\u001b';

describe('an excerpt of a file', () => {
  it.each([
    ['colours', `${esc}[31mcart${esc}[0m.add(${esc}[1;32mmilk${esc}[0m)`, 'cart.add(milk)'],
    ['colours without the escape character', '[31mcart[0m.add([1;32mmilk[0m)', 'cart.add(milk)'],
    ['a link of a terminal', `${esc}]8;;file:///cart${esc}\\cart.add()${esc}]8;;${esc}\\`, 'cart.add()'],
    ['invisible characters', 'cart\u200b.add(\u00a0milk)', 'cart.add( milk)'],
    ['entities', 'if (a &lt; b &amp;&amp; c) say(&quot;no&#39;s&#x22;)', 'if (a < b && c) say("no\'s")'],
    ['entities in a highlighted page', '<span class="k">if</span> (a &lt; b)<br>', 'if (a < b)'],
    ['typographic quotes', 'say(“no”, ‘milk’)', 'say("no", \'milk\')'],
    ['full-width punctuation', 'say（milk，17）；', 'say(milk,17);'],
    ['a number', '12: cart.add(milk)', 'cart.add(milk)'],
    ['numbers', '12 | cart.add(milk) 13 | cart.add(17)', 'cart.add(milk) cart.add(17)'],
    ['numbers without marks', '9 a() 10 b() 11 c()', 'a() b() c()'],
    ['a changed line', '- cart.put(milk, 17) + cart.add(milk, 17)', 'cart.add(milk, 17)'],
    ['a hunk', '@@ -1,3 +1,4 @@ cart.add() + cart.pay()', 'cart.add() + cart.pay()'],
    ['a conflict', '<<<<<<< HEAD cart.add() ======= cart.put() >>>>>>> main', 'cart.add()'],
    ['a deleted side of a conflict', '<<<<<<< HEAD ======= cart.put() >>>>>>> main', 'cart.put()'],
    ['blame', '9fceb02d (Ana Lee 2024-05-17 12:03:44 +0200 12) cart.add()', 'cart.add()'],
    ['a block of Markdown', '```ts cart.add() ```', 'cart.add()'],
  ])('without %s', (_, text, excerpt) => {
    expect(readPastedText(text).excerpt).toBe(excerpt);
  });
});

describe('the message of a log line', () => {
  const message = 'no cart of milk';
  it.each([
    ['date and level', '2024-05-17 12:03:44,123 ERROR no cart of milk'],
    ['Logback', '2024-05-17T12:03:44.123Z WARN [http-8080-exec-3] c.e.s.Cart - no cart of milk'],
    ['Spring', '2024-05-17 12:03:44.123 INFO 42 --- [ main] o.s.w.TomcatWebServer : no cart of milk'],
    ['syslog', 'May 17 12:03:44 web-01 app[1234]: no cart of milk'],
    ['Kubernetes', 'app-7d9f8b6c5-x2x9z app 2024-05-17T12:03:44.123456789Z no cart of milk'],
    ['glog', 'E0517 12:03:44.123456 12345 server.go:214] no cart of milk'],
    ['Python', 'ERROR:root:no cart of milk'],
    ['Serilog', '[12:03:44 ERR] no cart of milk'],
    ['a level in brackets', '[12:03:44] [ERROR] no cart of milk'],
    ['fields', '[INFO] no cart of milk id=17 user="Ann Lee"'],
    ['fields in parentheses', '[INFO] no cart of milk (id=17, took: 35ms)'],
    ['JSON', '{"level":"error","msg":"no cart of milk","id":17}'],
    ['logfmt', 'time=12:03 level=error msg="no cart of milk" id=17'],
    ['an error of the JVM', 'Exception in thread "main" java.lang.IllegalStateException: no cart of milk'],
    ['an error of .NET', 'Unhandled exception. System.ArgumentException: no cart of milk'],
    ['an error of PHP', 'PHP Fatal error: Uncaught RuntimeException: no cart of milk in /own/x.php:12'],
    ['a panic of Rust', "thread 'main' panicked at src/x.rs:1:2: no cart of milk"],
    ['frames of JavaScript', 'Error: no cart of milk at add (/own/x.js:1:2) at node:internal/main:3:4'],
    ['frames of Go', 'no cart of milk goroutine 1 [running]: main.main()'],
    [
      'a trace of Python',
      'Traceback (most recent call last): File "x.py", line 3, in f KeyError: no cart of milk',
    ],
  ])('of %s', (_, text) => {
    expect(readPastedText(text).message).toBe(message);
  });

  it.each([
    ['CartError: no cart of milk', 'no cart of milk'],
    ["x.rb:12:in `add': no cart of milk (ArgumentError)", 'no cart of milk'],
    ['panic: no cart of milk', 'no cart of milk'],
    ['no cart: milk', 'no cart: milk'],
  ])('without its kind: %s', (text, expected) => {
    expect(afterKind(text)).toBe(expected);
  });
});

describe('a question', () => {
  it.each([
    'how does the cart compute its total',
    '404: not found',
    '3 or 4 columns',
    'what happens at startup (before the cart is loaded)',
    'DEBUG logging of the cart',
    'where is {"error": "no cart"} sent',
    'i18n of dates like 2024-05-17',
    'x - 1 + x',
    '-x + y',
    '--dry-run',
  ])('is not changed: %s', (text) => {
    const unchanged = { original: text, plain: text, excerpt: text, message: text, parts: [], tokens: [] };
    expect(readPastedText(text)).toEqual(unchanged);
  });

  it('is not changed if it is long', () => {
    const long = '“a” [31m'.repeat(2000);
    expect(readPastedText(long)).toMatchObject({ plain: long, excerpt: long, message: long, parts: [] });
  });
});

describe('a text whose marks begin again and again', () => {
  it.each(['a=b,c: (d=e ', '<<<<<<< a ======= ', '“', '\\/', '"_“', 'Error: ', ' at a (b:1:2)', 'A_B '])(
    'is read: %s',
    (unit) => {
      for (const [head, length] of [
        ['', 10_000],
        ['[INFO] ', 10_000],
        ['', 300_000],
      ] as const) {
        const text = (head + unit.repeat(length)).slice(0, length);
        expect(readPastedText(text).original).toBe(text);
      }
    },
  );
});

describe('parts of a paste', () => {
  it.each([
    ['the line after a path', 'lib/cart.ts:12: cart.add(milk)', ['cart.add(milk)']],
    ['the line below a path', 'lib/cart.ts 12:cart.add(milk)', ['cart.add(milk)']],
    ['the line after a name', 'cart.ts: cart.add(milk)', ['cart.add(milk)']],
    ['code in a sentence', 'why does `cart.add(milk)` fail', ['cart.add(milk)']],
    ['words around an ellipsis', 'cart.add(mi…nt, 17)', ['cart.add( … , 17)']],
    ['the words before a cut one', 'cart.add(milk, 17, cou...', ['cart.add(milk, 17, …']],
  ])('%s', (_, text, parts) => {
    expect(quotedParts(text).map((part) => part.replace(/\s+/g, ' ').trim())).toEqual(parts);
  });
});
