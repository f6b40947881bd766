'use strict';

/**
 * Libraries that the programs import with `import()`, by what they are imported as. Each becomes a file of `dist/` that all
 * programs share, so that none reads and compiles a library before it needs it.
 */
const libraries = {
  './undiciParts': { name: 'undici', source: 'src/node/http/undiciParts.ts' },
  pg: { name: 'pg', source: 'pg' },
  '@huggingface/tokenizers': { name: 'tokenizers', source: '@huggingface/tokenizers' },
};

/** Entry points of esbuild: the libraries themselves. */
const libraryEntryPoints = Object.fromEntries(
  Object.values(libraries).map(({ name, source }) => [name, source]),
);

/** esbuild plugin: a library that is imported with `import()` stays outside the bundle. */
const onDemandLibraries = {
  name: 'on-demand-libraries',
  setup(build) {
    build.onResolve({ filter: /./ }, ({ path, kind }) =>
      kind === 'dynamic-import' && Object.hasOwn(libraries, path)
        ? { path: `./${libraries[path].name}.js`, external: true }
        : undefined,
    );
  },
};

module.exports = { libraryEntryPoints, onDemandLibraries };
