import type { ModelInfo } from '../../../common/contracts/providerInfo';
import type { Message } from '../../../common/messages/message';
import { cloud } from './hosting';
import { similarModel } from './knownModels';
import { modelPrefix } from './modelPrompts';
import type {
  EmbeddingCall,
  EmbeddingRole,
  Int8Output,
  ModelListing,
  ProviderRecord,
  VectorEncoding,
} from './providerRecord';
import type { ProviderLimits } from './serviceRecord';
import { readAnswer } from './readAnswer';
import { readFault } from './readFault';

/** Paths that users paste from examples of OpenAI-compatible APIs. */
export const openaiPaths: readonly string[] = ['/chat/completions', '/embeddings', '/models'];

/** The properties of one OpenAI-compatible provider. */
export interface OpenaiFacts {
  readonly id: string;
  readonly label: string;
  readonly description: Message;
  readonly documentation: string;
  readonly baseUrl?: string;
  readonly baseUrlExample?: string;
  /** Default `/embeddings`. */
  readonly path?: string;
  /** In addition to `path`. Default {@link openaiPaths}. */
  readonly pastedPaths?: readonly string[];
  /** Default `required`. */
  readonly key?: ProviderRecord['key'];
  readonly defaultModel?: string;
  readonly models: readonly ModelInfo[];
  readonly listing?: ModelListing;
  /** Default 60 s. */
  readonly timeoutMs?: number;
  /** Default only `float`, for which no field is sent. */
  readonly encodings?: readonly VectorEncoding[];
  /** Name of the field for the encoding. Default `encoding_format`. */
  readonly encodingField?: string;
  /** Vectors of integers; `fieldsOf` asks for them. Default none. */
  readonly int8?: Int8Output;
  readonly maxInputs: number | ((model: string) => number);
  /** For models that do not have their own limit. */
  readonly maxInputTokens: number;
  readonly maxRequestTokens?: number | ((model: string) => number | undefined);
  /** Default 8. */
  readonly concurrency?: number;
  /** Dimensions that may be requested. Default none: the field is never sent. */
  readonly dimensionsOf?: ProviderRecord['dimensionsOf'];
  /** Name of the field for dimensions. Default `dimensions`. */
  readonly dimensionsField?: string;
  /** Fields that the provider has in addition to those of OpenAI. */
  readonly fieldsOf?: (call: EmbeddingCall) => Readonly<Record<string, unknown>>;
  /** Default: by the name of the model, as open models need it. */
  readonly prefixOf?: (model: string, role: EmbeddingRole) => string;
}

/**
 * The record of an OpenAI-compatible provider: the key as a bearer token, request `{ model, input }`, response `{
 * data: [{ embedding }] }`.
 */
export function openaiRecord(facts: OpenaiFacts): ProviderRecord {
  const { path = '/embeddings', encodingField = 'encoding_format', dimensionsField = 'dimensions' } = facts;
  const dimensionsOf = facts.dimensionsOf ?? (() => []);
  return {
    id: facts.id,
    label: facts.label,
    description: facts.description,
    documentation: facts.documentation,
    ...(facts.baseUrl !== undefined && { baseUrl: facts.baseUrl }),
    ...(facts.baseUrlExample !== undefined && { baseUrlExample: facts.baseUrlExample }),
    paths: longestFirst([path, ...(facts.pastedPaths ?? openaiPaths)]),
    key: facts.key ?? 'required',
    ...(facts.defaultModel !== undefined && { defaultModel: facts.defaultModel }),
    models: facts.models,
    ...(facts.listing && { listing: facts.listing }),
    timeoutMs: facts.timeoutMs ?? cloud.timeoutMs,
    encodings: facts.encodings ?? ['float'],
    ...(facts.int8 && { int8: facts.int8 }),
    limitsOf: (model) => limitsOf(facts, model),
    dimensionsOf,
    prefixOf: facts.prefixOf ?? modelPrefix,
    headersOf: bearer,
    requestOf: (call) => ({
      path,
      body: {
        model: call.model,
        input: inputOf(call),
        ...(call.encoding === 'base64' && { [encodingField]: 'base64' }),
        ...(mayAsk(dimensionsOf, call) && { [dimensionsField]: call.dimensions }),
        ...facts.fieldsOf?.(call),
      },
    }),
    readAnswer,
    readFault,
  };
}

/** The key as a bearer token; no header without a key. */
export function bearer(key: string): Readonly<Record<string, string>> {
  return keyHeader('authorization', key, 'Bearer ');
}

/** The key in a header, its name in lower case; no header without a key. */
export function keyHeader(name: string, key: string, before = ''): Readonly<Record<string, string>> {
  const trimmed = key.trim();
  return trimmed === '' ? {} : { [name]: before + trimmed };
}

/** The texts of a call as an array, or its only text as a string. */
export function inputOf({ inputs, asString }: EmbeddingCall): readonly string[] | string {
  return asString && inputs.length === 1 ? inputs[0]! : inputs;
}

/** Whether dimensions are requested and the model allows them. */
export function mayAsk(
  dimensionsOf: ProviderRecord['dimensionsOf'],
  { model, dimensions }: EmbeddingCall,
): boolean {
  if (dimensions === undefined) return false;
  const allowed = dimensionsOf(model);
  return allowed === 'any' || allowed.includes(dimensions);
}

/** For endpoints with a field for the role of a text, and for models that do not distinguish roles. */
export function noPrefix(): string {
  return '';
}

/** The order in which pasted paths are matched. */
export function longestFirst(paths: readonly string[]): readonly string[] {
  return [...new Set(paths)].sort((a, b) => b.length - a.length);
}

function limitsOf(facts: OpenaiFacts, model: string): ProviderLimits {
  const { maxInputs } = facts;
  const maxRequestTokens =
    typeof facts.maxRequestTokens === 'function' ? facts.maxRequestTokens(model) : facts.maxRequestTokens;
  return {
    maxInputs: typeof maxInputs === 'function' ? maxInputs(model) : maxInputs,
    maxInputTokens: similarModel(facts.models, model)?.maxInputTokens ?? facts.maxInputTokens,
    ...(maxRequestTokens !== undefined && { maxRequestTokens }),
    concurrency: facts.concurrency ?? cloud.concurrency,
  };
}
