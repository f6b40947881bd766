import { languageByExtension, languageIds } from './languageTables';

/** Common names of languages, in addition to their ids and extensions; in lower case, without spaces. */
const aliases: Readonly<Record<string, string>> = {
  assembly: 'asm',
  batch: 'bat',
  batchfile: 'bat',
  'c#': 'csharp',
  'c/c++': 'c cpp',
  cplusplus: 'cpp',
  cuda: 'cuda-cpp',
  delphi: 'pascal',
  docker: 'dockerfile',
  'f#': 'fsharp',
  css3: 'css',
  ecmascript: 'javascript',
  golang: 'go',
  html5: 'html',
  gomod: 'go.mod',
  javascriptjsx: 'javascriptreact',
  jsonwithcomments: 'jsonc',
  jupyternotebook: 'jupyter',
  node: 'javascript',
  'node.js': 'javascript',
  nodejs: 'javascript',
  notebook: 'jupyter',
  objc: 'objective-c objective-cpp',
  'objc++': 'objective-cpp',
  'objective-c++': 'objective-cpp',
  objectivec: 'objective-c objective-cpp',
  'objectivec++': 'objective-cpp',
  perl6: 'raku',
  posh: 'powershell',
  protobuf: 'proto',
  protocolbuffers: 'proto',
  ps: 'powershell',
  pwsh: 'powershell',
  py2: 'python',
  py3: 'python',
  python2: 'python',
  python3: 'python',
  shell: 'shellscript',
  'shell-script': 'shellscript',
  typescriptjsx: 'typescriptreact',
  'vb.net': 'vb',
  vbnet: 'vb',
  vimscript: 'viml',
  visualbasic: 'vb',
  'vue.js': 'vue',
  vuejs: 'vue',
  wasm: 'wat',
  webassembly: 'wat',
};

/** Language ids of other extensions for dialects, templates and uses of a language, with the language. */
const dialects: Readonly<Record<string, string>> = {
  angular: 'html',
  ansible: 'yaml',
  arduino: 'cpp',
  'azure-pipelines': 'yaml',
  blade: 'html',
  'django-html': 'html',
  'docker-compose': 'yaml',
  dockercompose: 'yaml',
  'github-actions-workflow': 'yaml',
  helm: 'yaml',
  'home-assistant': 'yaml',
  'html-eex': 'html',
  'jinja-html': 'html',
  jsonl: 'json',
  juliamarkdown: 'markdown',
  nunjucks: 'jinja',
  'phoenix-heex': 'html',
  postcss: 'css',
  postgres: 'sql',
  smarty: 'html',
  snippets: 'jsonc',
  'spring-boot-properties': 'properties',
  'spring-boot-properties-yaml': 'yaml',
  sqlite: 'sql',
  tailwindcss: 'css',
  'vue-html': 'html',
  wxml: 'html',
  wxss: 'css',
};

/** Languages included in another one: TypeScript code is in `.tsx` files as well. */
const included: Readonly<Record<string, string>> = {
  javascript: 'javascriptreact',
  json: 'jsonc',
  typescript: 'typescriptreact',
};

const ids: ReadonlySet<string> = new Set(languageIds);
const idsOfAlias: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({ ...dialects, ...aliases }).map(([alias, list]) => [alias, list.split(' ')]),
);

/**
 * The languages that a name refers to, the main one first. A name is a VS Code id, a common name (`golang`, `C++`),
 * or an extension with or without its dot (`ts`, `.py`), in any case. TypeScript includes TSX, JavaScript includes
 * JSX, JSON includes JSON with comments. Undefined for an unknown name.
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

/** All names that {@link languagesCalled} accepts. */
export function knownLanguageNames(): string[] {
  return [...ids, ...idsOfAlias.keys(), ...languageByExtension.keys()];
}

function asList(id: string | undefined): readonly string[] | undefined {
  return id === undefined ? undefined : [id];
}
