'use strict';
/**
 * Installs the requirements of tests in VS Code windows: a browser, VS Code for the browser, the packaged extension.
 */
const { installBrowser } = require('./vscodeHost/browser');
const { installHost } = require('./vscodeHost/install');
const { packageQuietly } = require('./package');

try {
  if (process.platform !== 'win32') {
    installBrowser();
    installHost();
  }
  packageQuietly();
} catch (error) {
  process.stderr.write(`${error.message ?? error}\n`);
  process.exitCode = 1;
}
