import { readFile } from 'node:fs/promises';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import type { IOnigLib } from 'vscode-textmate';

/**
 * Loads the regular expression engine of the grammars.
 *
 * @param wasmFile `onig.wasm` of vscode-oniguruma
 */
export async function loadOniguruma(wasmFile: string): Promise<IOnigLib> {
  await loadWASM(await readFile(wasmFile));
  return {
    createOnigScanner: (sources) => new OnigScanner(sources),
    createOnigString: (text) => new OnigString(text),
  };
}
