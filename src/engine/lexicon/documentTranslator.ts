import type { Lexicons } from './lexicons';
import { translateQuestion } from './translateQuestion';

/** Raise its number whenever a document would be translated in another way: its vectors are then computed again. */
export const variantOfTranslated = 'translated-1';

const characters = {
  han: /\p{sc=Han}/gu,
  kana: /[\p{sc=Hiragana}\p{sc=Katakana}]/gu,
  hangul: /\p{sc=Hangul}/gu,
  cyrillic: /\p{sc=Cyrillic}/gu,
};
const ownScript = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Cyrillic}]/u;

/** Japanese has at least this many kana for each Chinese character; a Chinese text may quote a few. */
const kanaOfHan = 0.25;

/**
 * Replaces the Chinese, Japanese, Korean and Russian words of documents by their most likely English ones, for a model that knows
 * only English. The words of questions are translated, too, so that both are compared by meaning. Languages in
 * Latin letters stay as they are: a few lines are not enough to tell them from English.
 */
export class DocumentTranslator {
  /** Distinguishes the vectors of translated documents, as `EmbeddingProvider.variant`. */
  readonly variant = variantOfTranslated;

  constructor(private readonly lexicons: Lexicons) {}

  /** The text with its words of another script in English. The other characters stay as they are. */
  translate(text: string): string | Promise<string> {
    return ownScript.test(text) ? this.toEnglish(text) : text;
  }

  private async toEnglish(text: string): Promise<string> {
    const translation = await translateQuestion(text, [languageOf(text)], this.lexicons);
    if (translation === undefined) return text;
    let english = '';
    let end = 0;
    for (const part of translation.parts) {
      english += `${text.slice(end, part.start)} ${part.meanings[0]?.word ?? ''} `;
      end = part.end;
    }
    return english + text.slice(end);
  }
}

/** The language (BCP 47) with the most characters of its own. */
function languageOf(text: string): string {
  const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
  const [han, kana, hangul, cyrillic] = [
    count(characters.han),
    count(characters.kana),
    count(characters.hangul),
    count(characters.cyrillic),
  ];
  if (cyrillic > han + kana + hangul) return 'ru';
  if (hangul > han + kana) return 'ko';
  return kana > kanaOfHan * han ? 'ja' : 'zh';
}
