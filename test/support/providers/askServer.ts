import type { SampleRequest } from './sampleRequest';

/** An HTTP answer. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a sample. */
export async function post({ url, headers, body }: SampleRequest): Promise<Answer> {
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: await response.json() };
}

/** A sample with changed fields; undefined fields are removed. */
export function changed(sample: SampleRequest, fields: Readonly<Record<string, unknown>>): SampleRequest {
  return { ...sample, body: { ...sample.body, ...fields } };
}

/** Vectors of an answer in any of the known shapes. */
export function vectorsOf(body: unknown): readonly (readonly number[])[] {
  const value = body as {
    data?: { embedding: number[] }[];
    embeddings?: number[][] | { values: number[] }[] | { float: number[][] };
  };
  if (value.data !== undefined) return value.data.map(({ embedding }) => embedding);
  const { embeddings } = value;
  if (Array.isArray(embeddings)) return embeddings.map((one) => (Array.isArray(one) ? one : one.values));
  return embeddings?.float ?? [];
}

/** A text of this many words, each a token. */
export const words = (count: number): string => Array<string>(count).fill('word').join(' ');
