import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SearchAnswer, SearchResult } from '../../src/common/contracts/searchResult';
import { runCommand } from '../support/commandInProcess';
import { temporaryDirectory } from '../support/realSources';

const filler = (name: string): string =>
  Array.from({ length: 12 }, (_, i) => `// ${name} does its part ${i}\n`).join('');

/** A project with equal names in several folders, searched with the command line. */
async function shop() {
  const { directory, remove } = await temporaryDirectory('pasted');
  onTestFinished(remove);
  const folder = path.join(directory, 'shop');
  for (const name of ['lib/cart/total.js', 'lib/order/total.js', 'lib/order/index.js']) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(
      path.join(folder, name),
      `${filler(name)}function total(prices) {\n  return prices.reduce(add, 0);\n}\n`,
    );
  }
  const indexDirectory = path.join(directory, 'index');
  await runCommand(['index', folder, '--index-dir', indexDirectory]);
  return async (query: string): Promise<readonly SearchResult[]> => {
    const options = ['--json', '--index-dir', indexDirectory];
    const { stdout } = await runCommand(['search', ...options, '--', query, folder]);
    return (JSON.parse(stdout) as SearchAnswer).results;
  };
}

const placesOf = (results: readonly SearchResult[]): string[] =>
  results.map(({ path: file, line }) => `${file}:${line}`);

describe('a pasted place on the command line', () => {
  it('is the first result, at its line, named after the definition around it', async () => {
    const search = await shop();
    const [first] = await search('C:\\work\\shop\\lib\\order\\total.js:14:10');
    expect(first).toMatchObject({ path: 'lib/order/total.js', line: 14, startLine: 14, symbol: 'total' });
    expect(
      placesOf(await search('how is the total computed, see total.js:13'))
        .slice(0, 2)
        .sort(),
    ).toEqual(['lib/cart/total.js:13', 'lib/order/total.js:13']);
  });

  it('is one row for each frame of a stack trace', async () => {
    const search = await shop();
    const trace =
      'TypeError: prices is undefined\n    at total (/srv/shop/lib/order/total.js:14:10)\n' +
      '    at Layer.handle (/srv/shop/node_modules/express/lib/router/layer.js:95:5)\n' +
      '    at order (/srv/shop/lib/order/index.js:2:3)\n    at order (/srv/shop/lib/order/index.js:13:3)\n';
    expect(placesOf(await search(trace)).slice(0, 3)).toEqual([
      'lib/order/total.js:14',
      'lib/order/index.js:2',
      'lib/order/index.js:13',
    ]);
  });
});
