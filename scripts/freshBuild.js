'use strict';
/** Builds `dist/` if any of its inputs is newer. */
const { readdirSync, statSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
/** Inputs of the build; package-lock.json represents the packages. */
const inputs = [
  ...['src', 'media/model', 'media/lexicon', 'media/postgres'],
  ...['scripts', 'esbuild.js', 'package.json', 'package-lock.json'],
];
/** Written last: the build ends with copying files. */
const output = 'dist/codicons/codicon.css';

async function buildIfStale() {
  if (!isStale(inputs, output, root)) return;
  await require('../esbuild.js').build();
}

/**
 * Whether any of the sources, which are files or directories, was changed after the built file was written, or the
 * built file is missing.
 *
 * @param {readonly string[]} sources
 * @param {string} built
 * @param {string} directory that the paths are relative to
 */
function isStale(sources, built, directory) {
  const builtMs = timeOf(path.join(directory, built));
  return sources.some((source) => newestMs(path.join(directory, source)) > builtMs);
}

function newestMs(place) {
  const stats = statSync(place);
  if (!stats.isDirectory()) return stats.mtimeMs;
  // The time stamp of the directory itself changes when a file in it is deleted.
  const inside = readdirSync(place, { recursive: true }).map(
    (name) => statSync(path.join(place, name)).mtimeMs,
  );
  return Math.max(stats.mtimeMs, ...inside);
}

function timeOf(file) {
  try {
    return statSync(file).mtimeMs;
  } catch {
    return 0;
  }
}

module.exports = { buildIfStale, inputs, isStale };
