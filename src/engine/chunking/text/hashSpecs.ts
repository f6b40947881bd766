import { cmakeEnd, endBlocks, hashedBraces, makeEnd } from './blockBody';
import { hereDocuments, tripleQuotes } from './longTexts';
import { containers, keywordRule, kinds, type TextSpec } from './textRules';

const hashComment = /^(?:#|@[\w.]+(?:\(.*\))?\s*$)/;

const hashed: TextSpec = { rules: [keywordRule], lead: hashComment };

const hashedEnd: TextSpec = { ...hashed, body: endBlocks };

const indented: TextSpec = { ...hashed, texts: tripleQuotes };

const perl: TextSpec = { ...hashed, body: hashedBraces, texts: hereDocuments };

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

/** Languages with comments that begin with `#`, by identifier. */
export const hashSpecs: ReadonlyMap<string, TextSpec> = new Map([
  ['dockerfile', dockerfile],
  ['makefile', makefile],
  ['cmake', cmake],
  ['terraform', terraform],
  ['hcl', terraform],
  ['r', rLanguage],
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
]);
