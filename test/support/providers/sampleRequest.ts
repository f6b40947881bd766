import type { Dialect, JsonObject, Role } from './dialect';
import type { StrictServer } from './strictServer';

/** A request that the dialect has no objection to, as its documentation would write it. */
export interface SampleRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** How a body is written for some inputs. */
type BodyOf = (model: string, inputs: readonly string[]) => JsonObject;

const plainBody: BodyOf = (model, inputs) => ({ model, input: inputs });

const bodies: Readonly<Record<string, BodyOf>> = {
  cohere: (model, texts) => ({
    model,
    texts,
    input_type: 'search_document',
    embedding_types: ['float'],
  }),
  gemini: (model, inputs) => ({
    requests: inputs.map((text) => ({ model: `models/${model}`, content: { parts: [{ text }] } })),
  }),
};

const keyHeaders: Readonly<Record<string, (key: string) => Readonly<Record<string, string>>>> = {
  gemini: (key) => ({ 'x-goog-api-key': key }),
  'azure-openai': (key) => ({ 'api-key': key }),
};

/** Writes a sample for a model of the dialect, its first one by default. */
export function sampleRequest(
  dialect: Dialect,
  { baseUrl, key }: StrictServer,
  inputs: readonly string[],
  model = Object.keys(dialect.models)[0]!,
): SampleRequest {
  const keyHeader = keyHeaders[dialect.id]?.(key) ?? { authorization: `Bearer ${key}` };
  return {
    url: baseUrl + dialect.path.replace('{model}', model),
    headers: { 'content-type': 'application/json', ...keyHeader },
    body: (bodies[dialect.id] ?? plainBody)(model, inputs),
  };
}

/** Where a dialect says that inputs are queries or documents, in the words of its documentation. */
export const roleFields: Readonly<Record<string, { field: string } & Readonly<Record<Role, string>>>> = {
  voyage: { field: 'input_type', query: 'query', document: 'document' },
  jina: { field: 'task', query: 'code.query', document: 'code.passage' },
  cohere: { field: 'input_type', query: 'search_query', document: 'search_document' },
};
