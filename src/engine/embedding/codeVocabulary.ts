import type { CodeVocabulary } from './codeTokenizer';
import { isJsonObject, modelUnreadable, type JsonObject } from './modelJson';

/** The steps that {@link CodeTokenizer} performs in one pass, as `tokenizer.json` spells them. */
const NORMALIZER = JSON.stringify({
  type: 'Sequence',
  normalizers: [
    { type: 'Replace', pattern: { Regex: '(?<=[A-Z])(?=[A-Z][a-z])' }, content: ' ' },
    { type: 'Replace', pattern: { Regex: '(?<=[a-z0-9])(?=[A-Z])' }, content: ' ' },
    { type: 'Lowercase' },
  ],
});
const PRE_TOKENIZER = JSON.stringify({
  type: 'Split',
  pattern: { Regex: '[a-z]+|[0-9]+' },
  behavior: 'Removed',
  invert: true,
});

/**
 * The vocabulary of a `tokenizer.json` that describes exactly what `CodeTokenizer` does; undefined for any other
 * tokenizer, which then uses the general library.
 * @throws SemanticSearchError `MODEL_UNREADABLE` when it is of the right kind but broken
 */
export function readCodeVocabulary(definition: JsonObject): CodeVocabulary | undefined {
  const { model, normalizer, pre_tokenizer: preTokenizer, added_tokens: addedTokens } = definition;
  if (
    !isJsonObject(model) ||
    model['type'] !== 'WordPiece' ||
    JSON.stringify(normalizer) !== NORMALIZER ||
    JSON.stringify(preTokenizer) !== PRE_TOKENIZER
  ) {
    return undefined;
  }
  const specials = contentsOf(addedTokens);
  if (!specials?.every((special) => /^[!-/:-@[-`{-~]/.test(special))) {
    return undefined;
  }
  const { continuing_subword_prefix: continuationPrefix, max_input_chars_per_word: maxWordLength } = model;
  if (typeof continuationPrefix !== 'string' || continuationPrefix === '') {
    throw modelUnreadable('tokenizer.json', 'no prefix for continuations');
  }
  if (typeof maxWordLength !== 'number' || !(maxWordLength >= 1 && maxWordLength <= 255)) {
    throw modelUnreadable('tokenizer.json', 'max_input_chars_per_word is not between 1 and 255');
  }
  return { tokens: readTokens(model['vocab']), continuationPrefix, maxWordLength, specials };
}

function readTokens(vocab: unknown): ReadonlyMap<string, number> {
  if (!isJsonObject(vocab)) {
    throw modelUnreadable('tokenizer.json', 'no vocabulary');
  }
  const tokens = new Map<string, number>();
  for (const [token, id] of Object.entries(vocab)) {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
      throw modelUnreadable(
        'tokenizer.json',
        `token ${JSON.stringify(token)} has the id ${JSON.stringify(id)}`,
      );
    }
    tokens.set(token, id);
  }
  return tokens;
}

/** Texts of the added tokens; undefined when the list is not of the known shape. */
function contentsOf(addedTokens: unknown): readonly string[] | undefined {
  if (!Array.isArray(addedTokens)) {
    return undefined;
  }
  const contents: string[] = [];
  for (const token of addedTokens as readonly unknown[]) {
    if (!isJsonObject(token) || typeof token['content'] !== 'string' || token['content'] === '') {
      return undefined;
    }
    contents.push(token['content']);
  }
  return contents;
}
