import { braces } from './blockBody';
import { tripleQuotes } from './longTexts';
import { attributes, keywordRule, modifiers, type TextSpec, typedFunction } from './textRules';

const cComment = /^(?:\/\/|\/\*|\*\/|@[\w.]+(?:\(.*\))?\s*$|#\[|\[<?\w.*\]$)/;

const swift: TextSpec = {
  rules: [
    keywordRule,
    {
      pattern: new RegExp(`^${attributes}${modifiers}(?<name>init)\\b`),
      kind: 'constructor',
    },
    { pattern: new RegExp(`^${attributes}${modifiers}(?<name>deinit|subscript)\\b`), kind: 'method' },
    // A value of an enumeration; `case .a:` and `case let x:` belong to statements.
    { pattern: /^(?:indirect\s+)?case\s+(?!let\b|var\b)(?<name>\w+)(?!.*:\s*$)/, kind: 'constant' },
  ],
  lead: cComment,
  ignored: /^#(?:if|elseif|else|endif|available)\b/,
  body: braces,
  texts: tripleQuotes,
};

/** Also for each language without rules of its own. */
export const cLike: TextSpec = {
  rules: [keywordRule],
  lead: cComment,
  ignored: /^#(?:if|ifdef|ifndef|elif|else|endif|region|endregion|pragma)\b/,
  body: braces,
};

const dart: TextSpec = {
  ...cLike,
  rules: [
    { pattern: /^(?:(?:const|factory|external)\s+)*(?<name>[A-Z][\w.]*)\s*\(/, kind: 'constructor' },
    {
      pattern: /^(?:(?:static|external|abstract|override)\s+)*(?:[\w<>?,. ]+\s)?get\s+(?<name>\w+)/,
      kind: 'property',
    },
    {
      pattern:
        /^(?:(?:static|late|covariant|external|abstract)\s+)*(?:(?:final|const|var)\s+)?(?!return\b|throw\b|await\b|yield\b|import\b|export\b|part\b|typedef\b|library\b|class\b)(?:[A-Za-z_][\w.]*(?:<[\w<>?,. ]*>)?\??\s+)?(?<name>[A-Za-z_]\w*)\s*(?:=(?![=>])|;)/,
      kind: 'variable',
    },
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

/** Messages, services and enumerations of Protocol Buffers. */
const proto: TextSpec = {
  ...cLike,
  rules: [
    {
      pattern:
        /^(?:(?:repeated|optional|required)\s+)?(?:[\w.]+|map\s*<[^>]*>)\s+(?<name>[A-Za-z_]\w*)\s*=\s*\d/,
      kind: 'property',
    },
    { pattern: /^(?<name>[A-Z]\w*)\s*=\s*(?:-?\d|0x)/, kind: 'constant' },
    keywordRule,
  ],
};

const cOnly: TextSpec = { ...cLike, rules: [keywordRule, typedFunction] };

/** C and C++ that the grammar cannot parse. */
const cOrCpp: TextSpec = {
  ...cLike,
  rules: [
    { pattern: /^#\s*define\s+(?<name>[A-Za-z_]\w*)/, kind: 'macro' },
    { pattern: /^using\s+(?<name>\w+)\s*=/, kind: 'type' },
    ...cOnly.rules,
  ],
};

/** Languages with bodies in braces and comments as in C, by identifier. */
export const braceSpecs: ReadonlyMap<string, TextSpec> = new Map([
  ['swift', swift],
  ['dart', dart],
  ['zig', zig],
  ['objective-c', objectiveC],
  ['objective-cpp', objectiveC],
  ['c', cOrCpp],
  ['cpp', cOrCpp],
  ['proto', proto],
  ['java', { ...cOnly, texts: tripleQuotes }],
  ['csharp', { ...cOnly, texts: tripleQuotes }],
  ['groovy', { ...cOnly, texts: tripleQuotes }],
  ['kotlin', { ...cLike, texts: tripleQuotes }],
  ['scala', { ...cLike, texts: tripleQuotes }],
  ['vala', cOnly],
  ['d', cOnly],
  ['glsl', cOnly],
  ['hlsl', cOnly],
]);
