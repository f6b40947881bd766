import { isRecord, isWhole } from '../../../common/typeGuards';
import type { RawEmbedding } from './providerRecord';

/**
 * Finds the vectors in the answer formats of providers and gateways; undefined if it has none. Does not throw.
 *
 * Places are searched in this order: `data[].embedding`, `data.data[].embedding`, `data.embeddings[]`,
 * `data.embedding`, `embeddings[]`, `output.embeddings[].embedding`; then `embeddings.float[]` (Cohere), `embedding`,
 * a bare list, and {@link otherFields}. A single vector or object is accepted in place of a documented list. A list
 * element without a vector keeps its position with an empty one.
 */
export function readAnswer(body: unknown): readonly RawEmbedding[] | undefined {
  if (Array.isArray(body)) return readList(body);
  if (!isRecord(body) || body['success'] === false) return undefined;
  const { data, embeddings, output, result } = body;
  return (
    readList(data) ??
    readNested(data) ??
    readList(embeddings) ??
    readNested(output) ??
    readTyped(embeddings) ??
    readVector(body['embedding']) ??
    readNested(result) ??
    readOther(body)
  );
}

/** Other fields in which self-hosted servers put vectors. */
const otherFields = ['embeddings', 'output', 'result', 'results', 'outputs', 'vectors', 'vector'] as const;

function readOther(body: Readonly<Record<string, unknown>>): readonly RawEmbedding[] | undefined {
  for (const field of otherFields) {
    const value = body[field];
    const found = readList(value) ?? (isRecord(value) ? (readNested(value) ?? readList([value])) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** The vectors of an object inside the answer: a gateway's, or the result of a task. */
function readNested(value: unknown, depth = 1): readonly RawEmbedding[] | undefined {
  if (!isRecord(value) || depth > 3) return undefined;
  const { data, embeddings, output, result } = value;
  return (
    readList(data) ??
    readList(embeddings) ??
    readVector(value['embedding']) ??
    readTyped(embeddings) ??
    readNested(output, depth + 1) ??
    readNested(result, depth + 1)
  );
}

/** Lists by the type of their numbers: `{ float: [...] }`. Which type was requested is checked later. */
function readTyped(value: unknown): readonly RawEmbedding[] | undefined {
  return isRecord(value)
    ? (readList(value['float']) ?? readList(value['base64']) ?? readList(value['int8']))
    : undefined;
}

/** One vector, or several if the value contains lists. */
function readVector(value: unknown): readonly RawEmbedding[] | undefined {
  return readList(Array.isArray(value) ? value : [value]);
}

/** Undefined if nothing in the list is a vector. */
function readList(value: unknown): readonly RawEmbedding[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items: readonly unknown[] = value;
  if (typeof items[0] === 'number') return [{ vector: items }];
  const embeddings = items.map(readItem);
  return embeddings.some((embedding) => embedding.vector.length > 0) ? embeddings : undefined;
}

function readItem(item: unknown): RawEmbedding {
  if (!isRecord(item)) return { vector: vectorOf(item) };
  const index = indexOf(item['index'] ?? item['text_index']);
  const vector = vectorOf(item['embedding'] ?? item['values'] ?? item['vector']);
  return index === undefined ? { vector } : { index, vector };
}

/** Undefined if there is none; NaN for a value that is not an index. */
function indexOf(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const index = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return isWhole(index, 0) ? index : NaN;
}

function vectorOf(value: unknown): readonly unknown[] | string {
  if (typeof value === 'string') return value;
  if (isRecord(value)) return vectorOf(value['values'] ?? value['float'] ?? value['base64']);
  if (!Array.isArray(value)) return [];
  const numbers: readonly unknown[] = value;
  // llama.cpp wraps a vector in a list of one.
  return numbers.length === 1 && Array.isArray(numbers[0]) ? (numbers[0] as readonly unknown[]) : numbers;
}
