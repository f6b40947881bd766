import { functionWordsOf } from '../language/functionWords';
import type { Lexicons } from './lexicons';
import { translateText, type Translation } from './translateText';

/** If this share of a question is known, no other lexicon is tried. */
const enoughKnown = 0.8;

/**
 * Translates a question with the lexicon that covers most of it, because Chinese may be simplified or traditional,
 * and a Japanese question may have no kana. Undefined if no lexicon covers any of it.
 *
 * @param languages that the question may be in, BCP 47, the most likely first
 */
export async function translateQuestion(
  text: string,
  languages: readonly string[],
  lexicons: Lexicons,
): Promise<Translation | undefined> {
  let best: Translation | undefined;
  for (const language of languages) {
    for (const load of lexicons.of(language)) {
      const lexicon = await load();
      const translation = lexicon && translateText(text, lexicon, functionWordsOf(language));
      if (translation && translation.share > (best?.share ?? 0)) best = translation;
      if (languages.length === 1 && best && best.share >= enoughKnown) break;
    }
  }
  return best;
}
