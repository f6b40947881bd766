import { withoutByteOrderMark } from '../../common/text/byteOrderMark';
import { messageOf, SemanticSearchError } from '../../common/errors/errors';
import { message } from '../../common/messages/message';

/** A JSON object whose fields are not yet checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** True for JSON objects, false for arrays and null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The error for a model that cannot be used.
 * @param file which of the model's files is at fault
 */
export function modelUnreadable(file: string, problem: string, cause?: unknown): SemanticSearchError {
  return new SemanticSearchError(
    'MODEL_UNREADABLE',
    message('modelUnreadable', file, problem),
    message('reinstallModel'),
    { cause },
  );
}

/**
 * Parses one of a model's JSON files.
 * @throws SemanticSearchError `MODEL_UNREADABLE` unless the text is a JSON object
 */
export function parseModelJson(text: string, file: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(withoutByteOrderMark(text));
  } catch (error) {
    throw modelUnreadable(file, `not valid JSON (${messageOf(error)})`, error);
  }
  if (!isJsonObject(value)) {
    throw modelUnreadable(file, 'not a JSON object');
  }
  return value;
}
