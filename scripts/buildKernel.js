'use strict';

const { readFile } = require('node:fs/promises');
const path = require('node:path');
const openWabt = require('wabt');

/**
 * Compiles a WebAssembly text file.
 *
 * @param {string} file path of the `.wat`
 * @returns {Promise<Uint8Array>} the bytes of the module
 * @throws wabt's error for an invalid file, with the line
 */
async function compileWat(file) {
  const wabt = await openWabt();
  const module = wabt.parseWat(path.basename(file), await readFile(file, 'utf8'), { simd: true });
  try {
    module.validate();
    return module.toBinary({ write_debug_names: false }).buffer;
  } finally {
    module.destroy();
  }
}

/** The bytes as a JavaScript module: `atob` is available in every host, `Uint8Array.fromBase64` is not yet. */
async function moduleOf(file) {
  const base64 = Buffer.from(await compileWat(file)).toString('base64');
  return `export default Uint8Array.from(atob('${base64}'), (character) => character.charCodeAt(0));`;
}

/** esbuild plugin: `import bytes from './x.wat'` imports the bytes of the compiled module. */
const watPlugin = {
  name: 'wat',
  setup(build) {
    build.onLoad({ filter: /\.wat$/ }, async ({ path: file }) => ({
      contents: await moduleOf(file),
      loader: 'js',
    }));
  },
};

/** The same plugin for vite, and thus for vitest. */
const watVitePlugin = {
  name: 'wat',
  enforce: 'pre',
  load(id) {
    return id.endsWith('.wat') ? moduleOf(id) : null;
  },
};

module.exports = { compileWat, watPlugin, watVitePlugin };
