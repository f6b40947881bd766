'use strict';
/**
 * Releases. The version of a pre-release has an odd minor number, as VS Code recommends: 0.1.x is a pre-release,
 * 0.2.x is not.
 *
 *     npm run release -- VERSION          writes the version into package.json, package-lock.json and CHANGELOG.md
 *     npm run release:check -- vVERSION   fails if they do not have the version of a tag
 *     npm run release:notes -- vVERSION   prints its part of CHANGELOG.md
 *     npm run release:publish             publishes the package: VSCE_PAT for the Marketplace, OVSX_PAT for Open VSX
 */
const { execFileSync } = require('node:child_process');
const { readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const root = path.join(__dirname, '..');
const unreleased = '## Unreleased';
/** Not a dependency, because only a release needs it. */
const openVsxClient = 'ovsx@1.4.0';

const commands = { prepare, check, notes, publish };

function prepare(version) {
  const manifest = readJson('package.json');
  // The first release keeps the current version.
  const isFirst = !/^## \d/m.test(read('CHANGELOG.md'));
  if (
    !isVersion(version) ||
    !(isNewer(version, manifest.version) || (isFirst && version === manifest.version))
  )
    throw new Error(`Name a version above ${manifest.version}: npm run release -- MAJOR.MINOR.PATCH`);
  write('CHANGELOG.md', cutChangelog(read('CHANGELOG.md'), version, new Date()));
  writeJson('package.json', { ...manifest, version });
  const lock = readJson('package-lock.json');
  lock.version = version;
  lock.packages[''].version = version;
  writeJson('package-lock.json', lock);
  const kind = isPreRelease(version) ? 'pre-release' : 'release';
  process.stdout.write(
    `${version} is a ${kind}. Read the diff, then:\n  git commit -am "release: ${version}"\n  git tag v${version}\n  git push origin main v${version}\n`,
  );
}

function check(tag) {
  const said = [
    ['package.json', readJson('package.json').version],
    ['package-lock.json', readJson('package-lock.json').version],
  ];
  for (const [file, version] of said) {
    if (tag !== `v${version}`) throw new Error(`The tag is ${tag}, and ${file} says ${version}.`);
  }
  notesOf(read('CHANGELOG.md'), tag.slice(1));
}

function notes(tag) {
  process.stdout.write(`${notesOf(read('CHANGELOG.md'), tag.replace(/^v/, ''))}\n`);
}

async function publish() {
  const { name, version } = readJson('package.json');
  const file = path.join(root, `${name}-${version}.vsix`);
  const preRelease = isPreRelease(version);
  for (const variable of ['VSCE_PAT', 'OVSX_PAT'])
    if (!process.env[variable]) throw new Error(`The token in ${variable} is missing.`);
  const { publishVSIX } = require('@vscode/vsce');
  await publishVSIX(file, { pat: process.env.VSCE_PAT, preRelease, skipDuplicate: true });
  // The client reads OVSX_PAT itself: a token in the arguments would be visible to other processes. The package
  // contains the pre-release flag.
  execFileSync('npx', ['--yes', openVsxClient, 'publish', file, '--skip-duplicate'], {
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
}

/**
 * Moves the unreleased part of the changelog under a version, and adds an empty part for the next one.
 *
 * @param {string} changelog
 * @param {string} version
 * @param {Date} date of the release
 * @throws Error if nothing is unreleased, or the version already exists
 */
function cutChangelog(changelog, version, date) {
  if (sectionOf(changelog, version) !== undefined) throw new Error(`CHANGELOG.md has ${version} already.`);
  const section = sectionOf(changelog, 'Unreleased');
  if (!section) throw new Error('CHANGELOG.md has nothing under "Unreleased".');
  return changelog.replace(
    unreleased,
    () => `${unreleased}\n\n## ${version} - ${date.toISOString().slice(0, 10)}`,
  );
}

/**
 * The part of the changelog about a version, without its heading.
 *
 * @throws Error if there is none
 */
function notesOf(changelog, version) {
  const section = sectionOf(changelog, version);
  if (!section) throw new Error(`CHANGELOG.md says nothing about ${version}.`);
  return section;
}

/** The text below a second-level heading that begins with a name; undefined if there is no such heading. */
function sectionOf(changelog, name) {
  const lines = changelog.split('\n');
  const start = lines.findIndex((line) => line === `## ${name}` || line.startsWith(`## ${name} - `));
  if (start < 0) return undefined;
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith('## '));
  return lines
    .slice(start + 1, length < 0 ? undefined : start + 1 + length)
    .join('\n')
    .trim();
}

function isPreRelease(version) {
  return Number(version.split('.')[1]) % 2 === 1;
}

/** VS Code accepts three numbers, without a pre-release suffix. */
function isVersion(version) {
  return /^(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}$/.test(version ?? '');
}

function isNewer(version, than) {
  const [one, other] = [version, than].map((text) => text.split('.').map(Number));
  const at = one.findIndex((number, i) => number !== other[i]);
  return at >= 0 && one[at] > other[at];
}

function read(file) {
  return readFileSync(path.join(root, file), 'utf8');
}

function readJson(file) {
  return JSON.parse(read(file));
}

function write(file, text) {
  writeFileSync(path.join(root, file), text);
}

function writeJson(file, value) {
  write(file, `${JSON.stringify(value, null, 2)}\n`);
}

module.exports = { cutChangelog, isNewer, isPreRelease, isVersion, notesOf };

if (require.main === module) {
  const [name, argument] = process.argv.slice(2);
  Promise.resolve()
    .then(() => commands[name](argument))
    .catch((error) => {
      process.stderr.write(`${error.message}\n`);
      process.exitCode = 1;
    });
}
