'use strict';
/** `npm run texts [-- --missing]`: writes the bundle of user-visible texts; translations are not changed. */
const { readdirSync, readFileSync, writeFileSync } = require('node:fs');
const path = require('node:path');
const { parseArgs } = require('node:util');

const root = path.join(__dirname, '..');
const bundleFile = path.join(root, 'l10n', 'bundle.l10n.json');
const languages = ['zh-cn'];
const usage = `npm run texts [-- --missing]

Writes l10n/bundle.l10n.json from the calls of l10n.t() in src/, and tells how many texts each language lacks.
  --missing   prints those texts as JSON, to be filled in and put into the file of the language; exit status 1 where there are any
`;

/**
 * All translatable texts of the sources: the first arguments of all calls of `l10n.t`.
 *
 * @returns {{ texts: string[], faults: string[] }} the texts, sorted; and the faults as `FILE:LINE: DESCRIPTION`
 */
function textsOfSources() {
  const ts = require('typescript');
  const texts = new Set();
  const faults = [];
  for (const file of sourceFiles()) {
    const code = readFileSync(file, 'utf8');
    if (!code.includes('l10n')) continue;
    const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
    const place = (node) => {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      return `${path.relative(root, file)}:${line + 1}`;
    };
    const visit = (node) => {
      if (isTextCall(ts, node)) {
        const [text, ...values] = node.arguments;
        if (!text || !ts.isStringLiteralLike(text)) {
          faults.push(`${place(node)}: the text is no literal`);
        } else {
          texts.add(text.text);
          const fault = faultOf(text.text, values.length);
          if (fault) faults.push(`${place(node)}: ${fault}: ${text.text}`);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { texts: [...texts].sort(), faults };
}

function isTextCall(ts, node) {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { expression, name } = node.expression;
  return name.text === 't' && expression.getText() === 'l10n';
}

/** Checks the positional values: each must be used, and none may be missing. */
function faultOf(text, values) {
  if (text.trim() === '') return 'the text is empty';
  const used = placeholdersOf(text);
  for (let place = 0; place < values; place++) {
    if (!used.includes(`{${place}}`)) return `value ${place} is not in the text`;
  }
  return used.length > values ? 'a value is missing' : undefined;
}

/**
 * The unique placeholders of a text, sorted: `{0}`.
 *
 * @param {string} text
 * @returns {string[]}
 */
function placeholdersOf(text) {
  return [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
}

function sourceFiles() {
  const entries = readdirSync(path.join(root, 'src'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}

/**
 * Compares the translations of a language with the texts.
 *
 * @param {readonly string[]} texts
 * @param {string} language as in the file's name
 * @returns {{ missing: string[], unused: string[] }}
 */
function gapsOf(texts, language) {
  const file = path.join(root, 'l10n', `bundle.l10n.${language}.json`);
  const translated = JSON.parse(readFileSync(file, 'utf8'));
  return {
    missing: texts.filter((text) => !translated[text]),
    unused: Object.keys(translated).filter((text) => !texts.includes(text)),
  };
}

function main() {
  const { values } = parseArgs({ options: { missing: { type: 'boolean' }, help: { type: 'boolean' } } });
  if (values.help) {
    process.stdout.write(usage);
    return;
  }
  const { texts, faults } = textsOfSources();
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  const bundle = Object.fromEntries(texts.map((text) => [text, text]));
  writeFileSync(bundleFile, `${JSON.stringify(bundle, null, 2)}\n`);
  let isWhole = faults.length === 0;
  for (const language of languages) {
    const { missing, unused } = gapsOf(texts, language);
    if (values.missing) {
      if (missing.length > 0) isWhole = false;
      const toFill = Object.fromEntries(missing.map((text) => [text, '']));
      process.stdout.write(`${JSON.stringify(toFill, null, 2)}\n`);
      for (const text of unused) process.stderr.write(`${language}, no longer used: ${text}\n`);
    } else {
      process.stdout.write(
        `${texts.length} texts; ${language} lacks ${missing.length} and has ${unused.length} too many\n`,
      );
    }
  }
  if (!isWhole) process.exitCode = 1;
}

module.exports = { languages, placeholdersOf, textsOfSources };

if (require.main === module) {
  try {
    main();
  } catch (error) {
    process.stderr.write(`${error.message}\n${usage}`);
    process.exitCode = 2;
  }
}
