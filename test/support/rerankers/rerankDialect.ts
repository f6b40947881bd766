import type { IncomingHttpHeaders } from 'node:http';
import { checkFields, text, type FieldRule } from '../providers/bodyRules';
import { RequestRefused, type DialectAnswer, type JsonObject, type Refusal } from '../providers/dialect';

/** Content of a rerank request, independent of the dialect. */
export interface RerankRequest {
  /** Undefined if the request names none. */
  readonly model: string | undefined;
  readonly query: string;
  readonly documents: readonly string[];
  /** Number of scores that are returned. */
  readonly count: number;
}

/** One score of an answer. */
export interface SentScore {
  readonly index: unknown;
  readonly score: unknown;
}

/** A model as its provider documents it; tokens of the query and one document. */
export interface RerankModel {
  /** Longer texts are refused; cut if omitted. */
  readonly maxPairTokens?: number;
  /** Tokens of all documents, and of the query once for each. */
  readonly maxRequestTokens?: number;
}

/** The rerank API of a service as documented. */
export interface RerankDialect {
  /** Id as in the settings. */
  readonly id: string;
  /** End of the base URL. */
  readonly base: string;
  /** Path after the base URL. */
  readonly path: string;
  readonly needsKey: boolean;
  /** The key of a request, if it is in the right place. */
  keyOf(headers: IncomingHttpHeaders): string | undefined;
  /** Undefined: the server runs one model, and accepts any name of it or none. */
  readonly models?: Readonly<Record<string, RerankModel>>;
  /** Of a server that runs one model. */
  readonly served?: RerankModel;
  readonly maxDocuments?: number;
  /** @throws RequestRefused */
  read(body: JsonObject): RerankRequest;
  /** @param scores best first */
  answer(scores: readonly SentScore[], request: RerankRequest, tokens: number): unknown;
  fault(refusal: Refusal): DialectAnswer;
}

/** Rules for a body; the server does not know fields omitted here. */
export interface RerankRules {
  readonly isModelRequired?: boolean;
  /** Field of the documents. Default `documents`. */
  readonly documents?: string;
  /** Field of the number of scores; none if omitted. */
  readonly count?: string;
  /** Number of scores without that field. Default all. */
  readonly usualCount?: number;
  /** Other optional fields. */
  readonly others?: Readonly<Record<string, FieldRule>>;
}

/** Reads flat bodies by rules. */
export function readRerankBy(rules: RerankRules): (body: JsonObject) => RerankRequest {
  const { documents: field = 'documents', count, others = {} } = rules;
  const fields: Record<string, FieldRule> = { query: isFilled, [field]: isDocuments, ...others };
  // Text Embeddings Inference has no model: its rules give it neither as required nor as another field.
  if (rules.isModelRequired !== undefined) fields['model'] = text;
  if (count !== undefined) fields[count] = (value) => Number.isInteger(value) && (value as number) > 0;
  const required = ['query', field, ...(rules.isModelRequired ? ['model'] : [])];
  return (body) => {
    checkFields(body, fields, required);
    const documents = body[field] as readonly string[];
    const asked = count === undefined ? undefined : (body[count] as number | undefined);
    return {
      model: body['model'] as string | undefined,
      query: body['query'] as string,
      documents,
      count: Math.min(documents.length, asked ?? rules.usualCount ?? Infinity),
    };
  };
}

const isFilled: FieldRule = (value) => typeof value === 'string' && value !== '';

const isDocuments: FieldRule = (value) =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && one !== '');

/** Answers in the format of Cohere, with further fields. */
export function resultsOf(scores: readonly SentScore[]): readonly unknown[] {
  return scores.map(({ index, score }) => ({ index, relevance_score: score }));
}

/** @throws RequestRefused */
export function refuse(refusal: Refusal): never {
  throw new RequestRefused(refusal);
}
