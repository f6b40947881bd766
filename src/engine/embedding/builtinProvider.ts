import { messageOf, SemanticSearchError, throwIfCancelled } from '../../common/errors/errors';
import { message } from '../../common/messages/message';
import { headerEnd } from './documentText';
import type { Embedding, EmbeddingProvider, QueryOptions } from './embeddingProvider';
import { modelUnreadable } from './modelJson';
import { Pooler } from './pooler';
import { splitText } from './remote/splitText';
import { meanDirection } from './remote/vectorMath';
import type { StaticModel } from './staticModel';

/** Most tokens of a document's header line, and of its text. More of either dilutes the topic of the chunk. */
const maxHeaderTokens = 24;
const maxTextTokens = 400;
/** Most tokens of a query, which may be a selected function. */
const maxQueryTokens = maxHeaderTokens + maxTextTokens;

/** Most characters read of a text to find similar code for: about a thousand lines. */
const maxWholeCharacters = 50_000;

const MAX_INPUTS = 512;
/** Texts embedded between two checks of the clock. */
const textsPerLook = 16;
/** How long the thread is blocked before messages, cancellations included, are processed. */
const maxTurnMs = 25;

/** Translates what the model does not know into the language that it knows. */
export interface Translator {
  /** As `EmbeddingProvider.variant`. */
  readonly variant: string;
  /** The text in the language of the model, with the same lines; at once if it is in no other one. */
  translate(text: string): string | Promise<string>;
}

/** Options of {@link createBuiltinProvider}. */
export interface BuiltinOptions {
  /** Dimensions of the vectors, at most the model's (the default): the first ones, normalized again. */
  readonly dimensions?: number;
  /** Translates documents, not questions: these come translated. Default: nothing is translated. */
  readonly translator?: Translator | undefined;
}

/**
 * The provider that runs a static model in this thread; nothing leaves the machine.
 * @throws SemanticSearchError `USAGE` when the model has fewer dimensions than asked for
 */
export function createBuiltinProvider(model: StaticModel, options: BuiltinOptions = {}): EmbeddingProvider {
  const dimensions = options.dimensions ?? model.dimensions;
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > model.dimensions) {
    throw new SemanticSearchError(
      'USAGE',
      message('dimensionsUnsupported', model.name, dimensions),
      message('enterDimensions', model.dimensions),
    );
  }
  return new BuiltinProvider(model, dimensions, options.translator);
}

class BuiltinProvider implements EmbeddingProvider {
  readonly id = 'builtin';
  readonly model: string;
  readonly variant: string | undefined;
  // One batch at a time: this thread does the work.
  readonly limits = { maxInputs: MAX_INPUTS, inputsUnderWay: 1 };
  readonly #ids = new Int32Array(maxQueryTokens);
  readonly #headerIds = this.#ids.subarray(0, maxHeaderTokens);
  readonly #pooler: Pooler;

  constructor(
    private readonly source: StaticModel,
    readonly dimensions: number,
    private readonly translator?: Translator,
  ) {
    this.model = source.name;
    this.variant = translator?.variant;
    this.#pooler = new Pooler(source.vectors, dimensions, maxQueryTokens);
  }

  async embedDocuments(texts: readonly string[], signal?: AbortSignal): Promise<readonly Embedding[]> {
    const embeddings: Embedding[] = [];
    let turnStart = performance.now();
    for (const [i, text] of texts.entries()) {
      if (i % textsPerLook === 0) {
        throwIfCancelled(signal);
        if (performance.now() - turnStart > maxTurnMs) {
          await nextTurn();
          throwIfCancelled(signal);
          turnStart = performance.now();
        }
      }
      const known = this.#translate(text);
      embeddings.push(this.#embedDocument(typeof known === 'string' ? known : await known));
    }
    return embeddings;
  }

  async embedQuery(text: string, { signal, role }: QueryOptions = {}): Promise<Embedding> {
    throwIfCancelled(signal);
    if (role !== 'document') return this.embedWords(text);
    return this.#embedWhole(await this.#translate(text.slice(0, maxWholeCharacters)));
  }

  embedWords(text: string): Embedding {
    const count = this.source.tokenizer.encode(text, 0, text.length, this.#ids);
    return this.#pool(count, false);
  }

  #translate(text: string): string | Promise<string> {
    return this.translator ? this.translator.translate(text) : text;
  }

  /** Embeds a document that may be longer than a chunk: the mean of its pieces. */
  #embedWhole(text: string): Embedding {
    const bodyStart = headerEnd(text);
    const bodyIds = this.#ids.subarray(0, maxTextTokens);
    const isLong = this.source.tokenizer.encode(text, bodyStart, text.length, bodyIds) === maxTextTokens;
    if (!isLong) return this.#embedDocument(text);
    const header = text.slice(0, bodyStart + 1);
    const pieces = splitText(text.slice(bodyStart + 1), maxTextTokens).flatMap((piece) => {
      const vector = this.#embedDocument(header + piece);
      return vector ? [{ vector, weight: piece.length }] : [];
    });
    if (pieces.length === 0) return undefined;
    return meanDirection(
      pieces.map(({ vector }) => vector),
      pieces.map(({ weight }) => weight),
    );
  }

  #embedDocument(text: string): Embedding {
    const { tokenizer, rootCounts } = this.source;
    const bodyStart = headerEnd(text);
    const headerTokens = tokenizer.encode(text, 0, bodyStart, this.#headerIds);
    const bodyIds = this.#ids.subarray(headerTokens, headerTokens + maxTextTokens);
    const textTokens = tokenizer.encode(text, bodyStart, text.length, bodyIds);
    return this.#pool(headerTokens + textTokens, rootCounts);
  }

  #pool(count: number, rootCounts: boolean): Embedding {
    try {
      return this.#pooler.pool(this.#ids, count, rootCounts);
    } catch (error) {
      throw modelUnreadable('model.safetensors', messageOf(error), error);
    }
  }
}

/** Yields to the event loop once. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
