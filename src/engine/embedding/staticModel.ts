import { CodeTokenizer } from './codeTokenizer';
import { readCodeVocabulary } from './codeVocabulary';
import { createLibraryTokenizer } from './libraryTokenizer';
import { modelUnreadable, parseModelJson, type JsonObject } from './modelJson';
import type { TokenVectors } from './pooler';
import { scanVocabulary } from './scanVocabulary';
import { parseSafetensors, type Tensor } from './safetensors';
import { floatNumbers, rowNumbers, tableNumbers } from './tensorNumbers';
import type { TextTokenizer } from './textTokenizer';

/** A model in the layout of model2vec: a vector for each token; a text's vector is their normalized sum. */
export interface StaticModel {
  readonly name: string;
  readonly dimensions: number;
  readonly vectors: TokenVectors;
  readonly tokenizer: TextTokenizer;
  /** Whether a token that occurs n times in a document is weighted sqrt(n) rather than n. */
  readonly rootCounts: boolean;
  readonly tokenizerFiles: TokenizerFiles;
}

/** The contents of the files that a tokenizer is created from. */
export interface TokenizerFiles {
  /** `tokenizer.json`. */
  readonly tokenizer: string;
  /** `tokenizer_config.json`, used only by tokenizers other than the built-in one. */
  readonly tokenizerConfig?: string;
}

/** A model without its tokenizer, in a form that can be sent to another thread. */
export type StaticModelData = Omit<StaticModel, 'tokenizer'>;

/** The contents of the files of a model directory. */
export interface StaticModelFiles extends TokenizerFiles {
  /** `model.safetensors`; the model keeps a view into it. */
  readonly tensors: Uint8Array;
  /** `config.json`. */
  readonly config: string;
}

/**
 * Creates a model from its files. Tensors: `embeddings` [rows, dimensions], optionally `weights` [tokens] and
 * `mapping` [tokens] (token to row).
 * @param unnamed name of a model that has no `name` in its config; it must be unique, because vectors of two models
 *   are never mixed
 * @throws SemanticSearchError `MODEL_UNREADABLE` with the file at fault
 */
export async function createStaticModel(files: StaticModelFiles, unnamed: string): Promise<StaticModel> {
  const config = parseModelJson(files.config, 'config.json');
  const vectors = readVectors(files.tensors);
  const name = config['name'];
  const { tokenizer, tokenizerConfig } = files;
  return withTokenizer({
    name: typeof name === 'string' && name !== '' ? name : unnamed,
    dimensions: vectors.stride,
    vectors,
    rootCounts: config['tf_pooling'] === 'sqrt',
    tokenizerFiles: { tokenizer, ...(tokenizerConfig !== undefined && { tokenizerConfig }) },
  });
}

/**
 * The model with a tokenizer of its own, for another thread: a tokenizer holds scratch memory.
 * @throws SemanticSearchError `MODEL_UNREADABLE` with the file at fault
 */
export async function withTokenizer(data: StaticModelData): Promise<StaticModel> {
  const tokenizer = await createTokenizer(data.tokenizerFiles);
  const { tokens } = data.vectors;
  if (tokenizer.idLimit > tokens) {
    throw modelUnreadable(
      'tokenizer.json',
      `it has token ids up to ${tokenizer.idLimit - 1}, the model only ${tokens} tokens`,
    );
  }
  return { ...data, tokenizer };
}

async function createTokenizer(files: TokenizerFiles): Promise<TextTokenizer> {
  const scanned = scanVocabulary(files.tokenizer);
  const definition = parseModelJson(scanned?.rest ?? files.tokenizer, 'tokenizer.json');
  const vocabulary = readCodeVocabulary(definition, scanned?.tokens);
  if (vocabulary !== undefined) return new CodeTokenizer(vocabulary);
  const whole = scanned === undefined ? definition : parseModelJson(files.tokenizer, 'tokenizer.json');
  return createLibraryTokenizer(whole, tokenizerConfigOf(files));
}

const tensorsFile = 'model.safetensors';

function readVectors(bytes: Uint8Array): TokenVectors {
  const tensors = parseSafetensors(bytes, tensorsFile);
  const embeddings = tensors.get('embeddings');
  if (embeddings === undefined) {
    throw modelUnreadable(tensorsFile, 'it has no tensor "embeddings"');
  }
  const [rowCount, stride] = embeddings.shape;
  if (embeddings.shape.length !== 2 || !rowCount || !stride) {
    throw modelUnreadable(tensorsFile, `tensor "embeddings" has the shape [${embeddings.shape.join(', ')}]`);
  }
  const table = tableNumbers(embeddings, 'embeddings', tensorsFile);
  const mapping = tensors.get('mapping');
  const rows = mapping && rowNumbers(mapping, 'mapping', tensorsFile);
  if (rows?.some((row) => row < 0 || row >= rowCount)) {
    throw modelUnreadable(tensorsFile, `tensor "mapping" names rows beyond the ${rowCount} there are`);
  }
  const tokens = rows?.length ?? rowCount;
  return { table, stride, rows, tokens, weights: readWeights(tensors.get('weights'), tokens) };
}

function readWeights(tensor: Tensor | undefined, tokens: number): Float32Array | undefined {
  if (tensor === undefined) {
    return undefined;
  }
  const weights = floatNumbers(tensor, 'weights', tensorsFile);
  if (weights.length !== tokens) {
    throw modelUnreadable(tensorsFile, `tensor "weights" has ${weights.length} numbers for ${tokens} tokens`);
  }
  if (!weights.every(Number.isFinite)) {
    throw modelUnreadable(tensorsFile, 'tensor "weights" has a number that is not finite');
  }
  return weights;
}

function tokenizerConfigOf({ tokenizerConfig }: TokenizerFiles): JsonObject {
  return tokenizerConfig === undefined ? {} : parseModelJson(tokenizerConfig, 'tokenizer_config.json');
}
