/** The part of WebAssembly that the engine uses: every host has it, the library of ES2023 does not declare it. */
declare namespace WebAssembly {
  interface Module {
    readonly [Symbol.toStringTag]: 'WebAssembly.Module';
  }
  const Module: new (bytes: Uint8Array<ArrayBuffer>) => Module;

  interface Instance {
    readonly exports: Readonly<Record<string, unknown>>;
  }
  const Instance: new (module: Module) => Instance;

  const Memory: new (limits: { readonly initial: number; readonly maximum: number }) => Memory;

  interface Memory {
    /** Another one after each growth: views on the old one are empty from then on. */
    readonly buffer: ArrayBuffer;
    /** @throws RangeError when there is no more */
    grow(pages: number): number;
  }
}
