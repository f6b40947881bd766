/**
 * Setup of test files: keeps a module of each WebAssembly binary that is compiled in this process. V8 compiles equal binaries
 * once, but only while a module of them is in use. Otherwise each engine of a test would compile its grammars again, which takes
 * more processor time than indexing a small folder.
 */
const key = Symbol.for('semantic-search.keptModules');
const thread = globalThis as { [key]?: Map<number, unknown> };

// Test files share threads.
if (!thread[key]) {
  const modules = (thread[key] = new Map());
  const { Module } = WebAssembly;
  const construct = (_: unknown, [bytes]: [Uint8Array<ArrayBuffer>]): WebAssembly.Module => {
    const module = new Module(bytes);
    modules.set(bytes.byteLength, module);
    return module;
  };
  Object.assign(WebAssembly, { Module: new Proxy(Module, { construct }) });
}

export {};
