import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { CancelledError } from '../../../src/common/errors/errors';
import { silentLogger } from '../../../src/common/logger';
import { HighlightClient, type HighlightClientOptions } from '../../../src/node/highlighting/highlightClient';
import { configuration, fixture, show } from './fixtures';

const root = path.join(import.meta.dirname, '../../..');
const toy = { language: 'toy', lines: ['let 1'] };
const coloredToy = ['let<#aa00aa bold> 1<#00bb00>'];
/** Its grammar backtracks for minutes with this text. */
const endless = { language: 'endless', lines: [`${'xy'.repeat(10)}${'x'.repeat(1900)}y`] };

let directory: string;
const { resolve } = createRequire(import.meta.url);
let workerFile: string;
let warnings: string[] = [];
let client: HighlightClient;

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'semantic-search-highlighting-'));
  workerFile = path.join(directory, 'highlighter.js');
  await build({
    entryPoints: [path.join(root, 'src/worker/highlighter.ts')],
    outfile: workerFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20.19',
    logLevel: 'error',
    // As in esbuild.js.
    alias: { 'jsonc-parser': resolve('jsonc-parser/lib/esm/main.js') },
  });
  const wasmFile = resolve('vscode-oniguruma/release/onig.wasm');
  await copyFile(wasmFile, path.join(directory, 'onig.wasm'));
});

afterAll(async () => {
  await rm(directory, { recursive: true, force: true });
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

it('returns plain lines for slow code, keeps finished lines, and does not try that language again', async () => {
  createClient({ itemMs: 3000 });
  expect(await shown([toy, endless, toy])).toEqual([coloredToy, endless.lines, toy.lines]);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toContain('endless');
  expect(await shown([endless, toy])).toEqual([endless.lines, coloredToy]);
  expect(warnings).toHaveLength(1);
});

it('answers in time while an item is in progress', async () => {
  createClient({ answerMs: 500, itemMs: 60_000 });
  // Requests from before the thread has started end at the deadline.
  await expect.poll(() => shown([toy])).toEqual([coloredToy]);
  expect(await shown([endless])).toEqual([endless.lines]);
  expect(await shown([toy])).toEqual([toy.lines]);
  expect(warnings).toEqual([]);
});

it('reports when late colours are available', async () => {
  let tell = (): void => undefined;
  const told = (): Promise<void> => new Promise((resolve) => (tell = resolve));
  createClient({
    answerMs: 10,
    onLateColors: () => {
      tell();
    },
  });
  let rounds = 0;
  for (let late = told(); ; late = told()) {
    const [lines] = await shown([toy]);
    if (lines?.[0] === coloredToy[0]) break;
    expect(lines).toEqual(toy.lines);
    await late;
    rounds++;
  }
  expect(rounds).toBeGreaterThan(0);
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

it('starts again if the configuration changes meanwhile', async () => {
  createClient();
  const underWay = shown([toy]);
  // The thread has been requested but not started yet.
  await nextTurn();
  client.configure(configuration({ files: [fixture('classic.tmTheme')] }));
  expect(await underWay).toEqual([['let<#c0ffee italic> 1']]);
  expect(warnings).toEqual([]);
});

it('starts a new thread if the old one died', async () => {
  const fragile = path.join(directory, 'fragile.js');
  await writeFile(
    fragile,
    `require('./highlighter.js');
     require('node:worker_threads').parentPort.on('message', ({ method, params }) => {
       if (method === 'highlight' && params[0].language === 'deadly') process.exit(3);
     });`,
  );
  let asksAgain = (): void => undefined;
  const isAskedAgain = new Promise<void>((resolve) => (asksAgain = resolve));
  createClient({ workerFile: fragile, onLateColors: asksAgain });
  const items = [{ language: 'deadly', lines: ['let'] }, toy];
  expect(await shown(items)).toEqual([['let'], toy.lines]);
  expect(warnings[0]).toContain('exit code 3');
  // What came after the failure can be had by asking again.
  await isAskedAgain;
  expect(await shown(items)).toEqual([['let'], coloredToy]);
});

it('ends an idle thread, and starts another with the next call', async () => {
  const counted = path.join(directory, 'counted.js');
  const starts = path.join(directory, 'starts');
  await writeFile(
    counted,
    `require('node:fs').appendFileSync(${JSON.stringify(starts)}, 'x'); require('./highlighter.js');`,
  );
  createClient({ workerFile: counted, idleMs: 1 });
  for (const expected of ['x', 'xx']) {
    expect(await shown([toy])).toEqual([coloredToy]);
    expect(await readFile(starts, 'utf8')).toBe(expected);
    await sleep(200);
  }
  expect(warnings).toEqual([]);
});

it('gives up on a thread that never starts, and logs it once', async () => {
  let asked = 0;
  createClient({
    workerFile: path.join(directory, 'none.js'),
    onLateColors: () => {
      asked++;
    },
  });
  for (let i = 0; i < 5; i++) expect(await shown([toy])).toEqual([toy.lines]);
  expect(warnings).toHaveLength(1);
  // It is tried three times.
  expect(asked).toBe(2);
});

it('gives a thread that starts slowly more time at each try', async () => {
  const slow = path.join(directory, 'slow.js');
  await writeFile(slow, `setTimeout(() => require('./highlighter.js'), 3000);`);
  let isAskedAgain = true;
  createClient({
    workerFile: slow,
    startMs: 2000,
    onLateColors: () => {
      isAskedAgain = true;
    },
  });
  const seen: string[] = [];
  while (isAskedAgain) {
    isAskedAgain = false;
    seen.push(...(await shown([toy])).flat());
    await nextTurn();
  }
  expect(seen[0]).toBe(toy.lines[0]);
  expect(seen.at(-1)).toBe(coloredToy[0]);
});

it('passes on each fault of a theme or a grammar once', async () => {
  createClient();
  client.configure(configuration({ files: [fixture('broken.json'), fixture('dark.json')] }));
  const broken = { language: 'broken', lines: ['let'] };
  expect(await shown([broken, toy])).toEqual([['let'], coloredToy]);
  expect(await shown([broken, toy])).toEqual([['let'], coloredToy]);
  expect(warnings).toHaveLength(2);
});
