/**
 * The parts of undici that are used, each imported from its file: the entry point includes fetch, WebSockets and caches,
 * twice the code and more than twice the load time. Only to be imported with `import()`.
 */
export { default as Pool } from 'undici/lib/dispatcher/pool.js';
export { default as Client } from 'undici/lib/dispatcher/client.js';
export { default as buildConnector } from 'undici/lib/core/connect.js';
