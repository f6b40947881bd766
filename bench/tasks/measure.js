'use strict';
/**
 * `npm run bench:tasks -- --folder DIR [--only 1-10] [--version 4.139.1] [--json FILE]`: fifty tasks of a new user on
 * a repository, each done with the keyboard in a real VS Code twice: with Semantic Search, and with VS Code's own
 * text search. Prints key presses, measured seconds of waiting, and the resulting total time. The repository, and the
 * commit, are named in `tasks.json`.
 *
 * With Semantic Search the task is typed as it is written, and the arrow key moves down the list to the first result
 * whose marked lines show a target; the result is opened, and the target must be on the screen. With the text search
 * the words of `textSearch` are tried in order, and F4 goes through the matches of each, 20 at most, to the first one
 * in a target. Tasks and words were written before either was tried.
 */
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { installBrowser } = require('../../scripts/vscodeHost/browser');
const { installExtension, startHost } = require('../../scripts/vscodeHost/start');
const { packageQuietly } = require('../../scripts/package');
const { SemanticSearch } = require('./semanticSearch');
const { TextSearch } = require('./textSearch');
const { report } = require('./report');

async function main() {
  const { values } = parseArgs({
    options: {
      folder: { type: 'string' },
      only: { type: 'string' },
      version: { type: 'string' },
      json: { type: 'string' },
    },
  });
  const { repository, commit, tasks } = JSON.parse(readFileSync(path.join(__dirname, 'tasks.json'), 'utf8'));
  if (values.folder === undefined)
    throw new Error(`Name a folder with ${repository} at ${commit.slice(0, 10)}: --folder DIR`);
  const [first = 1, last = tasks.length] = values.only?.split('-').map(Number) ?? [];
  const chosen = tasks.slice(first - 1, last);
  const scratch = mkdtempSync(path.join(os.tmpdir(), 'semantic-search-tasks-'));
  try {
    const done = await inWindow(
      { scratch, folder: path.resolve(values.folder), version: values.version },
      (page) => doTasks(page, chosen),
    );
    if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(done, null, 2)}\n`);
    report(done);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/**
 * Does all tasks with one search, then all with the other, so that each finds the window in the state of its own last
 * task.
 */
async function doTasks(page, tasks) {
  const done = tasks.map(({ task }) => ({ task }));
  for (const [name, search] of [
    ['ours', new SemanticSearch(page)],
    ['text', new TextSearch(page)],
  ]) {
    await search.prepare();
    for (const [i, task] of tasks.entries()) {
      done[i][name] = await search.find(task);
      process.stderr.write(`${name} ${i + 1}/${tasks.length}: ${JSON.stringify(done[i][name])}\n`);
    }
  }
  return done;
}

async function inWindow({ scratch, folder, version }, use) {
  const userDataDir = path.join(scratch, 'user');
  const extensionsDir = path.join(scratch, 'extensions');
  await installExtension(packageQuietly(), { userDataDir, extensionsDir, version });
  const settings = {
    // A single tab shows the whole path of its file.
    'workbench.editor.showTabs': 'single',
    'git.enabled': false,
  };
  const host = await startHost({ userDataDir, extensionsDir, version, trust: true, settings });
  const { chromium } = require('playwright-core');
  let browser;
  try {
    browser = await chromium.launch(installBrowser());
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(`${host.url}/?folder=${encodeURIComponent(folder)}`);
    await page
      .locator('[id="semantic-search.semantic-search.semanticSearch.status"][aria-label*="up to date"]')
      .waitFor({ timeout: 120_000 });
    return await use(page);
  } finally {
    await browser?.close();
    await host.stop();
  }
}

main().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
