import type { FileKind } from './corpusFile';

/** What a file is written in. */
export interface FileLanguage {
  /** Language id as VS Code names it; `plaintext` when nothing tells. */
  readonly id: string;
  readonly kind: FileKind;
}

/** Ids and their extensions (without the dot). */
const extensionsOf: Readonly<Record<string, string>> = {
  abap: 'abap',
  ada: 'adb ads ada',
  apex: 'cls trigger apex',
  asciidoc: 'adoc asciidoc asc',
  asm: 'asm s nasm',
  astro: 'astro',
  bat: 'bat cmd',
  bibtex: 'bib',
  c: 'c',
  clojure: 'clj cljs cljc edn',
  cmake: 'cmake',
  cobol: 'cob cbl cpy',
  coffeescript: 'coffee cson',
  cpp: 'cpp cc cxx c++ h hh hpp hxx h++ ipp inl tpp txx ino cppm ixx',
  crystal: 'cr',
  csharp: 'cs csx cake',
  css: 'css',
  csv: 'csv',
  'cuda-cpp': 'cu cuh',
  cython: 'pyx pxd pxi',
  d: 'd di',
  dart: 'dart',
  diff: 'diff patch',
  elixir: 'ex exs',
  elm: 'elm',
  erb: 'erb',
  erlang: 'erl hrl',
  fish: 'fish',
  fortran: 'f f77 f90 f95 f03 f08 for',
  fsharp: 'fs fsi fsx',
  gdscript: 'gd',
  glsl: 'glsl vert frag geom comp tesc tese',
  go: 'go',
  graphql: 'graphql gql graphqls',
  groovy: 'groovy gradle gvy nf',
  handlebars: 'hbs handlebars mustache',
  haskell: 'hs lhs hsc',
  haxe: 'hx',
  hlsl: 'hlsl fx cginc compute',
  html: 'html htm xhtml',
  ini: 'ini cfg conf editorconfig gitconfig',
  java: 'java',
  javascript: 'js mjs cjs es6',
  javascriptreact: 'jsx',
  jinja: 'jinja jinja2 j2',
  json: 'json webmanifest geojson har avsc topojson',
  jsonc: 'jsonc json5 code-workspace',
  julia: 'jl',
  jupyter: 'ipynb',
  kotlin: 'kt kts ktm',
  latex: 'tex sty ltx',
  less: 'less',
  liquid: 'liquid',
  lisp: 'lisp lsp cl el',
  log: 'log',
  lua: 'lua luau rockspec',
  makefile: 'mk mak make',
  markdown: 'md markdown mdown mkd mkdn mdwn mdc',
  matlab: 'mat',
  mdx: 'mdx',
  mojo: 'mojo',
  nim: 'nim nims nimble',
  nix: 'nix',
  'objective-c': 'm',
  'objective-cpp': 'mm',
  ocaml: 'ml mli mll mly',
  org: 'org',
  pascal: 'pas pp dpr lpr',
  perl: 'pl pm pod t psgi',
  php: 'php phtml php3 php4 php5 php7 inc',
  plaintext: 'txt text',
  powershell: 'ps1 psm1 psd1',
  prisma: 'prisma',
  prolog: 'pro prolog',
  properties: 'properties',
  proto: 'proto',
  pug: 'pug jade',
  puppet: 'puppet epp',
  purescript: 'purs',
  python: 'py pyi pyw wsgi gyp gypi bzl star bazel',
  qml: 'qml',
  r: 'r rmd',
  racket: 'rkt',
  raku: 'raku rakumod p6',
  razor: 'razor cshtml',
  rescript: 'res resi',
  restructuredtext: 'rst rest',
  ruby: 'rb rbw rake gemspec ru podspec jbuilder rbi',
  rust: 'rs',
  sass: 'sass',
  scala: 'scala sc sbt mill',
  scheme: 'scm ss sld',
  scss: 'scss',
  shellscript: 'sh bash zsh ksh bats ebuild command',
  solidity: 'sol',
  sql: 'sql ddl dml psql pgsql plsql mysql',
  stylus: 'styl',
  svelte: 'svelte',
  swift: 'swift',
  systemverilog: 'sv svh',
  tcl: 'tcl tk',
  terraform: 'tf tfvars hcl',
  thrift: 'thrift',
  toml: 'toml',
  tsv: 'tsv',
  twig: 'twig',
  typescript: 'ts mts cts',
  typescriptreact: 'tsx',
  typst: 'typ',
  v: 'v vsh',
  vala: 'vala vapi',
  vb: 'vb vbs bas',
  verilog: 'vlg vh',
  vhdl: 'vhd vhdl',
  viml: 'vim',
  vue: 'vue',
  wat: 'wat wast',
  wgsl: 'wgsl',
  xml: 'xml xsd xsl xslt plist csproj fsproj vbproj props targets config nuspec resx xaml svg storyboard xib',
  yaml: 'yaml yml cff',
  zig: 'zig zon',
};

/** Ids and the file names that mean them whatever the extension, in lower case. */
const namesOf: Readonly<Record<string, string>> = {
  cmake: 'cmakelists.txt',
  dockerfile: 'dockerfile containerfile',
  dotenv: '.env',
  ignore: '.gitignore .ignore .dockerignore .npmignore .eslintignore .prettierignore .semanticignore',
  groovy: 'jenkinsfile',
  ini: '.npmrc .gitattributes .gitmodules .flake8 .pylintrc',
  jsonc: 'tsconfig.json jsconfig.json .eslintrc .babelrc .swcrc .jshintrc',
  json: 'composer.lock pipfile.lock .prettierrc .all-contributorsrc',
  makefile: 'makefile gnumakefile bsdmakefile kbuild',
  perl: 'cpanfile',
  'go.mod': 'go.mod go.work',
  'go.sum': 'go.sum',
  ruby: 'gemfile rakefile podfile brewfile fastfile appfile vagrantfile guardfile capfile dangerfile',
  shellscript: '.bashrc .bash_profile .bash_aliases .profile .zshrc .zshenv .zprofile pkgbuild gradlew mvnw',
  python: 'sconstruct sconscript snakefile wscript',
  toml: 'pipfile cargo.lock poetry.lock uv.lock',
  viml: '.vimrc _vimrc',
  yaml: '.clang-format .clang-tidy .clangd',
  plaintext: 'codeowners version manifest.in requirements.txt',
};

const byExtension = invert(extensionsOf);
const byName = invert(namesOf);

/** Prose whatever it is called. */
const docsLanguages: ReadonlySet<string> = new Set([
  'markdown',
  'mdx',
  'restructuredtext',
  'asciidoc',
  'org',
  'latex',
  'typst',
]);

/** Names, without extension, of the prose that repositories carry. */
const docsName =
  /^(?:readme|licen[cs]e|copying|copyright|unlicense|notice|changelog|changes|history|news|authors|contributors|contributing|maintainers|credits|thanks|patents|code_of_conduct|security|support|install|todo|faq|roadmap|upgrading|migration|governance)(?:[-_.]|$)/;

/** Text files that are not prose. */
const dataText =
  /^(?:requirements.*|constraints.*|cmakelists|robots|manifest\.in|version|codeowners)(?:\.txt)?$/;

/** The ids {@link languageOf} may answer with, sorted: what a filter by language accepts. */
export const languageIds: readonly string[] = [
  ...new Set([...Object.keys(extensionsOf), ...Object.keys(namesOf)]),
].sort();

/** The language of a file by its name alone. `path` may use either slash. A `.h` counts as C++, which reads C as well. */
export function languageOf(path: string): FileLanguage {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1).toLowerCase();
  const id = idOf(name);
  return { id, kind: isDocs(id, name) ? 'docs' : 'code' };
}

function idOf(name: string): string {
  const named = byName.get(name);
  if (named !== undefined) {
    return named;
  }
  if (/^(?:dockerfile|containerfile)[.-]|\.dockerfile$/.test(name)) {
    return 'dockerfile';
  }
  if (/^(?:gnu)?makefile[.-]/.test(name)) {
    return 'makefile';
  }
  if (name.startsWith('.env.')) {
    return 'dotenv';
  }
  const dot = name.lastIndexOf('.');
  // Templates and samples are written in what their name says before: `config.yml.example`.
  const isSample = /\.(?:example|sample|dist|tmpl|template|in)$/.test(name);
  return dot < 0
    ? 'plaintext'
    : (byExtension.get(name.slice(dot + 1)) ?? (isSample ? idOf(name.slice(0, dot)) : 'plaintext'));
}

function isDocs(id: string, name: string): boolean {
  if (docsLanguages.has(id)) {
    return true;
  }
  return id === 'plaintext' && !dataText.test(name) && (/\.te?xt$/.test(name) || docsName.test(name));
}

function invert(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([id, keys]) => keys.split(' ').map((key) => [key, id] as const)),
  );
}
