'use strict';
/** `npm start`: opens VS Code with the extension. `npm start -- QUERY [DIR]`: answers in the terminal. */
const { execFileSync, spawnSync } = require('node:child_process');
const { statSync } = require('node:fs');
const path = require('node:path');
const { ensureInstalled } = require('./ensureInstalled');

const root = path.join(__dirname, '..');
const usage = `npm start                          opens VS Code with Semantic Search on this repository
npm start -- --folder DIR          the same on another folder
npm start -- QUERY [DIR]           answers in the terminal, about DIR or this repository
npm start -- QUERY DIR --json ...  with options of the command line; node dist/cli.js --help tells them

VS Code is the desktop one where the command "code" is installed, else one in the browser, at an address that is printed.
It then runs until Ctrl+C. --browser takes that one in any case.
`;

async function main(args) {
  if (args.includes('--help') || args.includes('-h')) {
    process.stdout.write(usage);
    return;
  }
  ensureInstalled();
  const opensEditor = args.length === 0 || args[0] === '--folder' || args[0] === '--browser';
  process.exitCode = await (opensEditor ? openEditor(args) : ask(args));
}

async function ask([query, directory = root, ...rest]) {
  const { build } = require('../esbuild.js');
  await build();
  const program = path.join(root, 'dist', 'cli.js');
  const { status } = spawnSync(process.execPath, [program, 'search', query, directory, ...rest], {
    stdio: 'inherit',
    cwd: callersDirectory(),
  });
  return status ?? 1;
}

async function openEditor(args) {
  const { parseArgs } = require('node:util');
  const { values } = parseArgs({
    args,
    options: { folder: { type: 'string' }, browser: { type: 'boolean' } },
  });
  const folder = path.resolve(callersDirectory(), values.folder ?? root);
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`${folder} is not a folder.`);
  if (values.browser || !hasDesktop()) return openInBrowser(folder);
  const { build } = require('../esbuild.js');
  await build();
  const { status } = spawnSync('code', ['--new-window', `--extensionDevelopmentPath=${root}`, folder], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return status ?? 1;
}

/**
 * Whether `code` can open a window here. In a terminal of a remote window it only passes files to that window, and
 * without a display no window can be opened.
 */
function hasDesktop() {
  if (process.env.VSCODE_IPC_HOOK_CLI !== undefined) return false;
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  try {
    const help = execFileSync('code', ['--help'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    // Other programs are called `code` too.
    return help.includes('--install-extension');
  } catch {
    return false;
  }
}

async function openInBrowser(folder) {
  const { packageQuietly } = require('./package');
  const { installExtension, startHost } = require('./vscodeHost/start');
  const home = path.join(root, '.vscode-test', 'start');
  const directories = { userDataDir: path.join(home, 'user'), extensionsDir: path.join(home, 'extensions') };
  await installExtension(packageQuietly(), directories);
  const host = await startHost({
    ...directories,
    // Users of this command already run the scripts of this repository, so the workspace trust question would only
    // delay them. For any other folder VS Code asks as usual; until it is answered, the extension searches the folder
    // with the built-in model.
    trust: folder === root,
  });
  process.stdout.write(`Semantic Search runs at ${host.url}/?folder=${encodeURI(folder)}\n`);
  process.stderr.write('Open it in a browser. Ctrl+C ends it.\n');
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
  });
  await host.stop();
  return 0;
}

/** npm runs scripts in the directory of package.json; relative paths refer to the directory of the caller. */
function callersDirectory() {
  return process.env.INIT_CWD ?? process.cwd();
}

main(process.argv.slice(2)).catch((error) => {
  process.stderr.write(`${error.message ?? error}\n`);
  process.exitCode = 1;
});
