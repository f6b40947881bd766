'use strict';
/** `npm run package [-- --out FILE]`: one VSIX for all platforms, with licence, third-party notices and model card. */
const { execFileSync } = require('node:child_process');
const { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');
const { ensureInstalled } = require('./ensureInstalled');
const { isPreRelease } = require('./release');

const root = path.join(__dirname, '..');
const maxBytes = 30_000_000;

/** Content of the package in addition to the build; `.vscodeignore` decides which of it is shipped. */
const sources = ['.vscodeignore', 'api.d.ts', 'README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'l10n'];

/**
 * Builds and packs the extension in a separate directory: `dist/` is not changed.
 *
 * @param {{ out?: string }} options `out`: path of the VSIX, `semantic-search-VERSION.vsix` in the repository by
 *   default
 * @returns {Promise<{ file: string, bytes: number }>}
 * @throws Error if it is larger than 30 MB, or a part of it has no licence text
 */
async function packageExtension({ out: file = defaultFile() }) {
  const { build } = require('../esbuild.js');
  const { createVSIX } = require('@vscode/vsce');
  const { thirdPartyNotices } = require('./thirdPartyNotices');
  const staging = path.join(root, 'out', `package-${process.pid}`);
  try {
    const files = await build({ minify: true, outdir: path.join(staging, 'dist') });
    const translations = readdirSync(root).filter((name) => /^package\.nls.*\.json$/.test(name));
    for (const name of [...sources, ...translations])
      cpSync(path.join(root, name), path.join(staging, name), { recursive: true });
    // The build has already copied them to dist/.
    for (const name of ['model', 'lexicon']) rmSync(path.join(staging, 'media', name), { recursive: true });
    writeFileSync(path.join(staging, 'ThirdPartyNotices.txt'), thirdPartyNotices(files));
    writeFileSync(path.join(staging, 'package.json'), `${JSON.stringify(shippedManifest(), null, 2)}\n`);
    mkdirSync(path.dirname(file), { recursive: true });
    const preRelease = isPreRelease(readManifest().version);
    await createVSIX({ cwd: staging, packagePath: file, dependencies: false, preRelease });
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
  const bytes = statSync(file).size;
  if (bytes > maxBytes) throw new Error(`${file} has ${bytes} bytes; ${maxBytes} are allowed.`);
  return { file, bytes };
}

/**
 * As {@link packageExtension}, without output unless it fails.
 *
 * @returns {string} path of the VSIX
 */
function packageQuietly() {
  // In a separate process, because the packer prints its progress.
  execFileSync(process.execPath, [__filename], { stdio: ['ignore', 'ignore', 2] });
  return defaultFile();
}

function readManifest() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
}

function defaultFile() {
  const { name, version } = readManifest();
  return path.join(root, `${name}-${version}.vsix`);
}

/**
 * The manifest without properties that only this repository needs. `private` prevents publishing to the npm registry,
 * not to the Marketplace.
 */
function shippedManifest() {
  return { ...readManifest(), private: undefined, scripts: undefined, devDependencies: undefined };
}

module.exports = { packageQuietly };

async function main() {
  const { values } = parseArgs({ options: { out: { type: 'string' } } });
  ensureInstalled();
  const { file, bytes } = await packageExtension(values);
  process.stdout.write(`${path.relative(process.cwd(), file)} ${(bytes / 1e6).toFixed(1)} MB\n`);
}

if (require.main === module) {
  main().catch((error) => {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  });
}
