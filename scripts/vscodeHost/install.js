'use strict';
/**
 * Installs a complete VS Code from the npm registry, for machines without a desktop VS Code: code-server, whose
 * extension host is the original one.
 */
const { execFileSync } = require('node:child_process');
const {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} = require('node:fs');
const path = require('node:path');

const cacheDirectory = path.join(__dirname, '..', '..', '.vscode-test');

/** Contains the oldest VS Code version that the extension supports; the environment variable selects another. */
const defaultVersion = process.env.SEMANTIC_SEARCH_TEST_VERSION || '4.100.3';

/**
 * Requirements of each version. 4.139.1, the newest tested version, does not accept the payload that starts
 * extension-host tests. `nodeMajor`: required Node version. `nativeModules`: modules to compile, so that the host
 * writes log files and ends with its parent; without a compiler it runs nevertheless. `overrides`: argon2 before 0.40
 * has to be compiled, or the host does not start; later versions include binaries.
 */
const recipes = {
  '4.100.3': {
    nodeMajor: 20,
    nativeModules: ['@vscode/spdlog', 'native-watchdog'],
    overrides: { argon2: '0.44.0' },
  },
  '4.139.1': {
    nodeMajor: 24,
    nativeModules: ['@vscode/spdlog', '@vscode/native-watchdog', '@vscode/sqlite3'],
    overrides: {},
  },
};
const ripgrepVersion = '1.18.0';
const stampName = '.complete';
const workplaceInfix = '.installing-';
/** Increment when the steps below change. */
const stepsVersion = 2;

/**
 * Installs VS Code for the browser into `.vscode-test/`, unless it is already there. It is assembled in a directory
 * of this process and moved into place when it is complete, so that an interruption leaves nothing incomplete, and
 * two processes do not conflict.
 *
 * @param {{ version?: string }} [options] `version`: of code-server; that of SEMANTIC_SEARCH_TEST_VERSION, or
 *   4.100.3, by default
 * @returns {{ version: string, node: string, entry: string }} the Node to run it with, and its entry point
 * @throws Error if it cannot be installed, with npm's output
 */
function installHost({ version = defaultVersion } = {}) {
  const recipe = recipes[version];
  if (recipe === undefined)
    throw new Error(`code-server ${version} is unknown; known: ${Object.keys(recipes)}`);
  const directory = path.join(cacheDirectory, `code-server-${version}`);
  const stamp = JSON.stringify({
    stepsVersion,
    recipe,
    ripgrepVersion,
    platform: process.platform,
    arch: process.arch,
  });
  if (!isComplete(directory, stamp, recipe)) {
    if (process.platform === 'win32')
      throw new Error('VS Code for the browser does not run on Windows. Use desktop VS Code there.');
    removeAbandoned();
    const workplace = `${directory}${workplaceInfix}${process.pid}`;
    install(version, recipe, workplace);
    writeFileSync(path.join(workplace, stampName), stamp);
    if (!isComplete(directory, stamp, recipe)) {
      rmSync(directory, { recursive: true, force: true });
      renameSync(workplace, directory);
    }
    rmSync(workplace, { recursive: true, force: true });
  }
  return {
    version,
    node: nodeFor(recipe, directory),
    entry: path.join(directory, 'node_modules', 'code-server', 'out', 'node', 'entry.js'),
  };
}

function isComplete(directory, stamp, recipe) {
  const file = path.join(directory, stampName);
  return existsSync(file) && readFileSync(file, 'utf8') === stamp && existsSync(nodeFor(recipe, directory));
}

/** Removes directories left by interrupted processes. */
function removeAbandoned() {
  mkdirSync(cacheDirectory, { recursive: true });
  for (const name of readdirSync(cacheDirectory)) {
    const pid = name.split(workplaceInfix)[1];
    if (pid !== undefined && !isRunning(Number(pid)))
      rmSync(path.join(cacheDirectory, name), { recursive: true, force: true });
  }
}

function isRunning(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** The current Node if it has the right version, else one of the npm registry beside the host. */
function nodeFor({ nodeMajor }, directory) {
  if (Number.parseInt(process.versions.node, 10) === nodeMajor) return process.execPath;
  return path.join(directory, 'node_modules', nodePackage(), 'bin', 'node');
}

function nodePackage() {
  return `node-${process.platform}-${process.arch}`;
}

function install(version, recipe, directory) {
  const node = nodeFor(recipe, directory);
  progress(`Getting VS Code for the browser (code-server ${version}), once: 1 of 3, the server`);
  mkdirSync(directory, { recursive: true });
  const ripgrep = `@vscode/ripgrep-${process.platform}-${process.arch}`;
  const ownNode = node === process.execPath ? {} : { [nodePackage()]: String(recipe.nodeMajor) };
  writeFileSync(
    path.join(directory, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { 'code-server': version, [ripgrep]: ripgrepVersion, ...ownNode },
      overrides: recipe.overrides,
    }),
  );
  npm(directory, node, ['install', '--ignore-scripts']);
  if (node !== process.execPath) chmodSync(node, 0o755);

  progress('2 of 3, the editor');
  const editor = path.join(directory, 'node_modules', 'code-server', 'lib', 'vscode');
  npm(editor, node, ['install', '--omit=dev', '--ignore-scripts']);
  // Shared dependencies of its extensions: without TypeScript, opening a TypeScript file shows an error message.
  npm(path.join(editor, 'extensions'), node, ['install', '--omit=dev', '--ignore-scripts']);
  linkRipgrep(path.join(directory, 'node_modules', ripgrep, 'bin', 'rg'), editor);

  progress('3 of 3, its native modules');
  try {
    npm(editor, node, ['rebuild', '--ignore-scripts=false', ...recipe.nativeModules], 'ignore');
  } catch {
    progress('They cannot be compiled here; this VS Code writes no log files.');
  }
}

/** Links ripgrep to the path where the editor looks for it, unless it is already there. */
function linkRipgrep(program, editor) {
  const library = path.join(editor, 'node_modules', '@vscode', 'ripgrep');
  if (!existsSync(path.join(library, 'package.json'))) return;
  const link = path.join(library, 'bin', 'rg');
  if (existsSync(link)) return;
  mkdirSync(path.dirname(link), { recursive: true });
  chmodSync(program, 0o755);
  symlinkSync(path.relative(path.dirname(link), program), link);
}

/** Runs npm on the Node of the host, because native modules are compiled for the Node that runs npm. */
function npm(directory, node, args, errors = 2) {
  const binaries = path.dirname(node);
  const headers = path.dirname(binaries);
  const hasHeaders = existsSync(path.join(headers, 'include', 'node', 'node_version.h'));
  // If the headers are installed beside Node, node-gyp need not download them.
  const nodedir = hasHeaders ? { npm_config_nodedir: headers } : {};
  execFileSync('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'], {
    cwd: directory,
    env: { ...nodedir, ...process.env, PATH: `${binaries}${path.delimiter}${process.env.PATH}` },
    // stdout is reserved for the output of the calling command.
    stdio: ['ignore', 'ignore', errors],
  });
}

function progress(line) {
  process.stderr.write(`${line}\n`);
}

module.exports = { installHost };
