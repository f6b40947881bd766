'use strict';
const { existsSync, readdirSync, readFileSync } = require('node:fs');
const path = require('node:path');
const grammarAuthors = require('./grammarAuthors.json');

const root = path.join(__dirname, '..');
/** The package of third-party grammars contains its own licence, not theirs. All of them are under MIT. */
const grammarCollection = '@vscode/tree-sitter-wasm';
/** Packages under MIT that contain no licence file; their licence is the text in their repository or their README. */
const authorsOfPlainMit = {
  '@vscode/l10n': 'Microsoft Corporation. All rights reserved.',
  'pg-types': '2014 Brian M. Carlson',
  pgpass: '2013-2016 Hannes Hörl',
};
const preamble = `Third-party notices

Semantic Search contains the work of others, listed here with the licence of each. The built-in model is the project's own;
its card, dist/model/MODEL_CARD.md, and dist/model/SOURCES.md say what it was made from. dist/lexicon/SOURCES.md says the same of the lexicons.
`;

/**
 * The notices to ship with a build.
 *
 * @param {readonly string[]} files included in the build, as `build()` of esbuild.js returns them
 * @returns {string} plain text: each package with its version, its address and the full text of its licence
 * @throws Error if a package has no licence text, or a grammar's authors are unknown: neither may be shipped
 */
function thirdPartyNotices(files) {
  const packages = [...new Set(files.flatMap((file) => packageOf(file) ?? []))].sort();
  const grammars = [...new Set(files.flatMap((file) => grammarOf(file) ?? []))].sort();
  const sections = [...packages.map(packageSection), ...grammars.map(grammarSection)];
  return [preamble, ...new Set(sections)].join(`\n${'-'.repeat(100)}\n\n`);
}

/** `node_modules/@a/b/c.js` belongs to `@a/b`; a file of this repository belongs to no package. */
function packageOf(file) {
  const rest = file.split('node_modules/').at(-1);
  return rest === file ? undefined : /^(@[^/]+\/)?[^/]+/.exec(rest)?.[0];
}

function grammarOf(file) {
  return new RegExp(`${grammarCollection}/wasm/tree-sitter-(.*)\\.wasm$`).exec(file)?.[1];
}

function packageSection(name) {
  const directory = path.join(root, 'node_modules', name);
  const { version, license, repository, homepage } = JSON.parse(
    readFileSync(path.join(directory, 'package.json'), 'utf8'),
  );
  const texts = readdirSync(directory)
    .filter((file) => /^(licen[cs]e|copying|notices?)([.-]|$)/i.test(file))
    .map((file) => readFileSync(path.join(directory, file), 'utf8').trim());
  const author = authorsOfPlainMit[name];
  if (author !== undefined) texts.push(`Copyright (c) ${author}\n\n${mitTerms()}`);
  if (texts.length === 0) throw new Error(`${name} brings no licence text, and so may not be shipped.`);
  return section(`${name} ${version}`, license, addressOf(repository) ?? homepage, texts.join('\n\n'));
}

function grammarSection(grammar) {
  const known = grammarAuthors[grammar];
  if (known === undefined) throw new Error(`scripts/grammarAuthors.json does not tell who wrote ${grammar}.`);
  const authors = known.authors.map((author) => `Copyright (c) ${author}`).join('\n');
  return section(
    `${known.name}, as part of ${grammarCollection}`,
    'MIT',
    `https://github.com/${known.owner}/${known.name}`,
    `${authors}\n\n${mitTerms()}`,
  );
}

/** The terms of this repository's MIT licence, for use below the names of other authors. */
function mitTerms() {
  const text = readFileSync(path.join(root, 'LICENSE'), 'utf8');
  return text.slice(text.indexOf('Permission is hereby granted')).trim();
}

function addressOf(repository) {
  const url = typeof repository === 'string' ? repository : repository?.url;
  if (url === undefined) return undefined;
  return /^[^/:]+\/[^/:]+$/.test(url)
    ? `https://github.com/${url}`
    : url.replace(/^git\+/, '').replace(/\.git$/, '');
}

function section(title, license, address, text) {
  return [`${title} (${license})`, ...(address === undefined ? [] : [address]), '', text, ''].join('\n');
}

module.exports = { thirdPartyNotices };
