import { SemanticSearchError } from '../../../common/errors/errors';
import { message, type Message } from '../../../common/messages/message';
import { isRecord } from '../../../common/typeGuards';
import type { EmbeddingRole } from '../providers/providerRecord';
import type { ProviderRequest, RequestParameters, ServiceRecord } from '../providers/serviceRecord';

/** What could hold a key, also inside another parameter; in lower case, as all these names. */
const ofKeys = ['headers', 'authorization', 'key', 'api_key', 'apikey', 'api-key', 'x-api-key', 'token'];
/** Fields that make up a request, and those that have their own setting. */
const reserved: ReadonlySet<string> = new Set([
  ...['model', 'input', 'inputs', 'text', 'texts', 'query', 'documents', 'content', 'contents', 'requests'],
  ...['messages', 'prompt', 'images', 'stream', 'top_n', 'top_k'],
  // Answers of a reranker would repeat the texts, or have their vectors.
  ...['return_documents', 'return_text', 'return_embeddings'],
  // The numbers of an answer are read in the form that was requested.
  ...['encoding_format', 'embedding_type', 'embedding_types', 'output_dtype'],
  ...['dimension', 'dimensions', 'output_dimension', 'outputdimensionality'],
  ...ofKeys,
]);
const reservedInside: ReadonlySet<string> = new Set(ofKeys);

/** Parameters that do not change vectors: the user, the priority, and how long the server keeps the model loaded. */
const withoutEffect: ReadonlySet<string> = new Set([
  ...['user', 'keep_alive', 'priority', 'metadata', 'safety_identifier', 'service_tier', 'store'],
]);

/**
 * Checks parameters that a user has set.
 *
 * @param advice says where the user has set them. Default: where those of an embedding provider are set
 * @throws SemanticSearchError USAGE if one would replace a part of the request, or could hold a key
 */
export function checkParameters(
  { label }: ServiceRecord,
  parameters: RequestParameters,
  advice: Message = message('removeParameter'),
): void {
  for (const [name, value] of Object.entries(parameters)) {
    const inside = isRecord(value) ? Object.keys(value) : [];
    // OceanBase and DashScope take the others in an object of this name.
    const ofInside = name === 'parameters' ? reserved : reservedInside;
    const isReserved = name.trim() === '' || reserved.has(name.toLowerCase());
    const refused = isReserved ? name : inside.find((one) => ofInside.has(one.toLowerCase()));
    if (refused !== undefined)
      throw new SemanticSearchError('USAGE', message('parameterReserved', refused, label), advice);
  }
}

/**
 * The request with the parameters, where the service expects them.
 *
 * @param role for values that differ between queries and documents: `{ "query": …, "document": … }`. Undefined: no value does
 */
export function withParameters(
  { placeParameters = atTop }: Pick<ServiceRecord, 'placeParameters'>,
  request: ProviderRequest,
  parameters: RequestParameters | undefined,
  role?: EmbeddingRole,
): ProviderRequest {
  if (!parameters || Object.keys(parameters).length === 0) return request;
  const values = Object.entries(parameters).map(([name, value]) => [
    name,
    role !== undefined && isByRole(value) ? value[role] : value,
  ]);
  return { ...request, body: placeParameters(request.body, Object.fromEntries(values) as RequestParameters) };
}

/**
 * What distinguishes the vectors of a model with these parameters, and of this type, from those without and of
 * floating-point numbers; undefined if nothing does.
 */
export function variantOf(
  parameters: RequestParameters | undefined,
  outputType?: 'int8',
): string | undefined {
  const telling = Object.entries(parameters ?? {})
    .filter(([name]) => !withoutEffect.has(name.toLowerCase()))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const all = telling.map(([name, value]) => [name, sorted(value)]);
  const parts = [...(all.length === 0 ? [] : [JSON.stringify(all)]), ...(outputType ? [outputType] : [])];
  return parts.length === 0 ? undefined : parts.join(' ');
}

const atTop: NonNullable<ServiceRecord['placeParameters']> = (body, parameters) => ({
  ...body,
  ...parameters,
});

function isByRole(value: unknown): value is Readonly<Record<EmbeddingRole, unknown>> {
  return isRecord(value) && Object.keys(value).toSorted().join() === 'document,query';
}

/** The value with the fields of its objects in order: their order changes nothing. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(fields.map(([name, field]) => [name, sorted(field)]));
}
