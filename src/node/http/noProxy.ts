import { BlockList, isIP } from 'node:net';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');
// As a target this address means the local machine; a proxy would resolve it to itself.
loopback.addAddress('0.0.0.0', 'ipv4');
loopback.addAddress('::', 'ipv6');

/** Whether a URL points to the local machine. */
export function isLoopback(url: URL): boolean {
  const host = hostOf(url);
  return host === 'localhost' || host.endsWith('.localhost') || isIn(loopback, host);
}

/**
 * Whether a URL is among the hosts that are reached without a proxy.
 *
 * @param entries as in `NO_PROXY`: a name, which includes its subdomains, with or without a leading `.` or `*.`; an
 *   address; an address range (`10.0.0.0/8`); each except a range optionally with a port; `*` for all
 */
export function isWithoutProxy(url: URL, entries: readonly string[]): boolean {
  const host = hostOf(url);
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return entries.some((entry) => matches(entry.trim().toLowerCase(), host, port));
}

function matches(entry: string, host: string, port: string): boolean {
  if (entry === '') return false;
  if (entry === '*') return true;
  if (entry.includes('/')) return isInRange(entry, host);
  const { name, entryPort } = parseEntry(entry);
  if (entryPort !== undefined && entryPort !== port) return false;
  if (isIP(name) !== 0) return isIP(host) !== 0 && isIn(listOf(name), host);
  return name !== '' && (host === name || (isIP(host) === 0 && host.endsWith(`.${name}`)));
}

function parseEntry(entry: string): { name: string; entryPort?: string | undefined } {
  if (isIP(entry) === 6) return { name: entry };
  const [, name = '', entryPort] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return { name: withoutBrackets(name.replace(/^\*?\./, '')).replace(/\.$/, ''), entryPort };
}

function isInRange(range: string, host: string): boolean {
  const [, address = '', bits = ''] = /^\[?([^/\]]+)\]?\/(\d{1,3})$/.exec(range) ?? [];
  const version = isIP(address);
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) return false;
  const list = new BlockList();
  list.addSubnet(address, Number(bits), version === 4 ? 'ipv4' : 'ipv6');
  return isIn(list, host);
}

function listOf(address: string): BlockList {
  const list = new BlockList();
  list.addAddress(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  return list;
}

function isIn(list: BlockList, host: string): boolean {
  const version = isIP(host);
  return version !== 0 && list.check(host, version === 4 ? 'ipv4' : 'ipv6');
}

/** The host name in lower case as `URL` gives it, normalized for comparison: without brackets and a trailing dot. */
function hostOf(url: URL): string {
  return withoutBrackets(url.hostname).replace(/\.$/, '');
}

function withoutBrackets(host: string): string {
  return host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
}
