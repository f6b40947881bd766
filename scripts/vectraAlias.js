'use strict';

const path = require('node:path');

const library = path.dirname(require.resolve('vectra'));

/**
 * The used exports of vectra. Its entry point also loads a server, an OpenAI client, tokenizers and HTML parsers: 8.6
 * MB in the bundle and seconds at start.
 */
const used = `
  export { LocalIndex } from './LocalIndex.js';
  export { LocalFileStorage } from './storage/LocalFileStorage.js';
  export { VirtualFileStorage } from './storage/VirtualFileStorage.js';
  export { JsonCodec } from './codecs/JsonCodec.js';
  export { ItemSelector } from './ItemSelector.js';
`;

/**
 * Dependencies of `LocalIndex` that are never used here: its own BM25, which ShardIndex does not support, and
 * Protocol Buffers.
 */
const unused = /^(wink-bm25-text-search|wink-nlp|wink-eng-lite-web-model|protobufjs)$/;

/** esbuild plugin: replaces `vectra` by its used exports. */
const vectraAlias = {
  name: 'vectra-alias',
  setup(build) {
    build.onResolve({ filter: /^vectra$/ }, () => ({ path: 'vectra', namespace: 'vectra-alias' }));
    build.onLoad({ filter: /^vectra$/, namespace: 'vectra-alias' }, () => ({
      contents: used,
      resolveDir: library,
    }));
    // Replaces the uuid package, of which one function is used that Node provides.
    build.onResolve({ filter: /^uuid$/ }, () => ({ path: 'uuid', namespace: 'vectra-uuid' }));
    build.onLoad({ filter: /.*/, namespace: 'vectra-uuid' }, () => ({
      contents: `module.exports = { v4: require('node:crypto').randomUUID };`,
    }));
    build.onResolve({ filter: unused }, ({ path: name }) => ({ path: name, namespace: 'vectra-unused' }));
    build.onLoad({ filter: /.*/, namespace: 'vectra-unused' }, ({ path: name }) => ({
      contents: `module.exports = () => { throw new Error(${JSON.stringify(`${name} is not part of this build`)}); };`,
    }));
  },
};

/** The exports alone for vite, and thus for vitest: each process of the tests would load the rest for half a second. */
const vectraVitePlugin = {
  name: 'vectra-alias',
  enforce: 'pre',
  resolveId(id) {
    return id === 'vectra' ? '\0vectra' : null;
  },
  load(id) {
    return id === '\0vectra' ? used.replaceAll("'./", `'${library.replaceAll(path.sep, '/')}/`) : null;
  },
};

module.exports = { vectraAlias, vectraVitePlugin };
