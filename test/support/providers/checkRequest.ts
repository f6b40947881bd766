import { countTokens } from './countTokens';
import {
  RequestRefused,
  type Dialect,
  type DialectModel,
  type EmbeddingRequest,
  type Refusal,
  type Role,
} from './dialect';

/** An embedding request for a known model. */
export interface CheckedRequest extends EmbeddingRequest {
  /** The inputs without role prefixes. */
  readonly texts: readonly string[];
  /** Tokens of each input as it arrived, counted by the server. */
  readonly inputTokens: readonly number[];
  /** Their sum. */
  readonly tokens: number;
  /** The model's default dimensions. */
  readonly ownDimensions: number;
}

/**
 * Interprets a request for its model: the role given by the prefixes of its inputs, and their token counts.
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
 * Refuses requests with too many, too few or too large inputs, or wrong dimensions.
 *
 * @throws RequestRefused
 */
export function checkLimits(dialect: Dialect, request: CheckedRequest): void {
  const { inputs, texts, inputTokens, tokens, dimensions } = request;
  const model = modelOf(dialect, request.model);
  if (dimensions !== undefined && !hasDimensions(model, dimensions)) {
    refuse({ kind: 'dimensions', model: request.model, value: dimensions });
  }
  if (request.outputType !== undefined && !model.hasInt8) {
    refuse({ kind: 'badValue', field: 'output type', value: request.outputType });
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

/** The role of all inputs; undefined if it is unclear or mixed. */
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
