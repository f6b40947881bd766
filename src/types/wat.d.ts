/** A WebAssembly module in its text format: the build compiles it and puts its bytes in the place of the import. */
declare module '*.wat' {
  const bytes: Uint8Array<ArrayBuffer>;
  export default bytes;
}
