import { isJsonObject, modelUnreadable, parseModelJson } from './modelJson';

/** Bytes of one number, for the types that static models are stored in. */
const bytesPerNumber = { I8: 1, F16: 2, BF16: 2, F32: 4, I32: 4, F64: 8, I64: 8 } as const;

/** Type of a tensor's numbers, as the file spells it. */
type TensorType = keyof typeof bytesPerNumber;

/** A tensor as stored in the file: row-major, little-endian. */
export interface Tensor {
  readonly type: TensorType;
  readonly shape: readonly number[];
  /** A view into the file's bytes, in general not aligned. */
  readonly bytes: Uint8Array;
}

const headerLengthBytes = 8;

/**
 * Reads a safetensors file: the length of a JSON header (8 bytes), the header, the numbers. The tensors are views
 * into `bytes`; nothing is copied. As the format requires, they must fill the file without gap or overlap, so a
 * truncated file is rejected.
 * @param file its name, for messages
 * @throws SemanticSearchError `MODEL_UNREADABLE`
 */
export function parseSafetensors(bytes: Uint8Array, file = 'model.safetensors'): ReadonlyMap<string, Tensor> {
  const headerEnd = headerEndOf(bytes, file);
  const header = parseModelJson(
    decodeUtf8(new Uint8Array(bytes.subarray(headerLengthBytes, headerEnd)), file),
    file,
  );
  const data = bytes.subarray(headerEnd);
  const tensors = new Map<string, Tensor>();
  const spans: Span[] = [];
  for (const [name, entry] of Object.entries(header)) {
    if (name === '__metadata__') {
      continue;
    }
    const { type, shape, span } = parseEntry(name, entry, file);
    if (span.end > data.length) {
      throw modelUnreadable(
        file,
        `truncated: tensor "${name}" ends at byte ${span.end} of the data, which has ${data.length}`,
      );
    }
    spans.push(span);
    tensors.set(name, { type, shape, bytes: data.subarray(span.begin, span.end) });
  }
  checkCover(spans, data.length, file);
  return tensors;
}

interface Span {
  readonly begin: number;
  readonly end: number;
}

function headerEndOf(bytes: Uint8Array, file: string): number {
  if (bytes.length < headerLengthBytes) {
    throw modelUnreadable(file, `truncated: ${bytes.length} bytes, no header`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerEnd = view.getBigUint64(0, true) + BigInt(headerLengthBytes);
  if (headerEnd > BigInt(bytes.length)) {
    throw modelUnreadable(
      file,
      `truncated or not a safetensors file: its header ends at byte ${headerEnd.toString()} of ${bytes.length}`,
    );
  }
  return Number(headerEnd);
}

function decodeUtf8(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw modelUnreadable(file, 'its header is not UTF-8', error);
  }
}

function parseEntry(
  name: string,
  entry: unknown,
  file: string,
): { type: TensorType; shape: number[]; span: Span } {
  if (!isJsonObject(entry)) {
    throw modelUnreadable(file, `tensor "${name}" is not described by an object`);
  }
  const { dtype, shape, data_offsets: offsets } = entry;
  if (!isTensorType(dtype)) {
    throw modelUnreadable(file, `tensor "${name}" has the unsupported type ${JSON.stringify(dtype)}`);
  }
  if (!isSizes(shape)) {
    throw modelUnreadable(file, `tensor "${name}" has the shape ${JSON.stringify(shape)}`);
  }
  const [begin, end] = isSizes(offsets) && offsets.length === 2 ? offsets : [];
  if (begin === undefined || end === undefined) {
    throw modelUnreadable(file, `tensor "${name}" has the offsets ${JSON.stringify(offsets)}`);
  }
  const expected = shape.reduce((product, size) => product * size, bytesPerNumber[dtype]);
  if (end - begin !== expected) {
    throw modelUnreadable(
      file,
      `tensor "${name}" of shape [${shape.join(', ')}] needs ${expected} bytes, its offsets give ${end - begin}`,
    );
  }
  return { type: dtype, shape, span: { begin, end } };
}

function checkCover(spans: Span[], length: number, file: string): void {
  spans.sort((a, b) => a.begin - b.begin || a.end - b.end);
  let end = 0;
  for (const span of spans) {
    if (span.begin !== end) {
      throw modelUnreadable(
        file,
        `its tensors leave a gap or overlap at byte ${Math.min(end, span.begin)} of the data`,
      );
    }
    end = span.end;
  }
  if (end !== length) {
    throw modelUnreadable(file, `${length - end} bytes after its last tensor`);
  }
}

function isTensorType(value: unknown): value is TensorType {
  return typeof value === 'string' && Object.hasOwn(bytesPerNumber, value);
}

function isSizes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((size) => Number.isSafeInteger(size) && size >= 0);
}
