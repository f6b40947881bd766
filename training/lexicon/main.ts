import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { brotliCompressSync, constants } from 'node:zlib';
import { hasCompounds } from '../../src/engine/lexicon/lexicon';
import { bringSources } from './bringSources';
import { defaultOptions, estimate } from './estimate';
import { readTexts, type AlignedText } from './readTexts';
import { languages, type Language } from './sources';
import { EnglishWords, sentencesOf } from './units';
import { sourcesPage } from './sourcesPage';
import { writeLexicon } from './writeLexicon';

/**
 * `npm run train:lexicon -- [--sources DIR] [--mirror DIR] [--out DIR] [--only LANG]... [--small]`
 *
 * Builds the lexicons from their sources; see training/README.md. `--small` uses TypeScript's diagnostics only, and
 * writes to `out/lexicon-small` by default.
 */
function main(): void {
  const root = path.join(__dirname, '..', '..');
  const { values } = parseArgs({
    options: {
      sources: { type: 'string', default: path.join(root, 'out', 'lexicon-sources') },
      mirror: { type: 'string' },
      out: { type: 'string' },
      small: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      rounds: { type: 'string' },
    },
  });
  const out =
    values.out ?? path.join(root, ...(values.small ? ['out', 'lexicon-small'] : ['media', 'lexicon']));
  bringSources(values.sources, values.mirror, values.small);
  mkdirSync(out, { recursive: true });
  if (!values.small) writeFileSync(path.join(out, 'SOURCES.md'), sourcesPage());
  for (const language of languages) {
    if (values.only && !values.only.includes(language)) continue;
    const texts = readTexts(values.sources, language, values.small);
    make(language, texts, out, values.rounds === undefined ? undefined : Number(values.rounds));
  }
}

function make(
  language: Language,
  texts: readonly AlignedText[],
  out: string,
  rounds: number | undefined,
): void {
  const started = performance.now();
  const words = new EnglishWords();
  const sentences = sentencesOf(texts, words);
  const options = {
    ...defaultOptions,
    rounds: rounds ?? defaultOptions.rounds,
    hasCompounds: hasCompounds(language),
  };
  const estimates = estimate(sentences, words, options);
  const text = writeLexicon(language, estimates, words);
  const packed = brotliCompressSync(text, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 },
  });
  writeFileSync(path.join(out, `${language}.lexicon`), packed);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  console.log(
    `${language.padEnd(8)} ${texts.length} texts, ${sentences.length} sentences, ${text.split('\n').length - 3} entries, ` +
      `${(text.length / 1024).toFixed(0)} K characters, ${(packed.length / 1024).toFixed(0)} KB, ${seconds} s`,
  );
}

main();
