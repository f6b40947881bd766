'use strict';
const { copyFileSync, cpSync, mkdirSync, rmSync } = require('node:fs');
const path = require('node:path');

const root = __dirname;
const dist = path.join(root, 'dist');

/** Everything that `dist/` holds: the programs, and what they load beside them. */
async function build({ minify = false } = {}) {
  rmSync(dist, { recursive: true, force: true });
  await bundle(
    { cli: 'src/cli.ts', worker: 'src/worker/main.ts', highlighter: 'src/worker/highlighter.ts' },
    dist,
    { minify },
  );
  await bundle({ extension: 'src/extension.ts' }, dist, { minify, external: ['vscode'] });
  await bundle({ webview: 'src/webview/main.ts' }, dist, { minify, platform: 'browser', format: 'iife' });
  copyGrammars();
  cpSync(path.join(root, 'media', 'model'), path.join(dist, 'model'), { recursive: true });
  copyFileSync(fromPackage('vscode-oniguruma/release/onig.wasm'), path.join(dist, 'onig.wasm'));
  for (const name of ['codicon.css', 'codicon.ttf']) {
    cpSync(fromPackage(`@vscode/codicons/dist/${name}`), path.join(dist, 'codicons', name));
  }
}

function fromPackage(file) {
  return path.join(root, 'node_modules', file);
}

/** The benchmarks, each a program of its own in `out/bench/`. */
async function buildBenchmarks() {
  const names = [
    'quality',
    'fitWeights',
    'speed',
    'verifyCorpus',
    'verifyChunking',
    'kernelSpeed',
    'embeddingSpeed',
  ];
  await bundle(
    Object.fromEntries(names.map((name) => [name, `bench/${name}.ts`])),
    path.join(root, 'out', 'bench'),
  );
}

/**
 * `external` is empty for all but the extension: without `vscode` in it, a stray import of the editor's API fails the build.
 */
async function bundle(entryPoints, outdir, options = {}) {
  const { minify = false, external = [], platform = 'node', format = 'cjs' } = options;
  const esbuild = require('esbuild');
  const { watPlugin } = require('./scripts/buildKernel.js');
  const { vectraAlias } = require('./scripts/vectraAlias.js');
  await esbuild.build({
    entryPoints,
    outdir,
    bundle: true,
    external,
    platform,
    target: platform === 'node' ? 'node20.19' : 'es2022',
    format,
    minify,
    sourcemap: !minify,
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: root,
    plugins: [watPlugin, vectraAlias],
    // Its module for `import` asks where it lies itself, which no bundle can tell.
    alias: { 'web-tree-sitter': require.resolve('web-tree-sitter') },
  });
}

function copyGrammars() {
  const grammars = require('./src/node/grammars.json');
  const target = path.join(dist, 'grammars');
  mkdirSync(target, { recursive: true });
  for (const [name, file] of Object.entries(grammars)) {
    copyFileSync(fromPackage(file), path.join(target, `${name}.wasm`));
  }
}

module.exports = { build, buildBenchmarks };

if (require.main === module) {
  const minify = process.argv.includes('--minify');
  const work = process.argv.includes('--bench') ? build({ minify }).then(buildBenchmarks) : build({ minify });
  work.catch((error) => {
    process.stderr.write(`${error.message ?? error}\n`);
    process.exitCode = 1;
  });
}
