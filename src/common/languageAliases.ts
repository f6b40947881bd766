import { languageByExtension, languageIds } from './languageTables';

/** What people call languages, beside their ids and extensions; in lower case, without spaces. */
const aliases: Readonly<Record<string, string>> = {
  assembly: 'asm',
  batch: 'bat',
  batchfile: 'bat',
  'c#': 'csharp',
  cplusplus: 'cpp',
  'c/c++': 'c cpp',
  cuda: 'cuda-cpp',
  delphi: 'pascal',
  docker: 'dockerfile',
  'f#': 'fsharp',
  golang: 'go',
  gomod: 'go.mod',
  javascriptjsx: 'javascriptreact',
  jsonwithcomments: 'jsonc',
  jupyternotebook: 'jupyter',
  node: 'javascript',
  nodejs: 'javascript',
  notebook: 'jupyter',
  objc: 'objective-c objective-cpp',
  'objc++': 'objective-cpp',
  objectivec: 'objective-c objective-cpp',
  'objectivec++': 'objective-cpp',
  'objective-c++': 'objective-cpp',
  perl6: 'raku',
  protobuf: 'proto',
  protocolbuffers: 'proto',
  ps: 'powershell',
  pwsh: 'powershell',
  posh: 'powershell',
  python3: 'python',
  py3: 'python',
  shell: 'shellscript',
  'shell-script': 'shellscript',
  typescriptjsx: 'typescriptreact',
  vbnet: 'vb',
  'vb.net': 'vb',
  vimscript: 'viml',
  visualbasic: 'vb',
  wasm: 'wat',
  webassembly: 'wat',
};

/** Languages that people mean with another one: TypeScript is written in `.tsx` files as well. */
const included: Readonly<Record<string, string>> = {
  javascript: 'javascriptreact',
  json: 'jsonc',
  typescript: 'typescriptreact',
};

const ids: ReadonlySet<string> = new Set(languageIds);
const idsOfAlias: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(aliases).map(([alias, list]) => [alias, list.split(' ')]),
);

/**
 * The languages that a name stands for, the one that is meant first: an id of VS Code, what people call it (`golang`,
 * `C++`), or an extension with or without its dot (`ts`, `.py`), in any case. TypeScript includes TSX, JavaScript JSX, JSON
 * that with comments. Undefined for a name that no language has.
 */
export function languagesCalled(name: string): readonly string[] | undefined {
  const wanted = name.toLowerCase().replace(/\s+/g, '').replace(/^\./, '');
  const found = ids.has(wanted)
    ? [wanted]
    : (idsOfAlias.get(wanted) ?? asList(languageByExtension.get(wanted)));
  return found?.flatMap((id) => [
    id,
    ...(asList(Object.hasOwn(included, id) ? included[id] : undefined) ?? []),
  ]);
}

/** Every name that {@link languagesCalled} knows. */
export function knownLanguageNames(): string[] {
  return [...ids, ...idsOfAlias.keys(), ...languageByExtension.keys()];
}

function asList(id: string | undefined): readonly string[] | undefined {
  return id === undefined ? undefined : [id];
}
