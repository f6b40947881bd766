import type { Dialect, JsonObject, Role } from './dialect';
import type { StrictServer } from './strictServer';

/** A valid request of the dialect, as in its documentation. */
export interface SampleRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

/** Creates a body for some inputs. */
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

/** Creates a sample for a model of the dialect; by default the first one. */
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

/** Field and values for the role of inputs, as in the dialect's documentation. */
export const roleFields: Readonly<Record<string, { field: string } & Readonly<Record<Role, string>>>> = {
  voyage: { field: 'input_type', query: 'query', document: 'document' },
  jina: { field: 'task', query: 'code.query', document: 'code.passage' },
  cohere: { field: 'input_type', query: 'search_query', document: 'search_document' },
};
