import {
  abapEnd,
  basicEnd,
  braces,
  cmakeEnd,
  endBlocks,
  fortranEnd,
  hashedBraces,
  makeEnd,
  namedEnd,
  pascalBlocks,
  untilNext,
  verilogEnd,
  vimEnd,
} from './blockBody';
import { hereDocuments, tripleQuotes } from './longTexts';
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
  body: braces,
  texts: tripleQuotes,
};

const cLike: TextSpec = {
  rules: [keywordRule],
  lead: cComment,
  ignored: /^#(?:if|ifdef|ifndef|elif|else|endif|region|endregion|pragma)\b/,
  body: braces,
};
const hashed: TextSpec = { rules: [keywordRule], lead: hashComment };
const hashedEnd: TextSpec = { ...hashed, body: endBlocks };
const indented: TextSpec = { ...hashed, texts: tripleQuotes };
const perl: TextSpec = { ...hashed, body: hashedBraces, texts: hereDocuments };
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
  body: braces,
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
  body: makeEnd,
};
const cmake: TextSpec = {
  rules: [
    {
      pattern: /^(?<kind>function|macro)\s*\(\s*(?<name>\w+)/i,
      kinds: { function: 'function', macro: 'macro' },
    },
  ],
  lead: /^#/,
  body: cmakeEnd,
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
  body: hashedBraces,
  texts: hereDocuments,
};
const rLanguage: TextSpec = {
  rules: [
    { pattern: /^(?<name>[\w.]+)\s*(?:<-|=)\s*function\b/, kind: 'function' },
    { pattern: /^(?<name>[\w.]+)\s*<-/, kind: 'variable' },
  ],
  lead: /^#/,
  body: hashedBraces,
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

const pascal: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:class\s+)?(?<kind>procedure|function|constructor|destructor|operator)\s+(?<name>[\w.<>,]+)/i,
      kinds: {
        procedure: 'function',
        function: 'function',
        constructor: 'constructor' as const,
        destructor: 'method',
        operator: 'method',
      },
    },
    { pattern: /^(?:unit|program|library)\s+(?<name>[\w.]+)/i, kind: 'module' },
    {
      pattern:
        /^(?<name>\w+)(?:<[^>]*>)?\s*=\s*(?:packed\s+)?(?<kind>class|record|interface|object)\b(?!\s*;)/i,
      kinds: { class: 'class', record: 'struct', interface: 'interface', object: 'class' },
      containers: true,
    },
  ],
  lead: /^(?:\/\/|\{|\(\*)/,
  body: pascalBlocks,
};

const ada: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:overriding\s+|not\s+overriding\s+)*(?<kind>procedure|function|entry|task\s+body|task\s+type|task|protected\s+body|protected\s+type|package\s+body|package)\s+(?<name>[\w."+*/<>=&-]+)/i,
      kinds: {
        procedure: 'function',
        function: 'function',
        entry: 'function',
        task: 'class',
        'task body': 'class',
        'task type': 'class',
        'protected body': 'class',
        'protected type': 'class',
        package: 'module',
        'package body': 'module',
      },
      containers: new Set(['package', 'package body', 'protected body', 'protected type']),
    },
    { pattern: /^(?:sub)?type\s+(?<name>\w+)/i, kind: 'type' },
  ],
  lead: /^--/,
  body: namedEnd,
};

const vhdl: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:pure\s+|impure\s+)?(?<kind>entity|architecture|configuration|component|package\s+body|package|function|procedure)\s+(?<name>\w+)/i,
      kinds: {
        entity: 'class',
        architecture: 'class',
        configuration: 'class',
        component: 'class',
        package: 'module',
        'package body': 'module',
        function: 'function',
        procedure: 'function',
      },
      containers: new Set(['architecture', 'package', 'package body']),
    },
    { pattern: /^(?<name>\w+)\s*:\s*(?:postponed\s+)?process\b/i, kind: 'function' },
    { pattern: /^(?:sub)?type\s+(?<name>\w+)/i, kind: 'type' },
  ],
  lead: /^--/,
  body: namedEnd,
};

const verilog: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:(?:virtual|extern|static|protected|local|pure|import|export)\s+)*(?<kind>module|macromodule|interface|program|package|class|function|task)\s+(?:(?:automatic|static|void|signed|unsigned|logic|bit|reg|int|integer|real|string|\[[^\]]*\])\s+)*(?<name>[\w:]+)/,
      kinds: {
        module: 'module',
        macromodule: 'module',
        interface: 'interface',
        program: 'module',
        package: 'module',
        class: 'class',
        function: 'function',
        task: 'function',
      },
      containers: new Set(['package', 'class']),
    },
  ],
  lead: /^(?:\/\/|\/\*|\(\*)/,
  ignored: /^`(?:ifdef|ifndef|elsif|else|endif|timescale|include|define)\b/,
  body: verilogEnd,
};

const fortran: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:(?:pure|impure|elemental|recursive|module(?=\s+(?:subroutine|function))|integer|real|logical|complex|character|double\s+precision|type\s*\(\w+\))(?:\s*\([^)]*\)|\s*\*\s*\d+)?\s+)*(?<kind>subroutine|function|program|module|submodule)\s+(?!procedure\b)(?:\([^)]*\)\s*)?(?<name>\w+)/i,
      kinds: {
        subroutine: 'function',
        function: 'function',
        program: 'module',
        module: 'module',
        submodule: 'module',
      },
      containers: new Set(['module', 'submodule']),
    },
    { pattern: /^type\s*(?:,[^:]*)?(?:::)?\s*(?<name>[A-Za-z]\w*)\s*$/i, kind: 'struct' },
  ],
  lead: /^[!*]|^c\s/i,
  body: fortranEnd,
};

const basic: TextSpec = {
  rules: [
    {
      pattern:
        /^(?:(?:public|private|friend|protected|shared|overrides|overridable|mustoverride|static|async|partial|notinheritable|mustinherit|shadows|readonly|default)\s+)*(?<kind>sub|function|property(?:\s+(?:get|let|set))?|class|module|structure|interface|enum|type|namespace)\s+(?<name>\w+)/i,
      kinds: {
        sub: 'function',
        function: 'function',
        property: 'property',
        'property get': 'property',
        'property let': 'property',
        'property set': 'property',
        class: 'class',
        module: 'module',
        structure: 'struct',
        interface: 'interface',
        enum: 'enum',
        type: 'struct',
        namespace: 'module',
      },
      containers: new Set(['class', 'module', 'structure', 'interface', 'namespace']),
    },
  ],
  lead: /^(?:'|rem\s|<\w)/i,
  ignored: /^#(?:if|else|elseif|end|region)\b/i,
  body: basicEnd,
};

const vim: TextSpec = {
  rules: [
    {
      pattern: /^(?:export\s+)?(?:function|fu|fun|func|def)!?\s+(?<name>[\w:#.<>{}]+)\s*\(/,
      kind: 'function',
    },
    { pattern: /^command!?\s+(?:-\S+\s+)*(?<name>[A-Z]\w*)/, kind: 'function' },
  ],
  lead: /^["#]/,
  body: vimEnd,
};

const abap: TextSpec = {
  rules: [
    {
      pattern: /^(?<kind>form|method|function|class|interface|module)\s+(?<name>[\w~\/-]+)/i,
      kinds: {
        form: 'function',
        method: 'method',
        function: 'function',
        class: 'class',
        interface: 'interface',
        module: 'function',
      },
      containers: new Set(['class', 'interface']),
    },
  ],
  lead: /^[*"]/,
  body: abapEnd,
};

const matlab: TextSpec = {
  rules: [
    { pattern: /^function\s+(?:(?:\[[^\]]*\]|\w+)\s*=\s*)?(?<name>[\w.]+)/, kind: 'function' },
    { pattern: /^classdef\s+(?:\([^)]*\)\s*)?(?<name>\w+)/, kind: 'class', containers: true },
  ],
  lead: /^%/,
  body: untilNext,
};

const batch: TextSpec = {
  rules: [{ pattern: /^:(?<name>\w[\w.-]*)\s*$/, kind: 'function' }],
  lead: /^(?:::|rem\b)/i,
  body: untilNext,
};

const assembly: TextSpec = {
  rules: [
    { pattern: /^(?<name>[A-Za-z_][\w$@?]*):/, kind: 'function' },
    { pattern: /^(?<name>\w+)\s+(?:proc|macro)\b/i, kind: 'function' },
  ],
  lead: /^(?:;|\/\/|\/\*|#|@)/,
  body: untilNext,
};

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
  ['pascal', pascal],
  ['fortran', fortran],
  ['verilog', verilog],
  ['systemverilog', verilog],
  ['vb', basic],
  ['viml', vim],
  ['abap', abap],
  ['matlab', matlab],
  ['bat', batch],
  ['asm', assembly],
  ['python', indented],
  [
    'cython',
    {
      ...indented,
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
  ['ruby', { ...hashedEnd, texts: hereDocuments }],
  ['shellscript', perl],
  ['fish', hashedEnd],
  ['powershell', { ...hashed, body: hashedBraces }],
  ['elixir', { ...hashedEnd, texts: tripleQuotes }],
  ['perl', perl],
  ['raku', perl],
  ['julia', { ...hashedEnd, texts: tripleQuotes }],
  ['nim', indented],
  ['crystal', { ...hashedEnd, texts: hereDocuments }],
  ['tcl', { ...hashed, body: hashedBraces }],
  ['gdscript', indented],
  ['graphql', { ...hashed, lead: /^(?:#|")/ }],
  ['lua', { ...dashed, body: endBlocks }],
  ['ada', ada],
  ['vhdl', vhdl],
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
