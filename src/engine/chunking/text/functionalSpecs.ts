import { equations } from './blockBody';
import { type TextSpec } from './textRules';

const dataTypes: ReadonlySet<string> = new Set(['data', 'newtype']);

const haskell: TextSpec = {
  rules: [
    {
      parts: [
        // The first alternative reads a comment, without a name.
        {
          pattern: /--.*|[=|]\s*(?<name>[A-Z][\w']*)/g,
          kind: 'constructor',
          within: dataTypes,
        },
        { pattern: /^(?<name>[A-Z][\w']*)\s*::/g, kind: 'constructor', within: dataTypes },
        {
          pattern: /--.*|(?:^|[{,])\s*(?<name>[a-z_][\w']*)\s*::/g,
          kind: 'property',
          within: dataTypes,
        },
        {
          pattern: /^(?<name>[a-z_][\w']*|\([^\w\s]+\))\s*(?:,[^:]*)?::/g,
          kind: 'method',
          within: new Set(['class']),
          isDirect: true,
        },
      ],
      pattern:
        /^(?<kind>data|newtype|type|class|instance|module)\s+(?:(?:family|instance|alias)\s+)?(?:.*=>\s*)?(?<name>[\w.']+)/,
      kinds: { data: 'type', newtype: 'type', type: 'type', class: 'class', module: 'module' },
    },
    { pattern: /^(?<name>[a-z_][\w']*|\([^\w\s]+\))\s*(?:,\s*[a-z_][\w', ]*)?::/, kind: 'function' },
    // Its type is in the lines below.
    {
      pattern: /^(?!(?:where|do|of|in|let|then|else|deriving|import|case|if)$)(?<name>[a-z_][\w']*)$/,
      kind: 'function',
    },
  ],
  lead: /^(?:--|\{-)/,
  body: equations,
};

const erlang: TextSpec = {
  rules: [
    { pattern: /^-module\((?<name>\w+)\)/, kind: 'module' },
    { pattern: /^-record\((?<name>\w+)/, kind: 'struct' },
    { pattern: /^-define\((?<name>\w+)/, kind: 'macro' },
    { pattern: /^-(?:type|opaque)\s+(?<name>\w+)\(/, kind: 'type' },
    { pattern: /^-callback\s+(?<name>\w+)\(/, kind: 'function' },
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

/** Functional languages without braces, by identifier. */
export const functionalSpecs: ReadonlyMap<string, TextSpec> = new Map([
  ['haskell', haskell],
  ['elm', haskell],
  ['purescript', haskell],
  ['erlang', erlang],
  ['clojure', lisp],
  ['lisp', lisp],
  ['scheme', lisp],
  ['ocaml', ocaml],
  ['fsharp', ocaml],
]);
