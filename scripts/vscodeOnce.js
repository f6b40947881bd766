'use strict';

/**
 * esbuild plugin: makes a bundle require the editor's API once. Otherwise esbuild writes one `require` for each
 * importing file. VS Code resolves each of them again, and each copies four hundred names, which took most of the
 * load time.
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
