'use strict';
/**
 * Runs beside Semantic Search in its extension host. Measures how long the host's thread is blocked at most while a
 * workspace is indexed, and when the first result arrives. Writes a JSON file named by SEMANTIC_SEARCH_PROBE.
 */
const { existsSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { performance } = require('node:perf_hooks');
const vscode = require('vscode');

const tickMs = 10;

exports.activate = () => {
  // Already measured: this is a reload of the window.
  if (existsSync(process.env.SEMANTIC_SEARCH_PROBE)) return;
  measure().then(
    (result) => writeFileSync(process.env.SEMANTIC_SEARCH_PROBE, JSON.stringify(result)),
    (error) =>
      writeFileSync(process.env.SEMANTIC_SEARCH_PROBE, JSON.stringify({ error: String(error.stack) })),
  );
};

async function measure() {
  const extension = vscode.extensions.getExtension('semantic-search.semantic-search');
  if (!extension) {
    const ticker = startTicker();
    await sleep(Number(process.env.SEMANTIC_SEARCH_REST_MS));
    return { stalls: ticker.stop() };
  }
  // Includes the start of the window, as for every user.
  const started = performance.now();
  const api = await extension.activate();
  const ticker = startTicker();
  let firstResultMs;
  for (;;) {
    const { results, tookMs } = await api.search({ query: process.env.SEMANTIC_SEARCH_QUERY, limit: 10 });
    if (results.length > 0 && firstResultMs === undefined) firstResultMs = performance.now() - started;
    if (api.state.kind === 'ready' || api.state.kind === 'failed') {
      const readyMs = performance.now() - started;
      const stalls = ticker.stop();
      const queries = [];
      for (let i = 0; i < 50; i++) {
        const asked = performance.now();
        await api.search({ query: process.env.SEMANTIC_SEARCH_QUERY, limit: 10 });
        queries.push(performance.now() - asked);
      }
      const rebuilding = await measureRebuild(api);
      return {
        ...rebuilding,
        firstResultMs,
        readyMs,
        stalls,
        state: api.state,
        best: results
          .slice(0, 3)
          .map(({ path, startLine, symbol }) => `${path}:${startLine} ${symbol ?? ''}`),
        tookMs,
        queries,
        saves: await measureSaves(api, path.extname(results[0]?.path ?? 'none.ts')),
      };
    }
    await sleep(100);
  }
}

/**
 * Measures stalls during a rebuild of the index, and for the same time at rest afterwards: without the noise of a
 * starting window.
 */
async function measureRebuild(api) {
  await sleep(5000);
  const busy = startTicker();
  const started = performance.now();
  await vscode.commands.executeCommand('semanticSearch.rebuildIndex');
  await api.settled();
  const tookMs = performance.now() - started;
  const rebuildStalls = busy.stop();
  await sleep(2000);
  const rest = startTicker();
  await sleep(tookMs);
  return { rebuildMs: tookMs, rebuildStalls, restStalls: rest.stop() };
}

/**
 * Measures the time from saving a file until a search finds its new word.
 *
 * @param extname extension of the folder's main language: the first file of any other language loads its grammar
 *   once, which takes half a second
 */
async function measureSaves(api, extname) {
  const folder = vscode.workspace.workspaceFolders[0].uri;
  const uri = vscode.Uri.joinPath(folder, `semanticSearchProbe${extname}`);
  const times = [];
  await vscode.workspace.fs.writeFile(uri, new Uint8Array());
  const document = await vscode.workspace.openTextDocument(uri);
  for (let i = 0; i < 60; i++) {
    const word = `probeWord${'x'.repeat(i + 1)}`;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(uri, new vscode.Range(0, 0, document.lineCount, 0), `int ${word} = ${i};\n`);
    await vscode.workspace.applyEdit(edit);
    await document.save();
    const saved = performance.now();
    for (;;) {
      const { results } = await api.search({ query: word, limit: 1 });
      if (results[0]?.preview.includes(word)) break;
      // Searching without a pause would keep the engine from indexing.
      await sleep(5);
    }
    times.push(performance.now() - saved);
    await sleep(300);
  }
  await vscode.workspace.fs.delete(uri);
  return times;
}

/** A timer with an interval of 10 ms: its largest delay is the longest time that the thread was blocked. */
function startTicker() {
  const delays = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    delays.push(Math.max(0, now - last - tickMs));
    last = now;
  }, tickMs);
  return {
    stop: () => {
      clearInterval(timer);
      delays.sort((a, b) => a - b);
      const at = (share) => delays[Math.min(delays.length - 1, Math.floor(share * delays.length))];
      return { ticks: delays.length, p50: at(0.5), p99: at(0.99), p999: at(0.999), longest: delays.at(-1) };
    },
  };
}

function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
