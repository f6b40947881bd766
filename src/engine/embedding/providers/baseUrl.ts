import { SemanticSearchError } from '../../../common/errors/errors';
import { message, type Message } from '../../../common/messages/message';
import type { ServiceRecord } from './serviceRecord';

/**
 * The base URL without trailing slashes, without a provider path that was pasted with it, and without a fragment. A
 * query is kept.
 *
 * @throws SemanticSearchError USAGE if it is not an HTTP address, or contains a user or a password
 */
export function normalizeBaseUrl(record: ServiceRecord, text: string): string {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url?.username || url?.password) {
    throw refused(record, message('addressHasUser', record.label, url.host), message('removeUser'));
  }
  if (!url || !/^https?:$/.test(url.protocol)) {
    // An invalid address may be anything, including a key, so the message does not repeat it.
    throw refused(record, message('addressIsNotHttp', record.label));
  }
  return url.origin + withoutPastedPath(withoutSlashes(url.pathname), record.paths) + url.search;
}

/**
 * The address of a path below a base URL. The path goes before the query of the base URL, the path's own query after
 * it.
 */
export function urlOf(baseUrl: string, path: string): string {
  const [base, baseQuery] = divide(baseUrl);
  const [below, query] = divide(path);
  const queries = [baseQuery, query].filter((part) => part !== '').join('&');
  return `${withoutSlashes(base)}${below.startsWith('/') ? '' : '/'}${below}${queries === '' ? '' : `?${queries}`}`;
}

/** Host of a normalized base URL, with its port if it is not the default one. */
export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}

/** A base URL without its query, which may contain a key, and without a trailing slash. */
export function addressWithoutQuery(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + withoutSlashes(pathname);
}

const versionOfPath = /\/v\d+\w*(?=\/|$)/;

/**
 * The base URL with the provider's version segment, without its query; undefined if it has one, or if the provider
 * has none.
 */
export function withVersion({ baseUrl, baseUrlExample }: ServiceRecord, given: string): string | undefined {
  const usual = new URL(baseUrl ?? baseUrlExample ?? 'https://api.example.com').pathname;
  const version = versionOfPath.exec(usual)?.[0];
  const { pathname } = new URL(given);
  if (version === undefined || versionOfPath.test(pathname)) return undefined;
  return addressWithoutQuery(given) + (pathname === '/' ? withoutSlashes(usual) : version);
}

function withoutPastedPath(path: string, pasted: readonly string[]): string {
  for (const candidate of pasted) {
    const parts = candidate.split(/\{\w+\}/).map(escaped);
    const match = new RegExp(`${parts.join('[^/]+')}$`, 'i').exec(path);
    if (match) return withoutSlashes(path.slice(0, match.index));
  }
  return path;
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}

function withoutSlashes(path: string): string {
  let end = path.length;
  while (path[end - 1] === '/') end--;
  return path.slice(0, end);
}

function divide(address: string): readonly [string, string] {
  const at = address.indexOf('?');
  return at < 0 ? [address, ''] : [address.slice(0, at), address.slice(at + 1)];
}

function refused(record: ServiceRecord, what: Message, hint?: Message): SemanticSearchError {
  const example = record.baseUrl ?? record.baseUrlExample ?? 'https://api.example.com/v1';
  return new SemanticSearchError('USAGE', what, hint ?? message('addressFormat', example));
}
