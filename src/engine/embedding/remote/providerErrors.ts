import { SemanticSearchError, type ErrorCode } from '../../../common/errors';
import type { ProviderFault } from '../providers/providerRecord';
import type { Endpoint } from './endpoint';
import type { TransportError, TransportFailure } from './httpTransport';

/** When a cause that passes by itself is looked at again, where nobody says more: milliseconds. */
const usualRetryMs = 30_000;

/** Longer messages of a provider are cut. */
const longestMessage = 300;

const transportCodes: Readonly<Record<TransportFailure, ErrorCode>> = {
  unreachable: 'PROVIDER_UNREACHABLE',
  timeout: 'PROVIDER_UNREACHABLE',
  interrupted: 'PROVIDER_UNREACHABLE',
  certificate: 'PROVIDER_CERTIFICATE',
  proxy: 'PROXY_REFUSED',
  tooLarge: 'PROVIDER_ANSWER',
};

const transportHints: Readonly<Record<TransportFailure, string>> = {
  unreachable: 'Check the address and the connection; behind a proxy, its setting too.',
  timeout: 'It may be busy or starting; check the address if this goes on.',
  interrupted: 'Check the connection if this goes on.',
  certificate:
    'If your company inspects connections, name the file of its certificate authority in the settings (NODE_EXTRA_CA_CERTS on the command line).',
  proxy: 'Check the address, the user and the password of the proxy.',
  tooLarge: 'Check the address of the provider.',
};

/** A wrong key, under a status that tells nothing of it. */
const speaksOfKey =
  /api_key_invalid|invalid_api_key|api[ _-]?key (?:is )?(?:not valid|invalid|expired)|invalid api[ _-]?key/i;

const busyHint = 'What was embedded is kept; it goes on when the provider does.';

/** No whole answer came. */
export function transportFault(endpoint: Endpoint, error: TransportError): SemanticSearchError {
  const code = transportCodes[error.failure];
  return new SemanticSearchError(
    code,
    `${nameOf(endpoint)}: ${scrub(error.message, endpoint)}`,
    transportHints[error.failure],
    {
      cause: error,
      ...(code === 'PROVIDER_UNREACHABLE' && { retryAfterMs: usualRetryMs }),
    },
  );
}

/**
 * The provider refused.
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
  const message = `${nameOf(endpoint)} answered ${status}${saidBy(status, fault, endpoint)}`;
  const { record, model } = endpoint;
  const address = addressOf(endpoint);
  if (fault?.isExhausted === true || status === 402) {
    return new SemanticSearchError(
      'PROVIDER_QUOTA',
      message,
      `The quota or the balance is used up. Top it up at ${record.label}, or choose another provider; then try again.`,
    );
  }
  if (status === 401 || status === 403 || speaksOfKey.test(`${fault?.code ?? ''} ${fault?.message ?? ''}`)) {
    return new SemanticSearchError(
      'PROVIDER_KEY',
      message,
      endpoint.apiKey === undefined
        ? 'It wants a key, and none is set for this host. Set one.'
        : 'Check the key for this host, and what it is allowed to do.',
    );
  }
  if (isPassing(status)) {
    return new SemanticSearchError('PROVIDER_BUSY', message, busyHint, {
      retryAfterMs: retryAfterMs ?? usualRetryMs,
    });
  }
  if (status === 407) {
    return new SemanticSearchError('PROXY_REFUSED', message, transportHints.proxy);
  }
  const hint =
    status === 404 || status === 405
      ? `Check the model (${model}) and the address (${address}).`
      : `Check the model (${model}), its dimensions and the address (${address}).`;
  return new SemanticSearchError('PROVIDER_REFUSED', message, hint);
}

/** Nothing was sent: it said before that it takes nothing more for so many milliseconds. */
export function pausedFor(endpoint: Endpoint, delayMs: number): SemanticSearchError {
  const minutes = Math.ceil(delayMs / 60_000);
  const time = minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
  return new SemanticSearchError(
    'PROVIDER_BUSY',
    `${nameOf(endpoint)} takes no more requests for ${time}.`,
    busyHint,
    { retryAfterMs: delayMs },
  );
}

/** Nothing was sent: without a key there is nothing to be had. */
export function missingKey(endpoint: Endpoint): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_KEY',
    `${nameOf(endpoint)} needs a key, and none is set for this host.`,
    'Set one: "Semantic Search: Set API Key…", or SEMANTIC_SEARCH_API_KEY on the command line.',
  );
}

/** What came is not what was asked for. */
export function wrongAnswer(
  endpoint: Endpoint,
  what: string,
  hint = `Check the model (${endpoint.model}), its dimensions and the address (${addressOf(endpoint)}).`,
): SemanticSearchError {
  return new SemanticSearchError('PROVIDER_ANSWER', `${nameOf(endpoint)} answered with ${what}.`, hint);
}

/** A page in place of an answer: a portal that wants a login first, or a wrong address. */
export function pageAnswer(endpoint: Endpoint, title: string): SemanticSearchError {
  const page = title === '' ? 'a web page' : `a web page ("${cut(scrub(title, endpoint))}")`;
  return new SemanticSearchError(
    'PROVIDER_ANSWER',
    `${nameOf(endpoint)} answered with ${page}, not with vectors.`,
    'The network may want a login first (open a browser), or the address is not that of an API.',
    { retryAfterMs: usualRetryMs },
  );
}

/** A task came in place of vectors, and nothing is known of where its result lies. */
export function taskAnswer(endpoint: Endpoint, id: string, status: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_TASK',
    `${nameOf(endpoint)} answered with a task and not with vectors: ${cut(scrub(id, endpoint))}, ${cut(scrub(status, endpoint))}.`,
    'Fill in the setting semanticSearch.resultPath (--result-path on the command line) with the path of its result, ' +
      'for instance /api/v1/embeddings/{id}.',
  );
}

/** A task that came to nothing. */
export function failedTask(endpoint: Endpoint, id: string, status: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_TASK',
    `${nameOf(endpoint)} did not finish the task ${cut(scrub(id, endpoint))}: ${cut(scrub(status, endpoint))}.`,
    'Try again; if it goes on, ask the provider or choose another model.',
  );
}

/** The provider wants the request sent elsewhere. */
export function redirected(endpoint: Endpoint, status: number, to: string): SemanticSearchError {
  return new SemanticSearchError(
    'PROVIDER_REFUSED',
    `${nameOf(endpoint)} answered ${status}: it redirects to ${to}.`,
    'Texts and the key are not sent there. If that host is the right one, choose its address.',
  );
}

/** Whether a status tells of a cause that passes by itself. */
export function isPassing(status: number): boolean {
  return status === 408 || status === 409 || status === 425 || status === 429 || status >= 500;
}

/** Without its query, in which some carry a key. */
function addressOf({ baseUrl }: Endpoint): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + pathname.replace(/\/$/, '');
}

/** `OpenAI (api.openai.com)`. */
function nameOf({ record, host }: Endpoint): string {
  return `${record.label} (${host})`;
}

function saidBy(status: number, fault: ProviderFault | undefined, endpoint: Endpoint): string {
  const message = cut(scrub(fault?.message ?? '', endpoint));
  const code = cut(scrub(fault?.code ?? '', endpoint));
  const said = [code, message].filter((part) => part !== '' && part !== String(status)).join(': ');
  if (said === '') return '.';
  return `: ${said}${/[.!?。！？]$/.test(said) ? '' : '.'}`;
}

/** Without the key: some providers repeat it. */
export function scrub(text: string, { apiKey }: Pick<Endpoint, 'apiKey'>): string {
  return apiKey === undefined || apiKey === '' ? text : text.replaceAll(apiKey, '***');
}

function cut(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > longestMessage ? `${line.slice(0, longestMessage)}…` : line;
}
