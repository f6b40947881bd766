import type { DialectAnswer, EmbeddingRequest, Refusal } from './dialect';
import { statusOf, wordingOf } from './wording';

/** A vector as base64 of little-endian float32. */
export function base64Of(vector: readonly number[]): string {
  const floats = Float32Array.from(vector);
  // All supported platforms are little-endian.
  return Buffer.from(floats.buffer).toString('base64');
}

/** The scale of the simulated integers: another one than that of the product, whose largest number is always 127. */
const scale = 100;

/** A vector of 8-bit integers. */
function integersOf(vector: readonly number[]): number[] {
  return vector.map((value) => Math.max(-128, Math.min(127, Math.round(value * scale))));
}

/** A vector in the requested encoding, of the requested type. */
export function encoded(vector: readonly number[], { encoding, outputType }: EmbeddingRequest): unknown {
  if (outputType === undefined) return encoding === 'base64' ? base64Of(vector) : vector;
  const integers = integersOf(vector);
  return encoding === 'base64' ? Buffer.from(Int8Array.from(integers).buffer).toString('base64') : integers;
}

/** An answer in OpenAI's format. */
export function openAiAnswer(
  vectors: readonly (readonly number[])[],
  request: EmbeddingRequest,
  tokens: number,
): unknown {
  return {
    object: 'list',
    data: vectors.map((vector, index) => ({
      object: 'embedding',
      index,
      embedding: encoded(vector, request),
    })),
    model: request.model,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  };
}

/** A refusal in OpenAI's format. */
export function openAiFault(refusal: Refusal): DialectAnswer {
  return {
    status: statusOf(refusal),
    body: {
      error: {
        message: wordingOf(refusal),
        type: 'invalid_request_error',
        param: 'field' in refusal ? refusal.field : null,
        code: codes[refusal.kind] ?? null,
      },
    },
  };
}

/** A refusal of llama.cpp's server: OpenAI's format, but for an input that does not fit into one physical batch. */
export function llamaServerFault(refusal: Refusal): DialectAnswer {
  if (refusal.kind !== 'inputTooLong') return openAiFault(refusal);
  const { tokens, limit } = refusal;
  const message = `input (${tokens} tokens) is too large to process. increase the physical batch size (current batch size: ${limit})`;
  return { status: 500, body: { error: { code: 500, message, type: 'server_error' } } };
}

const codes: Partial<Record<Refusal['kind'], string>> = {
  wrongKey: 'invalid_api_key',
  model: 'model_not_found',
  unknownField: 'unknown_parameter',
  missingField: 'missing_required_parameter',
  requestTooLong: 'max_tokens_per_request',
};
