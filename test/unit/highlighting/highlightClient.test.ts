import { copyFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors';
import { silentLogger } from '../../../src/common/logger';
import { HighlightClient, type HighlightClientOptions } from '../../../src/node/highlighting/highlightClient';
import { temporaryDirectory } from '../store/temporaryDirectory';
import { configuration, fixture, show } from './fixtures';

const root = path.join(import.meta.dirname, '../../..');
const toy = { language: 'toy', lines: ['let 1'] };
const coloredToy = ['let<#aa00aa bold> 1<#00bb00>'];
/** Takes minutes: every start in the line is tried until the engine gives up on it. */
const endless = { language: 'endless', lines: ['x'.repeat(2000)] };

let workerFile: string;
let warnings: string[] = [];
let client: HighlightClient;

beforeAll(async () => {
  const directory = await temporaryDirectory();
  workerFile = path.join(directory, 'highlighter.js');
  await build({
    entryPoints: [path.join(root, 'src/worker/highlighter.ts')],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    logLevel: 'error',
  });
  const wasmFile = createRequire(import.meta.url).resolve('vscode-oniguruma/release/onig.wasm');
  await copyFile(wasmFile, path.join(directory, 'onig.wasm'));
});

afterEach(async () => {
  await client.dispose();
});

function createClient(options: Partial<HighlightClientOptions> = {}): void {
  warnings = [];
  const logger = { ...silentLogger, warn: (message: string) => warnings.push(message) };
  client = new HighlightClient({ workerFile, logger, answerMs: 30_000, ...options });
  client.configure(configuration());
}

async function shown(items: readonly { language: string; lines: readonly string[] }[]): Promise<string[][]> {
  return (await client.highlight(items)).map((lines) => lines.map(show));
}

it('colours in a thread, in the order asked', async () => {
  createClient();
  const plain = { language: 'unknown', lines: ['a', ''] };
  expect(await shown([toy, plain, toy])).toEqual([coloredToy, ['a', ''], coloredToy]);
  expect(await shown([])).toEqual([]);
  expect(warnings).toEqual([]);
});

it('answers calls made at once', async () => {
  createClient();
  expect(await Promise.all([shown([toy]), shown([toy, toy]), shown([])])).toEqual([
    [coloredToy],
    [coloredToy, coloredToy],
    [],
  ]);
});

it('leaves plain what takes too long, keeps what was done, and never tries that language again', async () => {
  createClient({ itemMs: 1000 });
  expect(await shown([toy, endless, toy])).toEqual([coloredToy, endless.lines, toy.lines]);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('endless');
  expect(await shown([endless, toy])).toEqual([endless.lines, coloredToy]);
  expect(warnings).toHaveLength(1);
});

it('answers in time while an item is still at work', async () => {
  createClient({ answerMs: 500, itemMs: 60_000 });
  expect(await shown([endless])).toEqual([endless.lines]);
  expect(await shown([toy])).toEqual([toy.lines]);
  expect(warnings).toEqual([]);
});

it('is cancelled at once, even behind an item that never ends', async () => {
  createClient({ itemMs: 60_000 });
  const controller = new AbortController();
  const calls = [client.highlight([endless], controller.signal), client.highlight([toy], controller.signal)];
  setTimeout(() => {
    controller.abort();
  }, 100);
  for (const call of calls) await expect(call).rejects.toThrow(CancelledError);
  await expect(client.highlight([toy], controller.signal)).rejects.toThrow(CancelledError);
  expect(warnings).toEqual([]);
});

it('has the colours of the newest configuration', async () => {
  createClient();
  expect(await shown([toy])).toEqual([coloredToy]);
  client.configure(configuration({ files: [fixture('classic.tmTheme')] }));
  expect(await shown([toy])).toEqual([['let<#c0ffee italic> 1']]);
});

it('starts a new thread where the old one died', async () => {
  const fragile = path.join(path.dirname(workerFile), 'fragile.js');
  await writeFile(
    fragile,
    `require('./highlighter.js');
     require('node:worker_threads').parentPort.on('message', ({ method, params }) => {
       if (method === 'highlight' && params[0].language === 'deadly') process.exit(3);
     });`,
  );
  createClient({ workerFile: fragile });
  expect(await shown([{ language: 'deadly', lines: ['let'] }, toy])).toEqual([['let'], toy.lines]);
  expect(warnings[0]).toContain('exit code 3');
  expect(await shown([toy])).toEqual([coloredToy]);
});

it('ends its thread when nobody asks, and starts another when somebody does', async () => {
  createClient({ idleMs: 1 });
  expect(await shown([{ language: 'unknown', lines: ['a'] }])).toEqual([['a']]);
  await new Promise((resolve) => setTimeout(resolve, 50));
  createClient();
  expect(await shown([toy])).toEqual([coloredToy]);
});

it('gives up on a thread that never starts, and logs it once', async () => {
  createClient({ workerFile: path.join(path.dirname(workerFile), 'none.js') });
  for (let i = 0; i < 5; i++) expect(await shown([toy])).toEqual([toy.lines]);
  expect(warnings).toHaveLength(1);
});

it('passes on what is wrong with a theme or a grammar, once', async () => {
  createClient();
  client.configure(configuration({ files: [fixture('broken.json'), fixture('dark.json')] }));
  const broken = { language: 'broken', lines: ['let'] };
  expect(await shown([broken, toy])).toEqual([['let'], coloredToy]);
  expect(await shown([broken, toy])).toEqual([['let'], coloredToy]);
  expect(warnings).toHaveLength(2);
});
