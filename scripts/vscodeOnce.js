'use strict';

/**
 * esbuild plugin: a bundle asks for the editor's API once. For each file that imports it esbuild would write a `require` of its
 * own, each of which VS Code answers anew, and a copy of its four hundred names: most of the time that loading took.
 */
const vscodeOnce = {
  name: 'vscode-once',
  setup(build) {
    build.onResolve({ filter: /^vscode$/ }, ({ namespace }) =>
      namespace === 'vscode-once'
        ? { path: 'vscode', external: true }
        : { path: 'vscode', namespace: 'vscode-once' },
    );
    build.onLoad({ filter: /^vscode$/, namespace: 'vscode-once' }, () => ({
      contents: "export * from 'vscode';",
    }));
  },
};

module.exports = { vscodeOnce };
