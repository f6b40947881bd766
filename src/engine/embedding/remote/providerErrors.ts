import * as l10n from '@vscode/l10n';
import { countOf } from '../../../common/text/countText';
import { SemanticSearchError, type ErrorCode } from '../../../common/errors/errors';
import { addressWithoutQuery, withVersion } from '../providers/baseUrl';
import type { ProviderFault } from '../providers/providerRecord';
import type { Endpoint } from './endpoint';
import type { TransportError, TransportFailure } from './httpTransport';

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

function transportHint(failure: Exclude<TransportFailure, 'tooLarge'>): string {
  switch (failure) {
    case 'unreachable':
      return l10n.t('Check the address and the connection, and the proxy settings if you use a proxy.');
    case 'timeout':
      return l10n.t('It may be busy or starting. If this continues, check the address.');
    case 'interrupted':
      return l10n.t('If this continues, check the connection.');
    case 'certificate':
      return l10n.t(
        'If your company inspects connections, add the certificate file of its authority in the settings (NODE_EXTRA_CA_CERTS on the command line).',
      );
    case 'proxy':
      return l10n.t('Check the address, the user and the password of the proxy.');
  }
}

/** Statuses of a path that does not exist, or that does not accept the request. */
const addressStatuses: ReadonlySet<number> = new Set([404, 405, 410, 421]);
const speaksOfAddress =
  /unexpected endpoint|\b(?:unknown|invalid|unsupported|no(?: such| matching)?) (?:endpoint|path|route|url|handler|request url)\b|\b(?:endpoint|path|route|url|page|resource) (?:was |is |could )?not (?:be )?(?:found|supported|exist)|cannot (?:post|get) \/|method not allowed/i;
/** The path exists, but the model does not. */
const speaksOfModel = /\bmodels?\b|\bdeployment\b|模型/i;

/** A wrong key, reported under an unrelated status. */
const speaksOfKey =
  /api_key_invalid|invalid_api_key|api[ _-]?key (?:is )?(?:not valid|invalid|expired)|invalid api[ _-]?key/i;

const busyHint = (): string =>
  l10n.t('Existing embeddings are kept. Indexing continues when the provider is available again.');

/** The error when no complete answer arrived. */
export function transportFault(endpoint: Endpoint, error: TransportError): SemanticSearchError {
  const code = transportCodes[error.failure];
  return new SemanticSearchError(
    code,
    transportMessage(endpoint, error),
    error.failure === 'tooLarge' ? modelHint(endpoint) : transportHint(error.failure),
    {
      cause: error,
      provider: endpoint.record.label,
      ...(code === 'PROVIDER_UNREACHABLE' && { retryAfterMs: usualRetryMs }),
    },
  );
}

function transportMessage(endpoint: Endpoint, { failure, message }: TransportError): string {
  const said = scrub(message, endpoint);
  return failure === 'unreachable'
    ? l10n.t('{0} is unreachable ({1}).', endpoint.record.label, asClause(said))
    : l10n.t('{0}: {1}', nameOf(endpoint), said);
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
  const message = answeredMessage(endpoint, status, fault);
  const { record } = endpoint;
  if (fault?.isExhausted === true || status === 402) {
    return new SemanticSearchError(
      'PROVIDER_QUOTA',
      message,
      l10n.t(
        'The quota or balance is used up. Top it up at {0} or choose another provider, then try again.',
        record.label,
      ),
    );
  }
  if (status === 401 || status === 403 || speaksOfKey.test(`${fault?.code ?? ''} ${fault?.message ?? ''}`)) {
    return new SemanticSearchError(
      'PROVIDER_KEY',
      message,
      endpoint.apiKey === undefined
        ? l10n.t('It requires an API key, and none is set for this host. Set one.')
        : l10n.t('Check the API key for this host and its permissions.'),
    );
  }
  if (isPassing(status)) {
    return new SemanticSearchError('PROVIDER_BUSY', message, busyHint(), {
      retryAfterMs: retryAfterMs ?? usualRetryMs,
      provider: record.label,
    });
  }
  if (status === 407) {
    return new SemanticSearchError('PROXY_REFUSED', message, transportHint('proxy'));
  }
  const hint = isOfAddress(status, fault) ? addressHint(endpoint) : modelHint(endpoint);
  return new SemanticSearchError('PROVIDER_REFUSED', message, hint);
}

/** The error when the model is still being loaded. @param refused what the provider answered */
export function loadingModel(endpoint: Endpoint, refused: SemanticSearchError): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_BUSY',
    refused.message,
    l10n.t(
      'The model ({0}) is loading. Indexing continues when it is ready; existing embeddings are kept.',
      endpoint.model,
    ),
    { cause: refused.cause, retryAfterMs: loadingRetryMs, provider: endpoint.record.label },
  );
}

/** Nothing was sent: the provider accepts no more requests for this many milliseconds. */
export function pausedFor(endpoint: Endpoint, delayMs: number): SemanticSearchError {
  const minutes = Math.ceil(delayMs / 60_000);
  const time = minutes < 120 ? countOf(minutes, 'minute') : countOf(Math.ceil(minutes / 60), 'hour');
  return new SemanticSearchError(
    'PROVIDER_BUSY',
    l10n.t('{0} accepts no more requests for {1}.', nameOf(endpoint), time),
    busyHint(),
    { retryAfterMs: delayMs, provider: endpoint.record.label },
  );
}

/** Nothing was sent: the key is missing. */
export function missingKey(endpoint: Endpoint): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_KEY',
    l10n.t('{0} requires an API key, and none is set for this host.', nameOf(endpoint)),
    l10n.t('Set one: "Semantic Search: Set API Key…", or SEMANTIC_SEARCH_API_KEY on the command line.'),
  );
}

/** The answer is not the expected one. */
export function wrongAnswer(endpoint: Endpoint, what: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    l10n.t('{0} returned {1}.', nameOf(endpoint), what),
    modelHint(endpoint),
  );
}

/** The answer contains no vectors: most likely another page or program of that host answered. */
export function noVectors(endpoint: Endpoint, what: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    l10n.t('{0} returned {1}.', nameOf(endpoint), what),
    addressHint(endpoint),
  );
}

/** The answer is a web page: a captive portal, or a wrong address. */
export function pageAnswer(endpoint: Endpoint, title: string): SemanticSearchError {
  const name = nameOf(endpoint);
  const message =
    title === ''
      ? l10n.t('{0} returned a web page instead of vectors.', name)
      : l10n.t('{0} returned a web page ("{1}") instead of vectors.', name, cut(scrub(title, endpoint)));
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    message,
    versionHint(endpoint) ??
      l10n.t('The network may require a login (open a browser), or the address is not an API endpoint.'),
    { retryAfterMs: usualRetryMs, provider: endpoint.record.label },
  );
}

/** The answer is a task instead of vectors, and the path of its result is not known. */
export function taskAnswer(endpoint: Endpoint, id: string, status: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_TASK',
    l10n.t(
      '{0} returned a task instead of vectors: {1}, {2}.',
      nameOf(endpoint),
      cut(scrub(id, endpoint)),
      cut(scrub(status, endpoint)),
    ),
    l10n.t(
      'Set semanticSearch.resultPath (--result-path on the command line) to the path of its result, for example {0}.',
      '/api/v1/embeddings/{id}',
    ),
  );
}

/** A task failed. */
export function failedTask(endpoint: Endpoint, id: string, status: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_TASK',
    l10n.t(
      '{0} did not finish the task {1}: {2}.',
      nameOf(endpoint),
      cut(scrub(id, endpoint)),
      cut(scrub(status, endpoint)),
    ),
    l10n.t('Try again. If this continues, contact the provider or choose another model.'),
  );
}

/** The provider redirects to another address. */
export function redirected(endpoint: Endpoint, status: number, to: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_REFUSED',
    l10n.t('{0} returned {1}, a redirect to {2}.', nameOf(endpoint), status, to),
    l10n.t('Texts and the key are not sent there. If that host is the right one, choose its address.'),
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

function modelHint(endpoint: Endpoint): string {
  return l10n.t(
    'Check the model ({0}), its dimensions and the address ({1}).',
    endpoint.model,
    addressOf(endpoint),
  );
}

function addressHint(endpoint: Endpoint): string {
  return (
    versionHint(endpoint) ??
    l10n.t('Check the model ({0}) and the address ({1}).', endpoint.model, addressOf(endpoint))
  );
}

/** A hint for an address without the provider's version segment; undefined if it has one. */
function versionHint(endpoint: Endpoint): string | undefined {
  const { record, baseUrl, model } = endpoint;
  const versioned = withVersion(record, baseUrl);
  return versioned === undefined
    ? undefined
    : l10n.t(
        'The address ({0}) has no version: try {1}. Otherwise check the model ({2}).',
        addressOf(endpoint),
        versioned,
        model,
      );
}

function addressOf({ baseUrl }: Endpoint): string {
  return addressWithoutQuery(baseUrl);
}

/** `OpenAI (api.openai.com)`. */
function nameOf({ record, host }: Endpoint): string {
  return `${record.label} (${host})`;
}

/** The status, and the provider's message. */
function answeredMessage(endpoint: Endpoint, status: number, fault: ProviderFault | undefined): string {
  const message = cut(scrub(fault?.message ?? '', endpoint));
  const code = cut(scrub(fault?.code ?? '', endpoint));
  const said = [code, message].filter((part) => part !== '' && part !== String(status)).join(': ');
  if (said === '') return l10n.t('{0} returned {1}.', nameOf(endpoint), status);
  const whole = `${said}${/[.!?。！？]$/.test(said) ? '' : '.'}`;
  return l10n.t('{0} returned {1}: {2}', nameOf(endpoint), status, whole);
}

/** Removes the key: some providers repeat it. */
export function scrub(text: string, { apiKey }: Pick<Endpoint, 'apiKey'>): string {
  return apiKey === undefined || apiKey === '' ? text : text.replaceAll(apiKey, '***');
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
