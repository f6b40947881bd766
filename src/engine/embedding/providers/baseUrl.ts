import * as l10n from '@vscode/l10n';
import { SemanticSearchError } from '../../../common/errors';
import type { ProviderRecord } from './providerRecord';

/**
 * The base URL that somebody means: without slashes at its end, without a path of the provider that was pasted with it and
 * without a fragment. A query is kept.
 *
 * @throws SemanticSearchError USAGE where it is no address of HTTP, or carries a user or a password
 */
export function normalizeBaseUrl(record: ProviderRecord, text: string): string {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url?.username || url?.password) {
    throw refused(
      record,
      l10n.t('The address of {0} ({1}) contains a user or a password.', record.label, url.host),
      l10n.t('Remove them from the address, and set an API key instead.'),
    );
  }
  if (!url || !/^https?:$/.test(url.protocol)) {
    // What is no address may be anything, a key too: it is not repeated.
    throw refused(
      record,
      l10n.t('The address of {0} does not begin with http:// or https://.', record.label),
    );
  }
  return url.origin + withoutPastedPath(withoutSlashes(url.pathname), record.paths) + url.search;
}

/** The address of a path below a base URL: before its query, and with the query of the path behind that. */
export function urlOf(baseUrl: string, path: string): string {
  const [base, baseQuery] = divide(baseUrl);
  const [below, query] = divide(path);
  const queries = [baseQuery, query].filter((part) => part !== '').join('&');
  return `${withoutSlashes(base)}${below.startsWith('/') ? '' : '/'}${below}${queries === '' ? '' : `?${queries}`}`;
}

/** Host of a normalised base URL, with its port where that is not the usual one. */
export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}

/** A base URL without its query, in which some carry a key, and without a slash at its end. */
export function addressWithoutQuery(baseUrl: string): string {
  const { origin, pathname } = new URL(baseUrl);
  return origin + withoutSlashes(pathname);
}

const versionOfPath = /\/v\d+\w*(?=\/|$)/;

/**
 * The base URL with the version that those of the provider have, without its query; undefined where it has one, or where the
 * provider has none.
 */
export function withVersion({ baseUrl, baseUrlExample }: ProviderRecord, given: string): string | undefined {
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

function refused(record: ProviderRecord, message: string, hint?: string): SemanticSearchError {
  const example = record.baseUrl ?? record.baseUrlExample ?? 'https://api.example.com/v1';
  return new SemanticSearchError('USAGE', message, hint ?? l10n.t('Expected format: {0}.', example));
}
