import { countTokens } from './countTokens';
import {
  RequestRefused,
  type Dialect,
  type DialectModel,
  type EmbeddingRequest,
  type Refusal,
  type Role,
} from './dialect';

/** An embedding request for a model that there is. */
export interface CheckedRequest extends EmbeddingRequest {
  /** The inputs without what says what they are. */
  readonly texts: readonly string[];
  /** Counted by the server, of each input as it came. */
  readonly inputTokens: readonly number[];
  /** Their sum. */
  readonly tokens: number;
  /** Dimensions of the model where nobody asks for others. */
  readonly ownDimensions: number;
}

/**
 * What a request means to its model: which role the prefixes of its inputs say, and how many tokens they are.
 *
 * @throws RequestRefused
 */
export function checkModel(dialect: Dialect, request: EmbeddingRequest): CheckedRequest {
  const { model: name, inputs } = request;
  const model = modelOf(dialect, name);
  const inputTokens = inputs.map(countTokens);
  return {
    ...request,
    role: request.role ?? roleByPrefix(inputs, model),
    texts: inputs.map((input) => withoutPrefix(input, model)),
    inputTokens,
    tokens: inputTokens.reduce((sum, tokens) => sum + tokens, 0),
    ownDimensions: model.dimensions,
  };
}

/**
 * Refuses what is too much, too little, or of the wrong size.
 *
 * @throws RequestRefused
 */
export function checkLimits(dialect: Dialect, request: CheckedRequest): void {
  const { inputs, texts, inputTokens, tokens, dimensions } = request;
  const model = modelOf(dialect, request.model);
  if (dimensions !== undefined && !hasDimensions(model, dimensions)) {
    refuse({ kind: 'dimensions', model: request.model, value: dimensions });
  }
  const { maxInputs = Infinity } = dialect;
  if (inputs.length > maxInputs) refuse({ kind: 'tooManyInputs', count: inputs.length, limit: maxInputs });
  for (const [position, text] of texts.entries()) {
    if (text === '') refuse({ kind: 'emptyInput', position });
    const limit = model.maxInputTokens;
    if (inputTokens[position]! > limit) {
      refuse({ kind: 'inputTooLong', position, tokens: inputTokens[position]!, limit });
    }
  }
  const { maxRequestTokens = Infinity } = model;
  if (tokens > maxRequestTokens) refuse({ kind: 'requestTooLong', tokens, limit: maxRequestTokens });
}

function refuse(refusal: Refusal): never {
  throw new RequestRefused(refusal);
}

function modelOf({ models }: Dialect, name: string): DialectModel {
  const model = Object.hasOwn(models, name) ? models[name] : undefined;
  return model ?? refuse({ kind: 'model', model: name });
}

function hasDimensions({ dimensions: own, dimensionChoices = [] }: DialectModel, wanted: number): boolean {
  return dimensionChoices === 'upTo' ? wanted <= own : dimensionChoices.includes(wanted);
}

/** One request is all queries or all documents; undefined where it is neither, or both. */
function roleByPrefix(
  inputs: readonly string[],
  { queryPrefix, documentPrefix }: DialectModel,
): Role | undefined {
  if (queryPrefix === undefined) return undefined;
  if (inputs.every((input) => queryPrefix.test(input))) return 'query';
  const isDocument = (input: string): boolean => documentPrefix?.test(input) ?? !queryPrefix.test(input);
  return inputs.every(isDocument) ? 'document' : undefined;
}

function withoutPrefix(input: string, { queryPrefix, documentPrefix }: DialectModel): string {
  for (const prefix of [queryPrefix, documentPrefix]) {
    if (prefix?.test(input)) return input.replace(prefix, '');
  }
  return input;
}
