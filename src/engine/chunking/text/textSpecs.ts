import { beginEndSpecs } from './beginEndSpecs';
import { endBlocks, untilNext } from './blockBody';
import { braceSpecs, cLike } from './braceSpecs';
import { functionalSpecs } from './functionalSpecs';
import { hashSpecs } from './hashSpecs';
import { keywordRule, type TextSpec } from './textRules';

const dashed: TextSpec = { rules: [keywordRule], lead: /^(?:--|\{-)/ };

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
  ...braceSpecs,
  ...hashSpecs,
  ...functionalSpecs,
  ...beginEndSpecs,
  ['sql', sql],
  ['bat', batch],
  ['asm', assembly],
  ['lua', { ...dashed, body: endBlocks }],
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
