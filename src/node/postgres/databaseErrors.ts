import * as l10n from '@vscode/l10n';
import { CancelledError, messageOf, SemanticSearchError, systemCodeOf } from '../../common/errors/errors';
import { isCertificateFailure } from '../http/connectFailure';

/** When trying again is worthwhile, milliseconds. */
const retryMs = 30_000;

/**
 * The user-visible error for a failed call of the database; see appendix A of PostgreSQL's documentation for its codes. The
 * password is in none of the texts.
 *
 * @param server name of the server, for the user
 */
export function databaseError(error: unknown, server: string): Error {
  if (error instanceof SemanticSearchError || error instanceof CancelledError) return error;
  const code = lacksPassword(error) ? '28P01' : (systemCodeOf(error) ?? '');
  const said = messageOf(error).replace(/[^.!?]$/, '$&.');
  switch (code) {
    case '28P01':
    case '28000':
      return new SemanticSearchError(
        'DATABASE_ACCESS',
        l10n.t('{0} refuses the user or the password: {1}', server, said),
        l10n.t('Check the user in the address, and the password in PGPASSWORD or ~/.pgpass.'),
        { cause: error },
      );
    case '3D000':
      return new SemanticSearchError(
        'DATABASE_SETUP',
        l10n.t('{0} has no such database: {1}', server, said),
        l10n.t('Check the database in the address, or create it.'),
        { cause: error },
      );
    case '42501':
    case '25006':
      return new SemanticSearchError(
        'DATABASE_ACCESS',
        l10n.t('{0} does not permit this: {1}', server, said),
        l10n.t(
          'Ask the owner of the tables for the role semantic_search_reader or semantic_search_publisher, and for access to the repository.',
        ),
        { cause: error },
      );
    case '0A000':
    case '58P01':
      return new SemanticSearchError(
        'DATABASE_SETUP',
        l10n.t('{0} lacks something: {1}', server, said),
        l10n.t('Install pgvector 0.7 or newer on the server: https://github.com/pgvector/pgvector.'),
        { cause: error },
      );
    case '53100':
      return new SemanticSearchError(
        'DATABASE_SETUP',
        l10n.t('{0} has no space left: {1}', server, said),
        l10n.t('Free up disk space on the server, or delete branches: publish --delete-branch.'),
        { cause: error },
      );
    default:
      if (isCertificateFailure(error)) return untrusted(error, server);
      return isLost(error, code) ? unreachable(error, server, said) : failed(error, server, said);
  }
}

function unreachable(cause: unknown, server: string, said: string): SemanticSearchError {
  return new SemanticSearchError(
    'DATABASE_UNREACHABLE',
    l10n.t('No connection to {0}: {1}', server, said),
    l10n.t(
      'Check the address and the network, and try again. A publication counts as a whole or not at all.',
    ),
    { cause, retryAfterMs: retryMs },
  );
}

function untrusted(error: unknown, server: string): SemanticSearchError {
  return new SemanticSearchError(
    'DATABASE_SETUP',
    l10n.t('The certificate of {0} is not trusted ({1}).', server, messageOf(error)),
    l10n.t('Name the certificate of its authority in the address: sslrootcert=FILE.'),
    { cause: error },
  );
}

function failed(cause: unknown, server: string, said: string): SemanticSearchError {
  return new SemanticSearchError(
    'DATABASE_FAILED',
    l10n.t('{0} reports an error: {1}', server, said),
    l10n.t('Its log may have the cause. A publication counts as a whole or not at all.'),
    { cause },
  );
}

/** `pg` reports without a code that the server requires a password and none is set. */
function lacksPassword(error: unknown): boolean {
  return /client password must be a (?:non-empty )?string/.test(messageOf(error));
}

/** Codes of Node, classes 08 and 57P of PostgreSQL, and messages of `pg`, which have no code. */
function isLost(error: unknown, code: string): boolean {
  if (/^(?:E[A-Z]+|08\d\w\w|57P0\d|53300)$/.test(code)) return true;
  return (
    code === '' &&
    /terminated|timeout|closed|not queryable|does not support SSL|SSL connection/i.test(messageOf(error))
  );
}
