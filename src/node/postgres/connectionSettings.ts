import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import * as l10n from '@vscode/l10n';
import type { Client, ClientConfig } from 'pg';
import { messageOf, SemanticSearchError } from '../../common/errors/errors';
import { isLoopback } from '../http/noProxy';

/**
 * Settings of a connection from its address. What the address leaves out comes from the variables of PostgreSQL (`PGHOST`,
 * `PGUSER`, ...) and `~/.pgpass`, as `pg` reads them. Encrypted, with a certificate that is checked, except to this machine:
 * `sslmode=no-verify` in the address gives up the check, `sslrootcert` names the file of an authority.
 *
 * @param address `postgres://user@host/database`
 * @param client class of `pg`, which reads what the address leaves out
 * @throws SemanticSearchError USAGE; its texts do not have the password
 */
export function connectionSettings(address: string, client: typeof Client): ClientConfig {
  if (!/^postgres(?:ql)?:\/\//i.test(address)) throw notAnAddress();
  const settings: ClientConfig = {
    connectionString: withoutTlsParameters(address),
    application_name: 'semantic-search',
    keepAlive: true,
  };
  const { host } = unconnected(settings, client);
  return { ...settings, ssl: isOnThisMachine(host) ? false : tlsOf(address, host) };
}

/** With the host that the library would connect to, from the address or the variables. */
function unconnected(settings: ClientConfig, client: typeof Client): Client {
  try {
    return new client(settings);
  } catch {
    throw notAnAddress();
  }
}

const tlsParameters = ['sslmode', 'sslrootcert', 'sslcert', 'sslkey', 'ssl', 'uselibpqcompat'];

function withoutTlsParameters(address: string): string {
  const [start = '', query] = address.split('?', 2);
  if (query === undefined) return address;
  const kept = query.split('&').filter((one) => !tlsParameters.includes(one.split('=', 1)[0]!));
  return kept.length > 0 ? `${start}?${kept.join('&')}` : start;
}

function tlsOf(address: string, host: string): ClientConfig['ssl'] {
  const parameters = new URLSearchParams(address.split('?', 2)[1] ?? '');
  const mode = parameters.get('sslmode');
  if (mode === 'disable' || mode === 'allow' || mode === 'prefer') {
    throw new SemanticSearchError(
      'USAGE',
      l10n.t('Connections to {0} are not made without encryption.', host),
      l10n.t('Leave sslmode out of the address. Only databases on this machine are used without encryption.'),
    );
  }
  return {
    rejectUnauthorized: mode !== 'no-verify',
    ...(isIP(host) === 0 && { servername: host }),
    ...filesOf(parameters),
  };
}

function filesOf(parameters: URLSearchParams): Record<string, string> {
  const names = { ca: 'sslrootcert', cert: 'sslcert', key: 'sslkey' };
  const read = Object.entries(names).flatMap(([option, name]): [string, string][] => {
    const file = parameters.get(name);
    if (file === null) return [];
    try {
      return [[option, readFileSync(file, 'utf8')]];
    } catch (error) {
      throw new SemanticSearchError(
        'USAGE',
        l10n.t('The file of {0} cannot be read: {1}', name, messageOf(error)),
        l10n.t('Check the address of the database.'),
      );
    }
  });
  return Object.fromEntries(read);
}

/** A path is the directory of a Unix socket. */
function isOnThisMachine(host: string): boolean {
  if (host.startsWith('/')) return true;
  const written = isIP(host) === 6 ? `[${host}]` : host;
  return URL.canParse(`http://${written}`) && isLoopback(new URL(`http://${written}`));
}

function notAnAddress(): SemanticSearchError {
  return new SemanticSearchError(
    'USAGE',
    l10n.t('The address of the database is not valid.'),
    l10n.t('It has the form postgres://USER@HOST/DATABASE.'),
  );
}
