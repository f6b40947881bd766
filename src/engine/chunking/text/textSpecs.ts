import {
  attributes,
  containers,
  keywordRule,
  kinds,
  modifiers,
  type TextSpec,
  typedFunction,
} from './textRules';

const cComment = /^(?:\/\/|\/\*|\*\/|@[\w.]+(?:\(.*\))?\s*$|#\[|\[<?\w.*\]$)/;
const hashComment = /^(?:#|@[\w.]+(?:\(.*\))?\s*$)/;

const swift: TextSpec = {
  rules: [
    keywordRule,
    {
      pattern: new RegExp(`^${attributes}${modifiers}(?<name>init)\\b`),
      kind: 'constructor',
    },
    { pattern: new RegExp(`^${attributes}${modifiers}(?<name>deinit|subscript)\\b`), kind: 'method' },
  ],
  lead: cComment,
  ignored: /^#(?:if|elseif|else|endif|available)\b/,
};

const cLike: TextSpec = {
  rules: [keywordRule],
  lead: cComment,
  ignored: /^#(?:if|ifdef|ifndef|elif|else|endif|region|endregion|pragma)\b/,
};
const hashed: TextSpec = { rules: [keywordRule], lead: hashComment };
const dashed: TextSpec = { rules: [keywordRule], lead: /^(?:--|\{-)/ };

const dart: TextSpec = {
  ...cLike,
  rules: [
    { pattern: /^(?:(?:const|factory|external)\s+)*(?<name>[A-Z][\w.]*)\s*\(/, kind: 'constructor' },
    keywordRule,
    typedFunction,
  ],
};

const zig: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:pub\s+)?const\s+(?<name>\w+)\s*=\s*(?:extern\s+|packed\s+)?(?<kind>struct|enum|union|opaque)\b/,
      kinds: { struct: 'struct', enum: 'enum', union: 'struct', opaque: 'struct' },
      containers: true,
    },
    { pattern: /^test\s+"(?<name>[^"]*)"/ },
    { pattern: /^(?:pub\s+|export\s+|inline\s+|extern\s+(?:"\w+"\s+)?)*fn\s+(?<name>\w+)/, kind: 'function' },
    { pattern: /^(?:pub\s+)?const\s+(?<name>\w+)(?!.*@import\()/, kind: 'constant' },
    { pattern: /^(?:pub\s+)?var\s+(?<name>\w+)/, kind: 'variable' },
  ],
  lead: /^\/\//,
};

const haskell: TextSpec = {
  rules: [
    {
      pattern:
        /^(?<kind>data|newtype|type|class|instance|module)\s+(?:(?:family|instance)\s+)?(?:.*=>\s*)?(?<name>[\w.']+)/,
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
        /^(?:create|alter(?=\s+(?:function|proc|trigger|view)))\s+(?:or\s+(?:replace|alter)\s+)?(?:definer\s*=\s*\S+\s+)?(?:(?:temp|temporary|unique|materialized|global|local|unlogged|constraint|clustered|nonclustered)\s+)*(?<kind>table|view|function|procedure|proc|package(?:\s+body)?|index|trigger|type|schema|sequence|policy|domain|extension)\s+(?:if\s+not\s+exists\s+)?(?:concurrently\s+)?["`[]?(?<name>[\w.$[\]"`]+)/i,
      kinds: {
        table: 'struct',
        view: 'struct',
        function: 'function',
        procedure: 'function',
        proc: 'function',
        trigger: 'function',
        type: 'type',
      },
    },
  ],
  lead: /^(?:--|\/\*)/,
  hasSqlBodies: true,
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
  rules: [
    {
      pattern: /^(?<kind>function|macro)\s*\(\s*(?<name>\w+)/i,
      kinds: { function: 'function', macro: 'macro' },
    },
  ],
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
  rules: [
    {
      pattern:
        /^\((?:cl-)?def(?:n-?|un|macro|ine|var|parameter|method|record|protocol|type|struct|multi|generic|class)?\s+\(?(?<name>[^\s()]+)/,
      kind: 'function',
    },
  ],
  lead: /^;/,
};
const ocaml: TextSpec = {
  rules: [
    {
      pattern:
        /^(?<kind>let|and|type|module|exception|class|val|external|member)\s+(?:(?:rec|type|nonrec|inline|mutable|private|internal)\s+)*(?:\w+\.)?(?<name>[\w']+)/,
      kinds: {
        let: 'function',
        and: 'function',
        type: 'type',
        module: 'module',
        class: 'class',
        val: 'function',
        external: 'function',
        member: 'method',
        exception: 'type',
      },
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
  [
    'cython',
    {
      ...hashed,
      rules: [
        {
          pattern: /^c(?:p?def)\s+(?:[\w.[\]*]+\s+)*(?<kind>class|struct|enum)\s+(?<name>\w+)/,
          kinds,
          containers,
        },
        { pattern: /^cp?def\s+(?:[\w.[\],*]+\s+)*\*?(?<name>\w+)\s*\(/, kind: 'function' },
        keywordRule,
      ],
    },
  ],
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

/** Languages without definitions that can be recognized by line. */
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
  'go.mod',
  'go.sum',
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
