import { isRecord } from '../../../common/typeGuards';
import { exhausts } from './exhaustedQuota';
import { plainText } from './plainText';
import type { ProviderFault } from './serviceRecord';

type Json = Readonly<Record<string, unknown>>;

/** Fields that contain messages, in this order. */
const messageFields = [
  'message',
  'msg',
  'detail',
  'error_description',
  'error_msg',
  'errmsg',
  'title',
] as const;

/** Fields that contain codes, the most specific first. */
const codeFields = ['code', 'status', 'error_code', 'type', 'error_type'] as const;

/** Fields that may contain an HTTP status. */
const statusFields = ['status', 'status_code', 'statusCode', 'code', 'http_code'] as const;

/** Values of such a field that contain no information. */
const empty: ReadonlySet<string> = new Set(['', 'error', 'fail', 'failed', 'failure', 'about:blank']);

/** Values that gateways put into `code` for success. */
const successCodes: ReadonlySet<string> = new Set(['0', '200', '0000', 'ok', 'success']);

/**
 * The error in an answer; undefined if it is not an error or contains no message. Reads every error format known from
 * providers and gateways. Does not throw, and reads only codes and messages.
 *
 * @param body parsed JSON, or the text if it is not JSON
 */
export function readFault(body: unknown): ProviderFault | undefined {
  if (typeof body === 'string') {
    const message = plainText(body);
    return message === '' ? undefined : faultOf(message, undefined, undefined);
  }
  // Gemini wraps an error in a list of one.
  if (Array.isArray(body)) return isRecord(body[0]) ? readFault(body[0]) : undefined;
  return isRecord(body) ? readObject(body) : undefined;
}

function readObject(body: Json): ProviderFault | undefined {
  const error = body['error'] ?? body['errors'];
  const inner = innerFault(error, body['detail']);
  const hasError = inner !== undefined || (typeof error === 'string' && error.trim() !== '');
  if (!hasError && (body['success'] === true || succeeded(body))) return undefined;
  const own = firstText(body, messageFields);
  const messages = [inner ? firstText(inner, messageFields) : '', own, textOf(error)];
  const message = messages.find((text) => text !== '') ?? '';
  const isFault = hasError || message !== '' || body['success'] === false || body['error_type'] !== undefined;
  if (!isFault) return undefined;
  // If there is a message too, a string in `error` is a name: "Unauthorized".
  const name = own !== '' && typeof error === 'string' ? plainText(error) : undefined;
  const codes = [...(inner ? codesOf(inner) : []), ...codesOf(body), ...(name === undefined ? [] : [name])];
  // Prefer the provider's own code to an HTTP status in the same field.
  const code = codes.find((candidate) => httpStatus(candidate) === undefined) ?? codes[0];
  return faultOf(message, code, (inner && statusOf(inner)) ?? statusOf(body), inner ?? body);
}

function faultOf(
  message: string,
  code: string | undefined,
  status: number | undefined,
  source: Json = {},
): ProviderFault {
  const retryAfterMs = retryDelayOf(source['details']) ?? estimateOf(source['estimated_time']);
  return {
    message,
    ...(code !== undefined && { code }),
    ...(status !== undefined && { status }),
    ...(exhausts([code, source['type']], message, source['details']) && { isExhausted: true }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
}

/** The object that contains the error if it is not the body. */
function innerFault(error: unknown, detail: unknown): Json | undefined {
  const candidates: readonly unknown[] = [Array.isArray(error) ? error[0] : error, detail];
  const inner = candidates.find((candidate) => isRecord(candidate) && Object.keys(candidate).length > 0);
  if (!isRecord(inner)) return undefined;
  const nested = inner['error'];
  return isRecord(nested) ? nested : inner;
}

function succeeded(body: Json): boolean {
  const code = body['code'];
  const isCode = typeof code === 'string' || typeof code === 'number';
  return isCode && successCodes.has(String(code).toLowerCase());
}

function firstText(source: Json, fields: readonly string[], depth = 0): string {
  for (const field of fields) {
    const text = textOf(source[field], depth);
    if (text !== '') return text;
  }
  return '';
}

/** The text of a message, which may be a list of refused fields (FastAPI) or a nested object (Mistral). */
function textOf(value: unknown, depth = 0): string {
  if (depth > 3) return '';
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) {
    const texts = value.slice(0, 5).map((item) => textOf(item, depth + 1));
    return plainText(texts.filter((text) => text !== '').join('; '));
  }
  if (!isRecord(value)) return '';
  const message = firstText(value, messageFields, depth + 1);
  const loc = value['loc'];
  if (!Array.isArray(loc) || message === '') return message;
  const steps = loc.filter((step) => typeof step === 'string' || typeof step === 'number');
  return plainText(`${steps.join('.')}: ${message}`);
}

function codesOf(source: Json): readonly string[] {
  return codeFields
    .map((field) => source[field])
    .filter((value) => typeof value === 'string' || typeof value === 'number')
    .map((value) => plainText(String(value)))
    .filter((code) => !empty.has(code.toLowerCase()));
}

function statusOf(source: Json): number | undefined {
  return statusFields.map((field) => httpStatus(source[field])).find((status) => status !== undefined);
}

/** An HTTP error status, as a number or in digits. */
function httpStatus(value: unknown): number | undefined {
  const isText = typeof value === 'string' && /^\d{3}$/.test(value);
  const status = isText ? Number(value) : value;
  return typeof status === 'number' && Number.isInteger(status) && status >= 400 && status < 600
    ? status
    : undefined;
}

/** `retryDelay` in Gemini's details: seconds followed by `s`. */
function retryDelayOf(details: unknown): number | undefined {
  if (!Array.isArray(details)) return undefined;
  const delays = details.map((detail) => (isRecord(detail) ? detail['retryDelay'] : undefined));
  const delay = delays.find((value) => typeof value === 'string');
  const seconds = /^(\d+(?:\.\d+)?)s$/.exec(delay ?? '')?.[1];
  return seconds === undefined ? undefined : Math.ceil(Number(seconds) * 1000);
}

/** `estimated_time` of Hugging Face: seconds until the model is loaded. */
function estimateOf(seconds: unknown): number | undefined {
  return typeof seconds === 'number' && seconds >= 0 ? Math.ceil(seconds * 1000) : undefined;
}
