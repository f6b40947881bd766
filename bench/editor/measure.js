'use strict';
/**
 * `npm run bench:editor -- --folder DIR [--version 4.139.1] [--query TEXT]`: installs the packaged extension into a
 * VS Code for the browser, opens a folder, and measures how long it takes and whether the extension host is blocked.
 * The same host without the extension is measured in the same run as the floor of this machine, over the same time
 * from the start of the window.
 */
const {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { installBrowser } = require('../../scripts/vscodeHost/browser');
const { installExtension, startHost } = require('../../scripts/vscodeHost/start');
const { packageQuietly } = require('../../scripts/package');
const { paletteTimes } = require('./palette');

const timeoutMs = 10 * 60_000;
/** Number of window reloads for measuring activation. */
const reloads = 5;
/** VS Code's own extensions that activate at the same time as this one, for comparison. */
const peers = ['Merge Conflict', 'Emmet'];

async function main() {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      version: { type: 'string' },
      query: { type: 'string', default: 'how is the cache invalidated' },
    },
  });
  if (values.folder === undefined) throw new Error('Name a folder: --folder DIR');
  const vsix = packageQuietly();
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'semantic-search-editor-'));
  try {
    const options = {
      scratch,
      folder: path.resolve(values.folder),
      version: values.version,
      query: values.query,
    };
    const ours = await measure({ ...options, name: 'ours', extensions: [vsix] });
    const floor = await measure({ ...options, name: 'floor', extensions: [], restMs: ours.readyMs });
    report(floor, ours, vsix, path.join(scratch, 'ours', 'extensions'));
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

async function measure({ scratch, folder, version, query, name, extensions, restMs = 0 }) {
  const userDataDir = path.join(scratch, name, 'user');
  const extensionsDir = path.join(scratch, name, 'extensions');
  const result = path.join(scratch, `${name}.json`);
  mkdirSync(extensionsDir, { recursive: true });
  for (const vsix of [...extensions, await packProbe(scratch)]) {
    await installExtension(vsix, { userDataDir, extensionsDir, version });
  }
  const env = {
    SEMANTIC_SEARCH_PROBE: result,
    SEMANTIC_SEARCH_QUERY: query,
    SEMANTIC_SEARCH_REST_MS: String(restMs),
  };
  const host = await startHost({ userDataDir, extensionsDir, version, trust: true, env });
  const { chromium } = require('playwright-core');
  let browser;
  try {
    browser = await chromium.launch(installBrowser());
    const page = await browser.newPage();
    await page.goto(`${host.url}/?folder=${encodeURIComponent(folder)}`);
    for (const deadline = Date.now() + timeoutMs; !existsSync(result);) {
      if (Date.now() > deadline) throw new Error(`${name}: no result in ${timeoutMs / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const measured = JSON.parse(readFileSync(result, 'utf8'));
    if (measured.error !== undefined) throw new Error(measured.error);
    const isOurs = extensions.length > 0;
    const rows = isOurs ? await paletteTimes(page) : [];
    return { ...measured, rows, activations: isOurs ? await activationTimes(page) : {} };
  } finally {
    await browser?.close();
    await host.stop();
  }
}

/**
 * Activation times from VS Code's list of running extensions: loading the code and the call together, in
 * milliseconds, by the extension's name. Taken from reloaded windows, in which only VS Code itself activates the
 * extension. Extensions that activate at the same time share this time: others may load between the start of an
 * activation and its code.
 */
async function activationTimes(page) {
  const times = {};
  for (let i = 0; i < reloads; i++) {
    await page.reload();
    await page
      .locator('[id="semantic-search.semantic-search.semanticSearch.status"]')
      .waitFor({ timeout: 60_000 });
    await page.keyboard.press('F1');
    await page.keyboard.type('Developer: Show Running Extensions');
    await page.getByRole('option', { name: 'Developer: Show Running Extensions' }).first().waitFor();
    await page.keyboard.press('Enter');
    const rows = page.locator('.runtime-extensions-editor .extension');
    for (const name of ['Semantic Search', ...peers]) {
      const row = rows.filter({ hasText: name }).first();
      const text = await row.locator('.activation-time').textContent({ timeout: 30_000 });
      (times[name] ??= []).push(Number(/(\d+)\s*ms/.exec(text)[1]));
    }
  }
  return times;
}

async function packProbe(scratch) {
  const { createVSIX } = require('@vscode/vsce');
  const directory = path.join(scratch, 'probe');
  const packagePath = path.join(scratch, 'probe.vsix');
  if (existsSync(packagePath)) return packagePath;
  cpSync(path.join(__dirname, 'probe'), directory, { recursive: true });
  cpSync(path.join(__dirname, '..', '..', 'LICENSE'), path.join(directory, 'LICENSE'));
  await createVSIX({ cwd: directory, packagePath, dependencies: false, allowMissingRepository: true });
  return packagePath;
}

function report(floor, ours, vsix, extensionsDir) {
  const installed = readdirSync(extensionsDir).find((name) =>
    name.startsWith('semantic-search.semantic-search-'),
  );
  const percentile = (values, share) =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(share * values.length))];
  const ms = (value) => `${value.toFixed(1)} ms`;
  const kilobytes = (name) =>
    `${(statSync(path.join(extensionsDir, installed, 'dist', name)).size / 1000).toFixed(0)} KB`;
  const stalls = (of) =>
    `longest ${ms(of.longest)}, p99.9 ${ms(of.p999)}, p99 ${ms(of.p99)} (${of.ticks} ticks)`;
  const rows = {
    index: JSON.stringify(ours.state),
    ...Object.fromEntries(
      Object.entries(ours.activations).map(([extension, times]) => [
        extension === 'Semantic Search' ? 'activation' : `  of ${extension}`,
        `median ${percentile(times, 0.5)} ms of ${times.join(', ')}, by VS Code's own clock`,
      ]),
    ),
    'first result': `${(ours.firstResultMs / 1000).toFixed(2)} s after activation began`,
    ready: `${(ours.readyMs / 1000).toFixed(2)} s after activation began`,
    'stalls, first index': stalls(ours.stalls),
    '  without it': stalls(floor.stalls),
    'stalls, rebuild': stalls(ours.rebuildStalls),
    '  at rest': stalls(ours.restStalls),
    'query from the host': `p50 ${ms(percentile(ours.queries, 0.5))}, p95 ${ms(percentile(ours.queries, 0.95))}`,
    'key to first row': `p50 ${ms(percentile(ours.rows, 0.5))}, p95 ${ms(percentile(ours.rows, 0.95))}, in the palette`,
    'saved to found': `p50 ${ms(percentile(ours.saves, 0.5))}, p95 ${ms(percentile(ours.saves, 0.95))}, most ${ms(Math.max(...ours.saves))}`,
    bundles: ['extension.js', 'extension-chunk.js', 'webview.js', 'worker.js', 'highlighter.js']
      .map((name) => `${name} ${kilobytes(name)}`)
      .join(', '),
    package: `${(statSync(vsix).size / 1e6).toFixed(1)} MB`,
    best: ours.best.join('; '),
  };
  for (const [name, value] of Object.entries(rows)) process.stdout.write(`${name.padEnd(22)} ${value}\n`);
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
