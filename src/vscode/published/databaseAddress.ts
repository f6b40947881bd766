import * as l10n from '@vscode/l10n';
import type { ErrorData } from '../../common/errors/errors';

/** The address of a database, as it is set. */
export type DatabaseAddress =
  | {
      readonly kind: 'valid';
      readonly address: string;
      /** The host that is connected to, without its port. */
      readonly host: string;
      /** User, host and port: passwords are stored by it. */
      readonly account: string;
    }
  | { readonly kind: 'invalid'; readonly error: ErrorData };

/** Others could name another host or a password: what is shown must be what is used. */
const allowedParameters = new Set(['sslmode', 'sslrootcert', 'sslcert', 'sslkey']);

/** Reads an address of the form `postgres://USER@HOST/DATABASE`. No text of an error has the address, or a part of it. */
export function readDatabaseAddress(address: string): DatabaseAddress {
  const url = /^postgres(?:ql)?:\/\//i.test(address) && URL.canParse(address) ? new URL(address) : undefined;
  if (url && (url.password !== '' || url.searchParams.has('password'))) return invalid(withPasswordError());
  const isUsual = url && [...url.searchParams.keys()].every((name) => allowedParameters.has(name));
  if (!url || url.hostname === '' || url.hash !== '' || !isUsual) return invalid(formError());
  const { hostname: host, username } = url;
  return { kind: 'valid', address, host, account: `${username}@${url.host}` };
}

/** An address with a password, for the engine only. */
export function addressWithPassword(address: string, password: string): string {
  const url = new URL(address);
  url.password = encodeURIComponent(password);
  return url.href;
}

function invalid(texts: Pick<ErrorData, 'message' | 'hint'>): DatabaseAddress {
  return { kind: 'invalid', error: { code: 'USAGE', ...texts } };
}

function withPasswordError(): Pick<ErrorData, 'message' | 'hint'> {
  return {
    message: l10n.t('The setting semanticSearch.postgres contains a password and is not used.'),
    hint: l10n.t('Remove the password from the address, and run "Set Database Password…".'),
  };
}

function formError(): Pick<ErrorData, 'message' | 'hint'> {
  return {
    message: l10n.t('The address in semanticSearch.postgres is not valid.'),
    hint: l10n.t(
      'It has the form postgres://USER@HOST/DATABASE, with no other parameters than sslmode and files of certificates.',
    ),
  };
}
