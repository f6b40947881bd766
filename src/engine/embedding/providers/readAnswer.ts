import { isRecord, isWhole } from '../../../common/typeGuards';
import type { RawEmbedding } from './providerRecord';

/**
 * The vectors of an answer, wherever providers and gateways put them; undefined where it holds none. Does not throw.
 *
 * Looked for in this order: `data[].embedding`, `data.data[].embedding`, `data.embeddings[]`, `data.embedding`,
 * `embeddings[]`, `output.embeddings[].embedding`; then `embeddings.float[]` (Cohere), `embedding` and a bare list. A part of
 * a list that holds no vector keeps its place with an empty one.
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
    readNested(result)
  );
}

/** Of an object inside the answer: that of a gateway, or the result of a task. */
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

/** Lists by the type of their numbers: `{ float: [...] }`. */
function readTyped(value: unknown): readonly RawEmbedding[] | undefined {
  return isRecord(value) ? (readList(value['float']) ?? readList(value['base64'])) : undefined;
}

/** One vector, or several where lists lie in it. */
function readVector(value: unknown): readonly RawEmbedding[] | undefined {
  return readList(Array.isArray(value) ? value : [value]);
}

/** Undefined where nothing in the list is a vector. */
function readList(value: unknown): readonly RawEmbedding[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const items: readonly unknown[] = value;
  if (typeof items[0] === 'number') return [{ vector: items }];
  const embeddings = items.map(readItem);
  return embeddings.some((embedding) => embedding.vector.length > 0) ? embeddings : undefined;
}

function readItem(item: unknown): RawEmbedding {
  if (!isRecord(item)) return { vector: vectorOf(item) };
  const index = item['index'] ?? item['text_index'];
  const vector = vectorOf(item['embedding'] ?? item['values']);
  return isWhole(index, 0) ? { index, vector } : { vector };
}

function vectorOf(value: unknown): readonly unknown[] | string {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return [];
  const numbers: readonly unknown[] = value;
  // llama.cpp puts a vector into a list of one.
  return numbers.length === 1 && Array.isArray(numbers[0]) ? (numbers[0] as readonly unknown[]) : numbers;
}
