import { equations } from './blockBody';
import { type TextSpec } from './textRules';

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
  body: equations,
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
