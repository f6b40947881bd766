import * as l10n from '@vscode/l10n';
import { systemCodeOf } from '../../common/errors/errors';
import { TransportError } from '../../engine/embedding/remote/httpTransport';
import type { CertificateFacts } from './peerCertificate';

/**
 * Time limit for each step of a connection, milliseconds; the TLS handshake and the proxy's response are separate
 * steps.
 */
export const connectTimeoutMs = 15_000;

/** The server or proxy connected to, for messages. */
export interface Peer {
  /** `example.com`, `the proxy 10.0.0.1:8080 (from HTTPS_PROXY)`. */
  readonly name: string;
  readonly isProxy: boolean;
}

/** Converts error codes of Node and undici to a sentence about the peer. */
function reasonOfCode(code: string, name: string): string | undefined {
  switch (code) {
    case 'ENOTFOUND':
      return l10n.t('The name of {0} is unknown.', name);
    case 'EAI_AGAIN':
      return l10n.t('The name of {0} could not be looked up.', name);
    case 'ECONNREFUSED':
      return l10n.t('{0} refused the connection.', name);
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return l10n.t('{0} closed the connection.', name);
    case 'EHOSTUNREACH':
    case 'EADDRNOTAVAIL':
      return l10n.t('There is no route to {0}.', name);
    case 'ENETUNREACH':
      return l10n.t('The network of {0} is unreachable.', name);
    case 'EACCES':
    case 'EPERM':
      return l10n.t('The system blocks the connection to {0}.', name);
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
      return l10n.t('{0} does not respond.', name);
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return l10n.t('{0} does not use TLS. Should the address start with http://?', name);
    default:
      return undefined;
  }
}

/** OpenSSL codes for an invalid certificate. */
const certificateCode =
  /^(?:CERT_|CRL_|UNABLE_TO_|ERROR_IN_|ERR_TLS_CERT_|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|INVALID_(?:CA|PURPOSE)$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$|UNSPECIFIED$)/;

/** Whether a connection failed because of the peer's certificate. */
export function isCertificateFailure(error: unknown): boolean {
  return certificateCode.test(systemCodeOf(error) ?? '');
}

/** Creates the error for a failed connection. */
export function connectFailure(error: unknown, peer: Peer): TransportError {
  if (error instanceof TransportError) return error;
  const code = systemCodeOf(error) ?? 'no code';
  return new TransportError(peer.isProxy ? 'proxy' : 'unreachable', capital(reasonOf(code, peer.name)), {
    cause: error,
  });
}

function reasonOf(code: string, name: string): string {
  const known = reasonOfCode(code, name);
  if (known !== undefined) return known;
  if (code.startsWith('ERR_SSL_')) return l10n.t('The TLS connection to {0} failed ({1}).', name, code);
  if (code.startsWith('HPE_')) return l10n.t('The response of {0} is not HTTP ({1}).', name, code);
  return l10n.t('The connection to {0} failed ({1}).', name, code);
}

/** Creates the error for a rejected certificate. */
export function certificateFailure(
  error: unknown,
  peer: Peer,
  facts: CertificateFacts | undefined,
): TransportError {
  const code = systemCodeOf(error) ?? '';
  return new TransportError('certificate', certificateMessage(peer.name, code, facts), { cause: error });
}

function certificateMessage(name: string, code: string, facts: CertificateFacts | undefined): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return facts
        ? l10n.t('The certificate of {0} has expired: it was valid until {1}.', name, facts.validTo)
        : l10n.t('The certificate of {0} has expired.', name);
    case 'CERT_NOT_YET_VALID':
      return facts
        ? l10n.t(
            'The certificate of {0} is not valid yet, but from {1}: the clock of this machine may be wrong.',
            name,
            facts.validFrom,
          )
        : l10n.t('The certificate of {0} is not valid yet: the clock of this machine may be wrong.', name);
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return facts?.names
        ? l10n.t('The certificate of {0} is for other hosts ({1}).', name, facts.names)
        : l10n.t('The certificate of {0} is for other hosts.', name);
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return l10n.t('The certificate of {0} is self-signed and not trusted.', name);
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return facts
        ? l10n.t(
            'The certificate of {0} is signed by an authority that is not trusted: "{1}".',
            name,
            facts.authority,
          )
        : l10n.t('The certificate of {0} is signed by an authority that is not trusted.', name);
    default:
      return facts
        ? l10n.t('The certificate of {0} is not trusted ({1}, signed by "{2}").', name, code, facts.authority)
        : l10n.t('The certificate of {0} is not trusted ({1}).', name, code);
  }
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
