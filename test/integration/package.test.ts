import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import grammars from '../../src/node/grammars.json';
import { zipEntries, type ZipEntry } from '../support/zipEntries';

const directory = mkdtempSync(path.join(tmpdir(), 'semantic-search-package-'));
const vsix = path.join(directory, 'extension.vsix');
let entries: ZipEntry[] = [];

/** Every file of the package. Other files must not ship, and all of these must. */
const expected = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  ...['ask', 'view', 'index', 'similar', 'provider'].flatMap((step) =>
    ['dark', 'light'].map((theme) => `extension/media/walkthrough/${step}-${theme}.png`),
  ),
  'extension/ThirdPartyNotices.txt',
  'extension/api.d.ts',
  'extension/changelog.md',
  'extension/dist/analyzer.js',
  'extension/dist/cli.js',
  'extension/dist/codicons/codicon.css',
  'extension/dist/codicons/codicon.ttf',
  'extension/dist/comparison.js',
  'extension/dist/comparisonStyle.css',
  'extension/dist/extension-chunk.js',
  'extension/dist/extension-onFirstUse.js',
  'extension/dist/extension.js',
  ...Object.keys(grammars).map((name) => `extension/dist/grammars/${name}.wasm`),
  'extension/dist/highlighter.js',
  ...readdirSync('media/lexicon').map((name) => `extension/dist/lexicon/${name}`),
  'extension/dist/mcp.js',
  'extension/dist/model/MODEL_CARD.md',
  'extension/dist/model/SOURCES.md',
  'extension/dist/model/config.json',
  'extension/dist/model/model.safetensors',
  'extension/dist/model/tokenizer.json',
  'extension/dist/onig.wasm',
  'extension/dist/pg.js',
  'extension/dist/postgres/001-tables.sql',
  'extension/dist/tokenizers.js',
  'extension/dist/treeSitter.js',
  'extension/dist/undici.js',
  'extension/dist/view.css',
  'extension/dist/webview.js',
  'extension/dist/worker.js',
  'extension/l10n/bundle.l10n.json',
  'extension/l10n/bundle.l10n.zh-cn.json',
  'extension/media/icon.png',
  'extension/media/skills/semantic-search/SKILL.md',
  'extension/media/searchView.svg',
  'extension/package.json',
  'extension/package.nls.json',
  'extension/package.nls.zh-cn.json',
  'extension/readme.md',
];

beforeAll(async () => {
  await promisify(execFile)(process.execPath, ['scripts/package.js', '--out', vsix]);
  entries = zipEntries(readFileSync(vsix));
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

describe('the packaged extension', () => {
  it('has the files it needs, and no other', () => {
    expect(entries.map((entry) => entry.path).toSorted()).toEqual(expected.toSorted());
  });

  it('is under 30 MB', () => {
    expect(readFileSync(vsix).length).toBeLessThan(30_000_000);
  });

  it('is activated with less than 200 KB of code', () => {
    expect(sizeOf('dist/extension.js') + sizeOf('dist/extension-chunk.js')).toBeLessThan(200_000);
    expect(sizeOf('dist/extension-onFirstUse.js')).toBeGreaterThan(50_000);
  });

  it('starts an engine without the libraries that only some need', () => {
    for (const name of ['undici', 'pg', 'tokenizers']) {
      expect(sizeOf(`dist/${name}.js`)).toBeGreaterThan(20_000);
      expect(textOf('dist/worker.js')).toContain(`require("./${name}.js")`);
    }
    expect(sizeOf('dist/worker.js')).toBeLessThan(750_000);
  });

  it('carries less than 3 MB of lexicons', () => {
    const sizes = entries.flatMap(({ path: file, sizeBytes }) =>
      file.startsWith('extension/dist/lexicon/') ? [sizeBytes] : [],
    );
    expect(sizes.length).toBeGreaterThan(1);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(3_000_000);
  });

  it('loads the API of VS Code once, not for each file that uses it', () => {
    const code = ['extension', 'extension-chunk', 'extension-onFirstUse'].map((name) =>
      textOf(`dist/${name}.js`),
    );
    expect(code.join('\n').match(/\brequire\(["']vscode["']\)/g)).toHaveLength(1);
  });

  it('contains the licence texts of all bundled and included files', () => {
    const notices = textOf('ThirdPartyNotices.txt');
    for (const name of [
      '@vscode/codicons',
      '@vscode/l10n',
      '@vscode/tree-sitter-wasm',
      'jsonc-parser',
      'stemmer',
      'tree-sitter-scala',
      'vectra',
      'vscode-oniguruma',
      'vscode-textmate',
      'web-tree-sitter',
    ]) {
      expect(notices).toContain(`\n${name} ${installedVersion(name)} (`);
    }
    expect(notices).toContain('Copyright (c) 2023 Airbus CERT');
    expect(notices).toContain('Oniguruma');
    // Build and test dependencies are not listed.
    for (const name of ['esbuild', 'vitest', 'mocha', 'playwright-core'])
      expect(notices).not.toContain(`\n${name} `);
  });

  it('names the authors of its model, and the limits of the model', () => {
    expect(textOf('LICENSE.txt')).toContain('MIT License');
    expect(textOf('dist/model/MODEL_CARD.md')).toContain('What it cannot do');
  });

  it('declares nothing that exists only in the repository', () => {
    const manifest = JSON.parse(textOf('package.json')) as Record<string, unknown>;
    expect(manifest).not.toHaveProperty('scripts');
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('private');
    expect(manifest['main']).toBe('./dist/extension.js');
  });
});

function entryOf(name: string): ZipEntry {
  const entry = entries.find((candidate) => candidate.path === `extension/${name}`);
  if (entry === undefined) throw new Error(`The package has no ${name}.`);
  return entry;
}

function sizeOf(name: string): number {
  return entryOf(name).sizeBytes;
}

function textOf(name: string): string {
  return entryOf(name).read().toString('utf8');
}

function installedVersion(name: string): string {
  const file = path.join('node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
