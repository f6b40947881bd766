'use strict';
/** Installs the packages of package-lock.json where they are missing or of another version. Nothing but Node and npm needed. */
const { execFileSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');

/** @param {string} [directory] of the package; this repository by default */
function ensureInstalled(directory = root) {
  if (isInstalled(directory)) return;
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  // stdout belongs to the answer of the command that called this.
  execFileSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: directory,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
}

/**
 * Compares package-lock.json with what npm wrote into node_modules when it last installed there, whoever called it. Optional
 * packages may be missing: they belong to other platforms.
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
    // Not there, or cut short: npm writes a new one.
    return undefined;
  }
}

module.exports = { ensureInstalled, isInstalled };

if (require.main === module) ensureInstalled();
