import type { Refusal } from './dialect';

type Kind = Refusal['kind'];
type RefusalOf<K extends Kind> = Extract<Refusal, { readonly kind: K }>;

/** The dialect's messages for refusals. */
export type Wordings = { readonly [K in Kind]?: (refusal: RefusalOf<K>) => string };

/** Message of a refusal: the dialect's own, else OpenAI's. */
export function wordingOf(refusal: Refusal, own: Wordings = {}): string {
  const word = own[refusal.kind] as ((refusal: Refusal) => string) | undefined;
  return word?.(refusal) ?? usualWording(refusal);
}

function usualWording(refusal: Refusal): string {
  switch (refusal.kind) {
    case 'path':
      return `Invalid URL (${refusal.path})`;
    case 'method':
      return `Method ${refusal.method} is not allowed here`;
    case 'contentType':
      return `Unsupported content type '${refusal.contentType}'; send application/json`;
    case 'json':
      return 'The body of the request is not a JSON object';
    case 'noKey':
      return 'No API key was provided';
    case 'wrongKey':
      return `Incorrect API key provided: ${refusal.key}`;
    case 'model':
      return `The model \`${refusal.model}\` does not exist or you do not have access to it.`;
    case 'unknownField':
      return `Unrecognized request argument supplied: ${refusal.field}`;
    case 'missingField':
      return `Missing required parameter: '${refusal.field}'.`;
    case 'badValue':
      return `Invalid value for '${refusal.field}': ${JSON.stringify(refusal.value)}.`;
    case 'badType':
      return `Invalid type for '${refusal.field}': expected ${refusal.wanted}, but got ${refusal.got} instead.`;
    case 'dimensions':
      return `The model \`${refusal.model}\` does not support ${refusal.value} dimensions.`;
    case 'emptyInput':
      return `Invalid 'input[${refusal.position}]': input cannot be an empty string.`;
    case 'tooManyInputs':
      return `Invalid 'input': array too long. Expected an array with maximum length ${refusal.limit}, but got an array with length ${refusal.count} instead.`;
    case 'inputTooLong':
      return `This model's maximum context length is ${refusal.limit} tokens, however you requested ${refusal.tokens} tokens (input ${refusal.position}). Please reduce your prompt.`;
    case 'requestTooLong':
      return `Requested ${refusal.tokens} tokens, max ${refusal.limit} tokens per request`;
  }
}

/** HTTP status of a refusal: the dialect's own, else the usual one. */
export function statusOf({ kind }: Refusal, own: Partial<Record<Kind, number>> = {}): number {
  return own[kind] ?? usualStatuses[kind] ?? 400;
}

const usualStatuses: Partial<Record<Kind, number>> = {
  noKey: 401,
  wrongKey: 401,
  path: 404,
  model: 404,
  method: 405,
  contentType: 415,
};
