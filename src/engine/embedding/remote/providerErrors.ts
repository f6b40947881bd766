import { SemanticSearchError, type ErrorCode } from '../../../common/errors/errors';
import { message, type Message } from '../../../common/messages/message';
import { addressWithoutQuery, withVersion } from '../providers/baseUrl';
import type { ProviderFault, ServiceRecord } from '../providers/serviceRecord';
import type { Endpoint as EndpointOf } from './endpoint';
import type { TransportError, TransportFailure } from './httpTransport';

type Endpoint = EndpointOf<ServiceRecord>;

/** Retry time after a temporary failure if the provider gives none, milliseconds. */
const usualRetryMs = 30_000;

/** Retry time after a model was being loaded for too long, milliseconds. */
const loadingRetryMs = 10_000;

/** Longer messages of a provider are truncated. */
const longestMessage = 300;

const transportCodes: Readonly<Record<TransportFailure, ErrorCode>> = {
  unreachable: 'PROVIDER_UNREACHABLE',
  timeout: 'PROVIDER_UNREACHABLE',
  interrupted: 'PROVIDER_UNREACHABLE',
  certificate: 'PROVIDER_CERTIFICATE',
  proxy: 'PROXY_REFUSED',
  tooLarge: 'PROVIDER_ANSWER',
};

const transportHints: Readonly<Record<Exclude<TransportFailure, 'tooLarge'>, Message>> = {
  unreachable: message('checkConnection'),
  timeout: message('checkAddressIfSlow'),
  interrupted: message('checkConnectionIfRepeated'),
  certificate: message('addCertificate'),
  proxy: message('checkProxy'),
};

/** Statuses of a path that does not exist, or that does not accept the request. */
const addressStatuses: ReadonlySet<number> = new Set([404, 405, 410, 421]);
const speaksOfAddress =
  /unexpected endpoint|\b(?:unknown|invalid|unsupported|no(?: such| matching)?) (?:endpoint|path|route|url|handler|request url)\b|\b(?:endpoint|path|route|url|page|resource) (?:was |is |could )?not (?:be )?(?:found|supported|exist)|cannot (?:post|get) \/|method not allowed/i;
/** The path exists, but the model does not. */
const speaksOfModel = /\bmodels?\b|\bdeployment\b|模型/i;

/** A wrong key, reported under an unrelated status. */
const speaksOfKey =
  /api_key_invalid|invalid_api_key|api[ _-]?key (?:is )?(?:not valid|invalid|expired)|invalid api[ _-]?key/i;

const busyHint = message('continuesWhenAvailable');

/** The error when no complete answer arrived. */
export function transportFault(endpoint: Endpoint, error: TransportError): SemanticSearchError {
  const code = transportCodes[error.failure];
  return new SemanticSearchError(
    code,
    transportMessage(endpoint, error),
    error.failure === 'tooLarge' ? modelHint(endpoint) : transportHints[error.failure],
    {
      cause: error,
      provider: endpoint.record.label,
      ...(code === 'PROVIDER_UNREACHABLE' && { retryAfterMs: usualRetryMs }),
    },
  );
}

function transportMessage(endpoint: Endpoint, error: TransportError): Message {
  const said = scrub(error.message, endpoint);
  return error.failure === 'unreachable'
    ? message('providerUnreachable', endpoint.record.label, asClause(said))
    : message('connectionFailed', nameOf(endpoint), said);
}

/** A sentence as a part of another sentence. */
function asClause(sentence: string): string {
  return sentence.replace(/[.。]$/, '').replace(/^The(?= |re )/, 'the');
}

/**
 * The error when the provider refused.
 *
 * @param status of the answer, or the one that its body claims
 * @param retryAfterMs how long it asks to wait
 */
export function refusal(
  endpoint: Endpoint,
  status: number,
  fault: ProviderFault | undefined,
  retryAfterMs: number | undefined,
): SemanticSearchError {
  const answered = answeredMessage(endpoint, status, fault);
  const { record } = endpoint;
  if (fault?.isExhausted === true || status === 402) {
    return new SemanticSearchError('PROVIDER_QUOTA', answered, message('topUp', record.label));
  }
  if (status === 401 || status === 403 || speaksOfKey.test(`${fault?.code ?? ''} ${fault?.message ?? ''}`)) {
    return new SemanticSearchError(
      'PROVIDER_KEY',
      answered,
      endpoint.apiKey === undefined ? message('setKey') : message('checkKey'),
    );
  }
  if (isPassing(status)) {
    return new SemanticSearchError('PROVIDER_BUSY', answered, busyHint, {
      retryAfterMs: retryAfterMs ?? usualRetryMs,
      provider: record.label,
    });
  }
  if (status === 407) {
    return new SemanticSearchError('PROXY_REFUSED', answered, transportHints.proxy);
  }
  const hint = isOfAddress(status, fault) ? addressHint(endpoint) : modelHint(endpoint);
  return new SemanticSearchError('PROVIDER_REFUSED', answered, hint);
}

/** The error when the model is still being loaded. @param refused what the provider answered */
export function loadingModel(endpoint: Endpoint, refused: SemanticSearchError): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_BUSY',
    refused.texts.message,
    message('continuesWhenLoaded', endpoint.model),
    { cause: refused.cause, retryAfterMs: loadingRetryMs, provider: endpoint.record.label },
  );
}

/** Nothing was sent: the provider accepts no more requests for this many milliseconds. */
export function pausedFor(endpoint: Endpoint, delayMs: number): SemanticSearchError {
  const minutes = Math.ceil(delayMs / 60_000);
  return new SemanticSearchError(
    'PROVIDER_BUSY',
    minutes < 120
      ? message('acceptsNothingForMinutes', nameOf(endpoint), minutes)
      : message('acceptsNothingForHours', nameOf(endpoint), Math.ceil(minutes / 60)),
    busyHint,
    { retryAfterMs: delayMs, provider: endpoint.record.label },
  );
}

/** Nothing was sent: the key is missing. */
export function missingKey(endpoint: Endpoint): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_KEY',
    message('keyMissing', nameOf(endpoint)),
    message('setKeyByCommand'),
  );
}

/** The answer is not the expected one. */
export function wrongAnswer(endpoint: Endpoint, what: Message): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    message('endpointReturned', nameOf(endpoint), what),
    modelHint(endpoint),
  );
}

/** The answer contains no vectors: most likely another page or program of that host answered. */
export function noVectors(endpoint: Endpoint, what: Message): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    message('endpointReturned', nameOf(endpoint), what),
    addressHint(endpoint),
  );
}

/** The answer is a web page: a captive portal, or a wrong address. */
export function pageAnswer(endpoint: Endpoint, title: string): SemanticSearchError {
  const name = nameOf(endpoint);
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    title === ''
      ? message('endpointReturnedPage', name)
      : message('endpointReturnedTitledPage', name, cut(scrub(title, endpoint))),
    versionHint(endpoint) ?? message('checkLoginOrAddress'),
    { retryAfterMs: usualRetryMs, provider: endpoint.record.label },
  );
}

/** The answer is a task instead of vectors, and the path of its result is not known. */
export function taskAnswer(endpoint: Endpoint, id: string, status: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_TASK',
    message('endpointReturnedTask', nameOf(endpoint), cut(scrub(id, endpoint)), cut(scrub(status, endpoint))),
    message('setResultPath', '/api/v1/embeddings/{id}'),
  );
}

/** A task failed. */
export function failedTask(endpoint: Endpoint, id: string, status: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_TASK',
    message(
      'endpointDidNotFinishTask',
      nameOf(endpoint),
      cut(scrub(id, endpoint)),
      cut(scrub(status, endpoint)),
    ),
    message('tryAgainOrChooseModel'),
  );
}

/** The provider redirects to another address. */
export function redirected(endpoint: Endpoint, status: number, to: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_REFUSED',
    message('redirected', nameOf(endpoint), status, to),
    message('chooseRedirectTarget'),
  );
}

/** Whether a status means a temporary failure. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
}

/** Whether the address was refused, not the request: the path does not exist, or does not accept the request. */
function isOfAddress(status: number, fault: ProviderFault | undefined): boolean {
  const said = `${fault?.code ?? ''} ${fault?.message ?? ''}`;
  if (speaksOfModel.test(said)) return false;
  return addressStatuses.has(status) || speaksOfAddress.test(said);
}

function modelHint(endpoint: Endpoint): Message {
  return message('checkModelDimensionsAndAddress', endpoint.model, addressOf(endpoint));
}

function addressHint(endpoint: Endpoint): Message {
  return versionHint(endpoint) ?? message('checkModelAndAddress', endpoint.model, addressOf(endpoint));
}

/** A hint for an address without the provider's version segment; undefined if it has one. */
function versionHint(endpoint: Endpoint): Message | undefined {
  const { record, baseUrl, model } = endpoint;
  const versioned = withVersion(record, baseUrl);
  return versioned === undefined
    ? undefined
    : message('addressLacksVersion', addressOf(endpoint), versioned, model);
}

function addressOf({ baseUrl }: Endpoint): string {
  return addressWithoutQuery(baseUrl);
}

/** `OpenAI (api.openai.com)`. */
function nameOf({ record, host }: Endpoint): string {
  return `${record.label} (${host})`;
}

/** The status, and the provider's message. */
function answeredMessage(endpoint: Endpoint, status: number, fault: ProviderFault | undefined): Message {
  const reported = cut(scrub(fault?.message ?? '', endpoint));
  const code = cut(scrub(fault?.code ?? '', endpoint));
  const said = [code, reported].filter((part) => part !== '' && part !== String(status)).join(': ');
  if (said === '') return message('endpointReturned', nameOf(endpoint), String(status));
  const whole = `${said}${/[.!?。！？]$/.test(said) ? '' : '.'}`;
  return message('endpointReturnedFault', nameOf(endpoint), status, whole);
}

/** Removes the key: some providers repeat it. */
export function scrub(text: string, { apiKey }: Pick<Endpoint, 'apiKey'>): string {
  return apiKey === undefined || apiKey === '' ? text : text.replaceAll(apiKey, '***');
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
