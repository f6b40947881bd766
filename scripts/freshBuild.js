'use strict';
/** Builds `dist/` where a file that goes into it is newer. */
const { readdirSync, statSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
/** What the build reads beside the packages, which package-lock.json stands for. */
const inputs = ['src', 'media/model', 'scripts', 'esbuild.js', 'package-lock.json'];
/** Written last: it ends with what is copied. */
const output = 'dist/codicons/codicon.css';

async function buildIfStale() {
  if (!isStale(inputs, output, root)) return;
  await require('../esbuild.js').build();
}

/**
 * Whether one of some files, or of those below some directories, was changed after another one was written, or that is missing.
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
  // The directory itself changes when a file in it is deleted.
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

module.exports = { buildIfStale, isStale };
