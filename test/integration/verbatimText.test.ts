import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SearchAnswer, SearchResult } from '../../src/common/contracts/searchResult';
import { runCommand } from '../support/commandInProcess';
import { temporaryDirectory } from '../support/realSources';

/** Files about carts, with one or two lines that occur in only one of them. */
const files: Readonly<Record<string, string>> = {
  'docs/cart.md':
    '# Cart\n\nA cart holds items. A cart must have an owner. The owner of a cart pays for the items of the cart.\n',
  'src/cart.ts':
    '/** A cart holds items, and has an owner who pays. */\nexport class Cart {\n  owner = null;\n  items = [];\n}\n',
  'src/owner.ts':
    'export class Owner {\n  pay(cart) {\n    if (!cart.owner) throw new Error(`cart ${cart.id} must have an owner of ${this.age} years`);\n' +
    '    cart.items ??= [];\n    return cart.items;\n  }\n}\n',
  'src/items.ts':
    "export function items(cart) {\n  log('the items of a cart ' +\n    'must be paid by its owner');\n  return cart.owner.items; // 🛒\n}\n",
  'src/flags.ts':
    "export const flags = ['--keep-cart', '--keep-cart-items'];\n// a cart is kept by keep cart items of the owner\n",
  'src/keep.ts':
    "export const keep = 'keep cart items: cart --keep-cart-items';\n// keep the cart of the owner\n",
  'CHANGELOG.md': [3, 2, 1]
    .flatMap((major) =>
      [3, 2, 1].map((minor) => `## ${major}.${minor}.3\n\nThe cart of an owner holds items.\n`),
    )
    .join('\n'),
};

async function shop(content: Readonly<Record<string, string>> = files) {
  const { directory, remove } = await temporaryDirectory('verbatim');
  onTestFinished(remove);
  const folder = path.join(directory, 'shop');
  for (const [name, text] of Object.entries(content)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  const indexDirectory = path.join(directory, 'index');
  await runCommand(['index', folder, '--index-dir', indexDirectory]);
  return async (query: string): Promise<readonly SearchResult[]> => {
    const options = ['--json', '--index-dir', indexDirectory];
    const { stdout } = await runCommand(['search', ...options, '--', query, folder]);
    return (JSON.parse(stdout) as SearchAnswer).results;
  };
}

describe('a text as it is written, on the command line', () => {
  it('lists the place that contains it first, at its line', async () => {
    const search = await shop();
    for (const [query, place] of [
      ['the items of a cart must be paid by its owner', 'src/items.ts:2'],
      ['Uncaught Error: cart 17 must have an owner of 18 years', 'src/owner.ts:3'],
      ['if (!cart.owner) throw new Error(', 'src/owner.ts:3'],
      ['export class Owner {', 'src/owner.ts:1'],
      ['cart.items ??=', 'src/owner.ts:4'],
      ['what does --keep-cart do', 'src/flags.ts:1'],
      ['what is new for the owner in 2.1.3', 'CHANGELOG.md:21'],
      ['1.2.3', 'CHANGELOG.md:29'],
      ['??=', 'src/owner.ts:4'],
      ['🛒', 'src/items.ts:4'],
      ['\u001b[31mcart.items\u001b[0m ??= [\u001b[32m]', 'src/owner.ts:4'],
      ['12: if (!cart.owner) throw new Error(`', 'src/owner.ts:3'],
      ['2024-05-17 12:03:44 ERROR [main] cart 17 must have an owner of 18 years id=3', 'src/owner.ts:3'],
      ['why does `if (!cart.owner) throw` fail for the items of the cart?', 'src/owner.ts:3'],
    ] as const) {
      const [first] = await search(query);
      expect([query, `${first?.path}:${first?.line}`]).toEqual([query, place]);
      expect(first!.matchedBy).toContain('text');
      expect(first!.startLine).toBeLessThanOrEqual(first!.line);
      expect(first!.endLine).toBeGreaterThanOrEqual(first!.line);
    }
  });

  it('lists the place of a variable, a header or a media type before its value', async () => {
    const search = await shop({
      ...files,
      'src/limits.ts':
        '// reads CART_MAX_ITEMS, X-Cart-Id and application/cart+json\nexport const limits = 17;\n',
      'src/values.ts': 'export const values = ["17", "production"]; // name: value is not set\n',
    });
    for (const query of [
      'CART_MAX_ITEMS=production',
      '- name: CART_MAX_ITEMS value: "17"',
      'X-Cart-Id: production',
      'Content-Type: application/cart+json; charset=utf-8',
    ]) {
      const [first] = await search(query);
      expect([query, `${first?.path}:${first?.line}`]).toEqual([query, 'src/limits.ts:1']);
    }
  });

  it('lists the definition before mentions of a symbol, an import, a route or a test', async () => {
    const search = await shop({
      ...files,
      'src/prices.ts':
        "import { Owner } from './owner';\nimport { price } from './missing';\nexport class Prices {\n  total(cart) {\n    return 17;\n  }\n}\n",
      'src/totals.ts': 'export class Totals {\n  total(cart) {\n    return 18;\n  }\n}\n// Prices total\n',
      'src/first.ts': "import { Totals } from './totals';\nexport const first = new Totals();\n",
      'src/second.ts': "import { Totals } from './totals';\nexport const second = new Totals();\n",
      'src/routes.ts': "app.get('/carts', all);\napp.get('/carts/:id/items', items);\n",
      'test/carts.test.ts':
        "describe('the shop', () => {\n  it('pays', f);\n});\ndescribe('the cart', () => {\n  it('pays', f);\n});\n",
    });
    for (const [query, place] of [
      ['_ZN4shop6Prices5totalEi', 'src/prices.ts:4'],
      ['TypeError: Totals.total is not a function', 'src/totals.ts:2'],
      ["import { Owner } from '../shop/owner';", 'src/owner.ts:1'],
      ["import { price } from './missing';", 'src/prices.ts:2'],
      // A line of one file is meant itself, a line of two is not.
      ["import { Owner } from './owner';", 'src/prices.ts:1'],
      ["import { Totals } from './totals';", 'src/totals.ts:1'],
      ['"GET /api/carts/17/items?page=2 HTTP/1.1" 404', 'src/routes.ts:2'],
      ['✕ the cart › pays (5 ms)', 'test/carts.test.ts:5'],
    ] as const) {
      const [first] = await search(query);
      expect([query, `${first?.path}:${first?.line}`]).toEqual([query, place]);
    }
  });

  it('lists code before the file that it mentions, and a message before one that it links to', async () => {
    const search = await shop({
      ...files,
      'src/read.ts': "// reads\nexport const text = readFile(join(folder, 'cart.md'));\n",
      'src/print.ts':
        "// prints\nthrow new Error('the cart of the owner is empty, see docs/cart.md for more');\n",
    });
    for (const [query, place] of [
      ["text = readFile(join(dir, 'cart.md'))", 'src/read.ts:2'],
      ['const text = readFile ( join ( folder, "cart.md" ) )', 'src/read.ts:2'],
      ['the cart of the owner is empty, see docs/cart.md for more.', 'src/print.ts:2'],
    ] as const) {
      const [first] = await search(query);
      expect([query, `${first?.path}:${first?.line}`]).toEqual([query, place]);
    }
    expect((await search('see docs/cart.md'))[0]?.path).toBe('docs/cart.md');
  });

  it('of which no file has all flags lists the place of the rarest', async () => {
    const search = await shop();
    const [first] = await search('shop run --keep-cart 17 --verbose');
    expect(first).toMatchObject({ path: 'src/flags.ts', line: 1 });
  });

  it('opens a path at the line of code that follows it', async () => {
    const search = await shop();
    const [first] = await search('src/owner.ts:    if (!cart.owner) throw new Error(');
    expect(first).toMatchObject({ path: 'src/owner.ts', line: 3 });
    expect(first!.matchedBy).toContain('path');
  });

  it('finds a text without spaces in every Unicode form', async () => {
    const search = await shop({
      ...files,
      'docs/zh.md': '# 购物车\n\n所有者付款。\n\n提示「数据库连接已超时请稍后重试」时，请检查网络。\n',
      'docs/th.md': '# ตะกร้า\n\nไม่สามารถเชื่อมต่อกับเซิร์ฟเวอร์ได้ โปรดลองอีกครั้ง\n',
      'src/retry.ts':
        '// please retry the connection of the database later, after a timeout\nexport const later = 1;\n',
    });
    for (const [query, place] of [
      ['数据库连接已超时请稍后重试', 'docs/zh.md:5'],
      ['ไม่สามารถเชื่อมต่อกับเซิร์ฟเวอร์ได้', 'docs/th.md:3'],
    ] as const) {
      const [first] = await search(query);
      expect(`${first?.path}:${first?.line}`).toBe(place);
      expect(first!.matchedBy).toContain('text');
    }
  });

  it('in two quotes opens at the longer one', async () => {
    const search = await shop({
      ...files,
      'db/shop.sql':
        'CREATE TABLE orders (id int);\n\nALTER TABLE orders ADD CONSTRAINT orders_total_positive CHECK (id > 0);\n',
    });
    const [first] = await search('row for "orders" violates constraint "orders_total_positive"');
    expect(`${first?.path}:${first?.line}`).toBe('db/shop.sql:3');
  });

  it('finds the literal that printed it, even if many files have its words', async () => {
    const others = Array.from({ length: 60 }, (_, i): [string, string] => [
      `src/cart${i}.ts`,
      `// no cart has no owner\nexport const cart${i} = 'no owner of cart, no price of cart, no cart of owner';\n`,
    ]);
    const printing =
      Array.from({ length: 24 }, (_, i) => `// Shop ${i} isn't open in the evening of day ${i}.\n`).join('') +
      'export function check(id) {\n  log(`cart of owner has no price: ${id}`);\n}\n';
    const search = await shop({ ...Object.fromEntries(others), 'src/check.ts': printing });
    const [first] = await search('cart of owner has no price: alpha-7');
    expect(`${first?.path}:${first?.line}`).toBe('src/check.ts:26');
  });

  it('in quotes limits the results to places with it, if any exists', async () => {
    const search = await shop();
    const pathsFor = async (query: string) => new Set((await search(query)).map(({ path: file }) => file));
    expect(await pathsFor('"must have an owner"')).toEqual(new Set(['docs/cart.md', 'src/owner.ts']));
    expect(await pathsFor('who pays "a cart must be paid by"')).toEqual(new Set(['src/items.ts']));
    expect((await pathsFor('"the owner of nobody"')).size).toBeGreaterThan(2);
  });
});
