import type { CodeVocabulary } from './codeTokenizer';
import { isJsonObject, modelUnreadable, type JsonObject } from './modelJson';
import { tokenListOf, type TokenList } from './tokenList';

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
 * @param scanned the tokens, if the definition is without them (see `scanVocabulary`)
 * @throws SemanticSearchError `MODEL_UNREADABLE` when it is of the right kind but broken
 */
export function readCodeVocabulary(definition: JsonObject, scanned?: TokenList): CodeVocabulary | undefined {
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
  const tokens = scanned !== undefined && isEmpty(model['vocab']) ? scanned : readTokens(model['vocab']);
  return { tokens, continuationPrefix, maxWordLength, specials };
}

function isEmpty(vocab: unknown): boolean {
  return isJsonObject(vocab) && Object.keys(vocab).length === 0;
}

function readTokens(vocab: unknown): TokenList {
  if (!isJsonObject(vocab)) {
    throw modelUnreadable('tokenizer.json', 'no vocabulary');
  }
  const tokens = Object.entries(vocab).map(([token, id]) => {
    if (typeof id !== 'number' || !Number.isSafeInteger(id) || id < 0) {
      throw modelUnreadable(
        'tokenizer.json',
        `token ${JSON.stringify(token)} has the id ${JSON.stringify(id)}`,
      );
    }
    return [token, id] as const;
  });
  return tokenListOf(tokens);
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
