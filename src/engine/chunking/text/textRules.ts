import type { SymbolKind } from '../chunk';

/** How definitions look in a language that is read line by line. */
export interface TextRule {
  /** Matched against a line without its indentation. Group `name`; `kind` where `kinds` is to be asked. */
  readonly pattern: RegExp;
  /** Kind of symbol, or undefined for what only encloses others. */
  readonly kind?: SymbolKind | undefined;
  /** Kinds by the keyword in group `kind`. */
  readonly kinds?: Readonly<Record<string, SymbolKind | undefined>>;
  /** Keywords (or `true`: all) whose definitions have members. */
  readonly containers?: ReadonlySet<string> | true;
}

/** How a language is read line by line. */
export interface TextSpec {
  readonly rules: readonly TextRule[];
  /** Lines that belong to the definition below them: comments, attributes. */
  readonly lead: RegExp;
  /** Lines that are looked past, such as `#if`, wherever they are indented. */
  readonly ignored?: RegExp;
}

const kinds: Readonly<Record<string, SymbolKind | undefined>> = {
  class: 'class',
  actor: 'class',
  mixin: 'class',
  object: 'class',
  struct: 'struct',
  union: 'struct',
  record: 'struct',
  message: 'struct',
  contract: 'class',
  enum: 'enum',
  interface: 'interface',
  protocol: 'interface',
  service: 'interface',
  trait: 'trait',
  extension: undefined,
  impl: undefined,
  module: 'module',
  namespace: 'module',
  package: 'module',
  library: 'module',
  type: 'type',
  typealias: 'type',
  typedef: 'type',
  associatedtype: 'type',
  newtype: 'type',
  data: 'type',
  input: 'type',
  scalar: 'type',
  func: 'function',
  function: 'function',
  fn: 'function',
  fun: 'function',
  def: 'function',
  defn: 'function',
  sub: 'function',
  proc: 'function',
  procedure: 'function',
  method: 'function',
  rpc: 'function',
  let: 'variable',
  var: 'variable',
  val: 'variable',
  const: 'constant',
  macro: 'macro',
};

const containers: ReadonlySet<string> = new Set(
  'class actor mixin object struct union record message contract enum interface protocol service trait extension impl module namespace library'.split(
    ' ',
  ),
);

const modifiers =
  '(?:(?:export|default|declare|public|private|protected|internal|fileprivate|open|final|static|abstract|sealed|' +
  'base|override|async|pub(?:\\([\\w: ]*\\))?|unsafe|extern|external|inline|virtual|partial|local|global|factory|' +
  'mutating|nonmutating|nonisolated|lazy|weak|unowned|required|convenience|indirect|dynamic|distributed|' +
  '(?:private|fileprivate|internal|public)\\(set\\)|infix|prefix|postfix|class(?=\\s+(?:func|var|let)\\b)|late|comptime|rec)\\s+)*';
const attributes = '(?:@[\\w.]+(?:\\([^()]*\\))?\\s+)*';

const keywordRule: TextRule = {
  pattern: new RegExp(
    `^${attributes}${modifiers}(?<kind>class|actor|mixin|object|struct|union|record|message|contract|enum|interface|` +
      'protocol|service|trait|extension|impl|module|namespace|package|library|type|typealias|typedef|associatedtype|' +
      'newtype|data|input|scalar|func|function|fn|fun|def|defn|sub|proc|procedure|method|rpc|let|var|val|const|macro)' +
      '[*?!]?\\s+(?<name>[\\p{L}_$`][\\p{L}\\p{N}_$.:`-]*|[-+*/%=<>!&|^~?]+(?=\\s*[(<]))',
    'u',
  ),
  kinds,
  containers,
};

const cComment = /^(?:\/\/|\/\*|\*\/|@[\w.]+(?:\(.*\))?\s*$|#\[|\[<?\w.*\]$)/;
const hashComment = /^(?:#|@[\w.]+(?:\(.*\))?\s*$)/;

const swift: TextSpec = {
  rules: [
    keywordRule,
    {
      pattern: new RegExp(`^${attributes}${modifiers}(?<name>init|deinit|subscript)\\b`),
      kind: 'constructor',
    },
  ],
  lead: cComment,
  ignored: /^#(?:if|elseif|else|endif|available)\b/,
};

/** `Type name(...) {`, of a language whose functions have no keyword. */
const typedFunction: TextRule = {
  pattern:
    /^(?:(?:static|external|abstract|late|final|const|override|public|private|protected|internal|virtual|inline|factory)\s+)*(?!return\b|await\b|throw\b|else\b|new\b|yield\b|assert\b|case\b|if\b|for\b|while\b|switch\b|catch\b)(?:[\p{L}_][\p{L}\p{N}_<>,.?[\]*& ]*\s+)?(?:get\s+|set\s+|operator\s+)?(?<name>[\p{L}_][\p{L}\p{N}_.]*)\s*\((?!.*;\s*$)/u,
  kind: 'function',
};

const cLike: TextSpec = {
  rules: [keywordRule],
  lead: cComment,
  ignored: /^#(?:if|ifdef|ifndef|elif|else|endif|region|endregion|pragma)\b/,
};
const hashed: TextSpec = { rules: [keywordRule], lead: hashComment };
const dashed: TextSpec = { rules: [keywordRule], lead: /^(?:--|\{-)/ };

const dart: TextSpec = { ...cLike, rules: [keywordRule, typedFunction] };

const zig: TextSpec = {
  rules: [
    {
      pattern: /^(?:pub\s+)?const\s+(?<name>\w+)\s*=\s*(?:extern\s+|packed\s+)?(?<kind>struct|enum|union|opaque)\b/,
      kinds: { struct: 'struct', enum: 'enum', union: 'struct', opaque: 'struct' },
      containers: true,
    },
    { pattern: /^test\s+"(?<name>[^"]*)"/ },
    { pattern: /^(?:pub\s+|export\s+|inline\s+|extern\s+(?:"\w+"\s+)?)*fn\s+(?<name>\w+)/, kind: 'function' },
    { pattern: /^(?:pub\s+)?const\s+(?<name>\w+)/, kind: 'constant' },
    { pattern: /^(?:pub\s+)?var\s+(?<name>\w+)/, kind: 'variable' },
  ],
  lead: /^\/\//,
};

const haskell: TextSpec = {
  rules: [
    {
      pattern: /^(?<kind>data|newtype|type|class|instance|module)\s+(?:(?:family|instance)\s+)?(?:.*=>\s*)?(?<name>[\w.']+)/,
      kinds: { data: 'type', newtype: 'type', type: 'type', class: 'class', module: 'module' },
    },
    { pattern: /^(?<name>[a-z_][\w']*|\([^\w\s]+\))\s*::/, kind: 'function' },
  ],
  lead: /^(?:--|\{-)/,
};

const sql: TextSpec = {
  rules: [
    {
      pattern:
        /^create\s+(?:or\s+replace\s+)?(?:(?:temp|temporary|unique|materialized|global|local|unlogged)\s+)*(?<kind>table|view|function|procedure|index|trigger|type|schema|sequence|policy|domain|extension)\s+(?:if\s+not\s+exists\s+)?(?:concurrently\s+)?["`[]?(?<name>[\w.]+)/i,
      kinds: { table: 'struct', view: 'struct', function: 'function', procedure: 'function', type: 'type' },
    },
  ],
  lead: /^(?:--|\/\*)/,
};

const dockerfile: TextSpec = {
  rules: [{ pattern: /^from\s+\S+\s+as\s+(?<name>[\w.-]+)/i, kind: 'section' }],
  lead: /^#/,
};
const makefile: TextSpec = {
  rules: [
    { pattern: /^define\s+(?<name>\S+)/, kind: 'macro' },
    { pattern: /^(?<name>[\w./%$(){}-]+)\s*::?(?!=)/, kind: 'function' },
    { pattern: /^(?:export\s+)?(?<name>[A-Z_][A-Z0-9_]*)\s*[:?+]?=/, kind: 'variable' },
  ],
  lead: /^(?:#|\.PHONY)/,
};
const cmake: TextSpec = {
  rules: [{ pattern: /^(?<kind>function|macro)\s*\(\s*(?<name>\w+)/i, kinds: { function: 'function', macro: 'macro' } }],
  lead: /^#/,
};
const terraform: TextSpec = {
  rules: [
    {
      pattern: /^(?:resource|data)\s+"[^"]+"\s+"(?<name>[^"]+)"/,
      kind: 'section',
    },
    { pattern: /^(?:variable|output|module|provider)\s+"(?<name>[^"]+)"/, kind: 'variable' },
  ],
  lead: /^(?:#|\/\/|\/\*)/,
};
const rLanguage: TextSpec = {
  rules: [
    { pattern: /^(?<name>[\w.]+)\s*(?:<-|=)\s*function\b/, kind: 'function' },
    { pattern: /^(?<name>[\w.]+)\s*<-/, kind: 'variable' },
  ],
  lead: /^#/,
};
const erlang: TextSpec = {
  rules: [
    { pattern: /^-module\((?<name>\w+)\)/, kind: 'module' },
    { pattern: /^-record\((?<name>\w+)/, kind: 'struct' },
    { pattern: /^-define\((?<name>\w+)/, kind: 'macro' },
    { pattern: /^(?<name>[a-z]\w*)\(.*(?:->|,\s*$|\)\s*when)/, kind: 'function' },
  ],
  lead: /^(?:%|-spec|-doc)/,
};
const lisp: TextSpec = {
  rules: [{ pattern: /^\((?:cl-)?def(?:n-?|un|macro|ine|var|parameter|method|record|protocol|type|struct|multi|generic|class)?\s+\(?(?<name>[^\s()]+)/, kind: 'function' }],
  lead: /^;/,
};
const ocaml: TextSpec = {
  rules: [
    {
      pattern: /^(?<kind>let|and|type|module|exception|class|val|external|member)\s+(?:(?:rec|type|nonrec|inline|mutable|private|internal)\s+)*(?:\w+\.)?(?<name>[\w']+)/,
      kinds: { let: 'function', and: 'function', type: 'type', module: 'module', class: 'class', val: 'function', external: 'function', member: 'method', exception: 'type' },
    },
  ],
  lead: /^(?:\(\*|\/\/|\[<)/,
};
const objectiveC: TextSpec = {
  rules: [
    {
      pattern: /^@(?<kind>interface|implementation|protocol)\s+(?<name>\w+)/,
      kinds: { interface: 'class', implementation: undefined, protocol: 'interface' },
    },
    { pattern: /^[-+]\s*\([^)]*\)\s*(?<name>\w+)/, kind: 'method' },
    keywordRule,
    typedFunction,
  ],
  lead: /^(?:\/\/|\/\*)/,
  ignored: cLike.ignored!,
};
const cOnly: TextSpec = { ...cLike, rules: [keywordRule, typedFunction] };

const specs: ReadonlyMap<string, TextSpec> = new Map([
  ['swift', swift],
  ['dart', dart],
  ['zig', zig],
  ['haskell', haskell],
  ['elm', haskell],
  ['purescript', haskell],
  ['sql', sql],
  ['dockerfile', dockerfile],
  ['makefile', makefile],
  ['cmake', cmake],
  ['terraform', terraform],
  ['hcl', terraform],
  ['r', rLanguage],
  ['erlang', erlang],
  ['clojure', lisp],
  ['lisp', lisp],
  ['scheme', lisp],
  ['ocaml', ocaml],
  ['fsharp', ocaml],
  ['objective-c', objectiveC],
  ['objective-cpp', objectiveC],
  ['c', cOnly],
  ['cpp', cOnly],
  ['java', cOnly],
  ['csharp', cOnly],
  ['groovy', cOnly],
  ['vala', cOnly],
  ['glsl', cOnly],
  ['hlsl', cOnly],
  ['python', hashed],
  ['ruby', hashed],
  ['shellscript', hashed],
  ['fish', hashed],
  ['powershell', hashed],
  ['elixir', hashed],
  ['perl', hashed],
  ['julia', hashed],
  ['nim', hashed],
  ['crystal', hashed],
  ['tcl', hashed],
  ['gdscript', hashed],
  ['graphql', { ...hashed, lead: /^(?:#|")/ }],
  ['lua', dashed],
  ['ada', dashed],
  ['vhdl', dashed],
]);

/** Languages without definitions that a line would tell. */
const plain: ReadonlySet<string> = new Set([
  'plaintext',
  'log',
  'csv',
  'tsv',
  'diff',
  'ignore',
  'json',
  'jsonc',
  'yaml',
  'toml',
  'ini',
  'properties',
  'dotenv',
  'xml',
  'svg',
  'html',
  'css',
  'scss',
  'less',
  'jupyter',
  'bibtex',
  'latex',
  'org',
]);

/** How to find definitions in a language, or undefined when it is prose or data. */
export function textSpecOf(language: string): TextSpec | undefined {
  return specs.get(language) ?? (plain.has(language) ? undefined : cLike);
}
