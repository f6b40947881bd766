'use strict';
/** Installs the packages of package-lock.json if they are missing or of another version. Needs only Node and npm. */
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** @param {string} [directory] of the package; default: this repository */
function ensureInstalled(directory = root) {
  if (isInstalled(directory)) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // stdout is reserved for the output of the calling command.
  execFileSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: directory,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}

/**
 * Compares package-lock.json with the record that npm wrote into node_modules at its last installation, regardless of
 * the caller. Optional packages may be missing: they are for other platforms.
 *
 * @param {string} directory of the package
 */
function isInstalled(directory) {
  const wanted = readPackages(path.join(directory, 'package-lock.json'));
  const found = readPackages(path.join(directory, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || found === undefined) return false;
  for (const [place, { version, integrity, optional }] of Object.entries(wanted)) {
    if (place === '') continue;
    const one = found[place];
    if (one === undefined ? !optional : one.version !== version || one.integrity !== integrity) return false;
  }
  return Object.keys(found).every((place) => place in wanted);
}

/** @returns {Record<string, { version?: string, integrity?: string, optional?: boolean }> | undefined} */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    // The file is missing or truncated: npm writes a new one.
    return undefined;
  }
}

module.exports = { ensureInstalled, isInstalled };

if (require.main === module) ensureInstalled();
