import type { Tokenizer } from '@huggingface/tokenizers';
import { messageOf } from '../../common/errors/errors';
import { isJsonObject, modelUnreadable, type JsonObject } from './modelJson';
import type { TextTokenizer } from './textTokenizer';

/** Characters given to the library for each requested token; no tokenizer in use averages more. */
const charactersPerToken = 32;

/**
 * Tokenizes with the general library, for public model2vec models, which have tokenizers of any kind. Unknown tokens
 * are left out, as model2vec does.
 */
class LibraryTokenizer implements TextTokenizer {
  readonly idLimit: number;

  constructor(
    private readonly tokenizer: Tokenizer,
    private readonly unknownId: number | undefined,
  ) {
    let idLimit = 0;
    for (const id of tokenizer.get_vocab().values()) {
      idLimit = Math.max(idLimit, id + 1);
    }
    this.idLimit = idLimit;
  }

  encode(text: string, from: number, to: number, out: Int32Array): number {
    const end = Math.min(to, from + out.length * charactersPerToken);
    const { ids } = this.tokenizer.encode(text.slice(from, end), { add_special_tokens: false });
    let count = 0;
    for (const id of ids) {
      if (count === out.length) {
        break;
      }
      if (id !== this.unknownId) {
        out[count++] = id;
      }
    }
    return count;
  }
}

/**
 * A tokenizer of any kind that `tokenizer.json` can describe. The library is loaded on the first call, because the
 * built-in model never needs it.
 * @throws SemanticSearchError `MODEL_UNREADABLE`
 */
export async function createLibraryTokenizer(
  definition: JsonObject,
  config: JsonObject,
): Promise<TextTokenizer> {
  const library = await import('@huggingface/tokenizers');
  try {
    const tokenizer = new library.Tokenizer(definition, config);
    return new LibraryTokenizer(tokenizer, unknownIdOf(definition, tokenizer));
  } catch (error) {
    throw modelUnreadable('tokenizer.json', messageOf(error), error);
  }
}

/** WordPiece and BPE give the name of their unknown token, Unigram its id. */
function unknownIdOf({ model }: JsonObject, tokenizer: Tokenizer): number | undefined {
  if (!isJsonObject(model)) {
    return undefined;
  }
  const { unk_token: token, unk_id: id } = model;
  if (typeof token === 'string') {
    return tokenizer.token_to_id(token);
  }
  return typeof id === 'number' ? id : undefined;
}
