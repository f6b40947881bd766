'use strict';
/** `npm run screenshots`: takes the pictures of the README from the running extension. Look at them before you commit. */
const { spawnSync } = require('node:child_process');
const { copyFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const pictures = ['palette-dark', 'palette-light', 'view-dark', 'view-light', 'status-dark', 'status-light'];

const { status } = spawnSync(process.execPath, [path.join(__dirname, 'test.js'), 'ui', 'pictures'], {
  stdio: 'inherit',
  cwd: root,
});
if (status === 0) {
  const target = path.join(root, 'media', 'screenshots');
  mkdirSync(target, { recursive: true });
  for (const name of pictures)
    copyFileSync(path.join(root, 'out', 'screenshots', `${name}.png`), path.join(target, `${name}.png`));
}
process.exitCode = status ?? 1;
