'use strict';
/**
 * `npm run screenshots`: takes the screenshots of the README and of the walkthrough in the running extension, with
 * the sample repository of the tests. Look at them before you commit.
 */
const { spawnSync } = require('node:child_process');
const { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { shrinkPng } = require('./shrinkPng');

const root = path.join(__dirname, '..');
const taken = path.join(root, 'out', 'screenshots');
const themes = ['dark', 'light'];
const mostKilobytes = 120;

/** Screenshots with their names in the tests: the walkthrough shows parts of the window. */
const pictures = {
  screenshots: { palette: 'palette', view: 'view', index: 'index', status: 'status', chat: 'chat' },
  walkthrough: {
    ask: 'step-ask',
    view: 'step-view',
    index: 'step-index',
    similar: 'step-similar',
    provider: 'step-provider',
  },
};

function main() {
  const startedMs = Date.now();
  const { status } = spawnSync(
    process.execPath,
    [path.join(__dirname, 'test.js'), 'ui', 'pictures', 'chat'],
    {
      stdio: 'inherit',
      cwd: root,
    },
  );
  // Copy the screenshots that were taken even if others are missing: for those the previous ones are kept, and the
  // run reports it.
  const missing = copyPictures(startedMs);
  for (const name of missing) process.stderr.write(`Not taken: ${name}\n`);
  process.exitCode = status === 0 && missing.length === 0 ? 0 : 1;
}

function copyPictures(startedMs) {
  const missing = [];
  for (const [folder, names] of Object.entries(pictures)) {
    const target = path.join(root, 'media', folder);
    mkdirSync(target, { recursive: true });
    for (const [name, source] of Object.entries(names)) {
      for (const theme of themes) {
        const from = path.join(taken, `${source}-${theme}.png`);
        if (!existsSync(from) || statSync(from).mtimeMs < startedMs) {
          missing.push(`${folder}/${name}-${theme}.png`);
          continue;
        }
        const picture = shrinkPng(readFileSync(from));
        const kilobytes = picture.length / 1000;
        if (kilobytes > mostKilobytes)
          process.stderr.write(`${folder}/${name}-${theme}.png is large: ${kilobytes.toFixed(0)} KB\n`);
        writeFileSync(path.join(target, `${name}-${theme}.png`), picture);
      }
    }
  }
  return missing;
}

main();
