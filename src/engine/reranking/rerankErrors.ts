import type { RerankFailure } from '../../common/contracts/reranking';
import { SemanticSearchError, type ErrorCode } from '../../common/errors/errors';
import { message, type Message } from '../../common/messages/message';
import { addressWithoutQuery } from '../embedding/providers/baseUrl';
import type { Endpoint } from '../embedding/remote/endpoint';
import type { RerankerRecord } from './rerankerRecord';

/** The endpoint of a reranker. */
export type RerankEndpoint = Endpoint<RerankerRecord>;

const failures: Readonly<Partial<Record<ErrorCode, RerankFailure>>> = {
  PROVIDER_UNREACHABLE: 'unreachable',
  PROVIDER_CERTIFICATE: 'unreachable',
  PROXY_REFUSED: 'unreachable',
  PROVIDER_BUSY: 'busy',
  PROVIDER_KEY: 'key',
  PROVIDER_QUOTA: 'quota',
  PROVIDER_ANSWER: 'answer',
};

/** Why there is no refined order, in one word. */
export function failureOf({ code, texts }: SemanticSearchError): RerankFailure {
  const isSlow = typeof texts.message === 'object' && texts.message.code === 'rerankerSlow';
  return isSlow ? 'slow' : (failures[code] ?? 'refused');
}

/** The error when the time that a search may wait is over. */
export function slowReranker(endpoint: RerankEndpoint, patienceMs: number): SemanticSearchError {
  const seconds = Math.max(1, Math.round(patienceMs / 1000));
  return new SemanticSearchError(
    'PROVIDER_UNREACHABLE',
    message('rerankerSlow', nameOf(endpoint), seconds),
    message('firstOrderIsShown'),
  );
}

/** The error when the answer is not the expected one. @param what as in `3 scores for 5 texts` */
export function wrongScores(endpoint: RerankEndpoint, what: Message): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    message('endpointReturned', nameOf(endpoint), what),
    checkEndpoint(endpoint),
  );
}

/** The error when a required key is missing. Nothing was sent. */
export function missingRerankerKey(endpoint: RerankEndpoint): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_KEY',
    message('keyMissing', nameOf(endpoint)),
    message('setRerankerKey'),
  );
}

/** An error of the shared client, with advice for a reranker: nothing is indexed with it, and it has no dimensions. */
export function asRerankError(endpoint: RerankEndpoint, error: SemanticSearchError): SemanticSearchError {
  const { code, texts, retryAfterMs, provider } = error;
  const hint =
    code === 'PROVIDER_BUSY'
      ? message('firstOrderIsShown')
      : code === 'PROVIDER_REFUSED' || code === 'PROVIDER_ANSWER'
        ? checkEndpoint(endpoint)
        : texts.hint;
  return new SemanticSearchError(code, texts.message, hint, { cause: error, retryAfterMs, provider });
}

function checkEndpoint({ model, baseUrl }: RerankEndpoint): Message {
  return message('checkModelAndAddress', model, addressWithoutQuery(baseUrl));
}

/** `Cohere (api.cohere.com)`. */
function nameOf({ record, host }: RerankEndpoint): string {
  return `${record.label} (${host})`;
}
