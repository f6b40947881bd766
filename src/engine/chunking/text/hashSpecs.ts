import { cmakeEnd, endBlocks, hashedBraces, makeEnd } from './blockBody';
import { hereDocuments, tripleQuotes } from './longTexts';
import { containers, keywordRule, kinds, type TextSpec } from './textRules';

const hashComment = /^(?:#|@[\w.]+(?:\(.*\))?\s*$)/;

const hashed: TextSpec = { rules: [keywordRule], lead: hashComment };

const hashedEnd: TextSpec = { ...hashed, body: endBlocks };

const indented: TextSpec = { ...hashed, texts: tripleQuotes };

const shell: TextSpec = { ...hashed, body: hashedBraces, texts: hereDocuments };

const perl: TextSpec = {
  ...shell,
  rules: [
    // Constants in braces are named in the lines below.
    {
      pattern: /^use\s+(?<name>constant)\s*\{/,
      parts: [{ pattern: /(?:^|[{,])\s*(?<name>[A-Za-z_]\w*)\s*=>/g, kind: 'constant' }],
    },
    { pattern: /^use\s+constant\s+(?<name>[A-Za-z_]\w*)/, kind: 'constant' },
    { pattern: /^has\s+['"+]*(?<name>[A-Za-z_]\w*)['"]?\s*=>/, kind: 'property' },
    keywordRule,
  ],
};

/** Names without their namespaces: `proc ::redis::read` is `read`. */
const tcl: TextSpec = {
  rules: [
    { pattern: /^proc\s+(?:[\w:-]*::)?(?<name>[^\s:{}]+)/, kind: 'function' },
    { pattern: /^namespace\s+eval\s+(?:[\w:-]*::)?(?<name>[^\s:{}]+)/, kind: 'module', containers: true },
    { pattern: /^oo::class\s+create\s+(?:[\w:-]*::)?(?<name>[^\s:{}]+)/, kind: 'class', containers: true },
    { pattern: /^method\s+(?<name>[^\s:{}]+)/, kind: 'method' },
  ],
  lead: hashComment,
  body: hashedBraces,
};

const dockerfile: TextSpec = {
  rules: [{ pattern: /^from\s+\S+\s+as\s+(?<name>[\w.-]+)/i, kind: 'section' }],
  lead: /^#/,
};

const makefile: TextSpec = {
  rules: [
    { pattern: /^define\s+(?<name>\S+)/, kind: 'macro' },
    {
      pattern: /^(?:(?:export|override|private)\s+)*(?<name>[A-Za-z_][\w.-]*)\s*(?::{0,3}|[?+!])=/,
      kind: 'variable',
      isOnce: true,
    },
    {
      pattern:
        /^(?!(?:-?include|sinclude|un?export|export|override|vpath|else|if\w+)\s)(?<name>[\w./%$(){}-]+)(?:\s+[\w./%$(){}-]+)*\s*::?(?![:=])/,
      kind: 'function',
    },
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
    { pattern: /^(?:option|set)\s*\(\s*(?<name>\w+)/i, kind: 'variable', isOnce: true },
    { pattern: /^add_(?:library|executable|custom_target)\s*\(\s*(?<name>[\w.+-]+)/i, kind: 'function' },
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
  ['shellscript', shell],
  ['fish', hashedEnd],
  ['powershell', { ...hashed, body: hashedBraces }],
  ['elixir', { ...hashedEnd, texts: tripleQuotes }],
  ['perl', perl],
  ['raku', shell],
  ['julia', { ...hashedEnd, texts: tripleQuotes }],
  ['nim', indented],
  ['crystal', { ...hashedEnd, texts: hereDocuments }],
  ['tcl', tcl],
  ['gdscript', indented],
  ['graphql', { ...hashed, lead: /^(?:#|")/ }],
]);
