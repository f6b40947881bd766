'use strict';
const { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const { libraryEntryPoints, onDemandLibraries } = require('./scripts/onDemandLibraries.js');

const root = __dirname;
const dist = path.join(root, 'dist');
const nodeTarget = 'node20.19';

/**
 * Everything that `dist/` holds: the programs, and what they load beside them.
 *
 * @param {{ minify?: boolean, outdir?: string }} [options] `minify` also leaves the source maps out
 * @returns {Promise<string[]>} the files, relative to the repository, that went into it
 */
async function build({ minify = false, outdir = dist } = {}) {
  rmSync(outdir, { recursive: true, force: true });
  const bundled = await Promise.all([
    bundle(
      {
        cli: 'src/cli.ts',
        // By itself: only one command needs it.
        mcp: 'src/mcp/serveMcp.ts',
        worker: 'src/worker/main.ts',
        analyzer: 'src/worker/analyzer.ts',
        highlighter: 'src/worker/highlighter.ts',
        // By itself: the worker loads a copy of it for each runtime.
        treeSitter: require.resolve('web-tree-sitter'),
        ...libraryEntryPoints,
      },
      outdir,
      // As `require()`: the threads of VS Code may have no `import()`.
      { minify, plugins: [onDemandLibraries], supported: { 'dynamic-import': false } },
    ),
    bundleExtension(outdir, { minify }),
    bundle(
      {
        webview: 'src/webview/main.ts',
        view: 'src/webview/style/view.css',
        comparison: 'src/webview/comparison/main.ts',
        comparisonStyle: 'src/webview/comparison/comparison.css',
      },
      outdir,
      { minify, platform: 'browser', format: 'iife' },
    ),
  ]);
  const copied = Object.entries(copiedFiles());
  for (const [target, source] of copied) {
    cpSync(path.join(root, source), path.join(outdir, target), { recursive: true });
  }
  return [...bundled.flat(), ...copied.map(([, source]) => source)];
}

/** What programs load as it is: where it lies in `dist/`, and where it comes from. */
function copiedFiles() {
  const grammars = Object.entries(require('./src/node/grammars.json'));
  return {
    ...Object.fromEntries(grammars.map(([name, file]) => [`grammars/${name}.wasm`, `node_modules/${file}`])),
    model: 'media/model',
    lexicon: 'media/lexicon',
    'postgres/001-tables.sql': 'media/postgres/001-tables.sql',
    'onig.wasm': 'node_modules/vscode-oniguruma/release/onig.wasm',
    'codicons/codicon.css': 'node_modules/@vscode/codicons/dist/codicon.css',
    'codicons/codicon.ttf': 'node_modules/@vscode/codicons/dist/codicon.ttf',
  };
}

/** The benchmarks, each a program of its own in `out/bench/`. */
async function buildBenchmarks() {
  // Each file of the folder is a program, except for those that the programs share.
  const names = readdirSync(path.join(root, 'bench'))
    .flatMap((file) => /^(.*)\.ts$/.exec(file)?.[1] ?? [])
    .filter((name) => name !== 'openFolder' && name !== 'copyRepository');
  await bundle(
    Object.fromEntries(names.map((name) => [name, `bench/${name}.ts`])),
    path.join(root, 'out', 'bench'),
    { external: ['typescript', 'vitest', '@electric-sql/*'] },
  );
}

/** What makes the lexicons, a program in `out/training/`. */
async function buildTraining() {
  await bundle(
    { lexicon: 'training/lexicon/main.ts', model: 'training/model/main.ts' },
    path.join(root, 'out', 'training'),
  );
}

/** The extension-host tests: for each suite a program, and their list. */
async function buildTests() {
  const directory = path.join('test', 'e2e', 'extensionHost');
  const names = readdirSync(path.join(root, directory)).filter((name) =>
    /^suites\.ts$|\.suite\.ts$/.test(name),
  );
  await bundle(
    Object.fromEntries(
      names.map((name) => [name.replace(/(\.suite)?\.ts$/, ''), path.join(directory, name)]),
    ),
    path.join(root, 'out', 'e2e'),
    { external: ['vscode', 'mocha'] },
  );
}

/**
 * The extension, in three files: what activation loads, what `import('./onFirstUse')` loads later, and what both share.
 * esbuild divides only ES modules, which the oldest supported VS Code does not load: so each file is translated afterwards.
 */
async function bundleExtension(outdir, { minify }) {
  const esbuild = require('esbuild');
  const { outputFiles, inputs } = await bundleOnce({ extension: 'src/extension.ts' }, outdir, {
    minify,
    external: ['vscode'],
    format: 'esm',
    splitting: true,
    chunkNames: 'extension-[name]',
    sourcemap: minify ? false : 'inline',
    write: false,
  });
  for (const { path: file, text } of outputFiles) {
    const { code, map } = await esbuild.transform(text, {
      format: 'cjs',
      platform: 'node',
      target: nodeTarget,
      // As `require()`, which the extension host of each version supports.
      supported: { 'dynamic-import': false },
      minify,
      sourcemap: minify ? false : 'external',
      sourcefile: path.basename(file),
    });
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, minify ? code : `${code}//# sourceMappingURL=${path.basename(file)}.map\n`);
    if (!minify) writeFileSync(`${file}.map`, map);
  }
  return inputs;
}

/**
 * `external` is empty for all but the extension: without `vscode` in it, a stray import of the editor's API fails the build.
 * Returns the files that something was taken from.
 */
async function bundle(entryPoints, outdir, options = {}) {
  return (await bundleOnce(entryPoints, outdir, options)).inputs;
}

/** {@link bundle}, with further options of esbuild, and with its output files if they are not to be written. */
async function bundleOnce(entryPoints, outdir, options) {
  const {
    minify = false,
    external = [],
    platform = 'node',
    format = 'cjs',
    plugins = [],
    ...others
  } = options;
  const esbuild = require('esbuild');
  const { watPlugin } = require('./scripts/buildKernel.js');
  const { vectraAlias } = require('./scripts/vectraAlias.js');
  const { vscodeOnce } = require('./scripts/vscodeOnce.js');
  const { metafile, outputFiles } = await esbuild.build({
    entryPoints,
    outdir,
    bundle: true,
    external,
    platform,
    target: platform === 'node' ? nodeTarget : 'es2022',
    format,
    minify,
    sourcemap: !minify,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: root,
    plugins: [watPlugin, vectraAlias, ...plugins, ...(external.includes('vscode') ? [vscodeOnce] : [])],
    // Its module for `require` asks for its parts in a way that esbuild does not follow.
    alias: { 'jsonc-parser': require.resolve('jsonc-parser/lib/esm/main.js') },
    ...others,
  });
  const inputs = Object.values(metafile.outputs).flatMap((output) =>
    Object.keys(output.inputs).filter((file) => output.inputs[file].bytesInOutput > 0),
  );
  return { inputs, outputFiles };
}

module.exports = { build, buildBenchmarks, buildTests };

if (require.main === module) {
  const minify = process.argv.includes('--minify');
  const work = process.argv.includes('--training')
    ? buildTraining()
    : process.argv.includes('--bench')
      ? build({ minify }).then(buildBenchmarks)
      : build({ minify });
  work.catch((error) => {
    process.stderr.write(`${error.message ?? error}\n`);
    process.exitCode = 1;
  });
}
