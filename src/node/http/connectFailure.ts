import * as l10n from '@vscode/l10n';
import { systemCodeOf } from '../../common/errors';
import { TransportError } from '../../engine/embedding/remote/httpTransport';
import type { CertificateFacts } from './peerCertificate';

/** Longest time to a connection, the TLS handshake and the answer of a proxy included, each by itself. */
export const connectTimeoutMs = 15_000;

/** What is connected to, for messages. */
export interface Peer {
  /** `example.com`, `the proxy 10.0.0.1:8080 (from HTTPS_PROXY)`. */
  readonly name: string;
  readonly isProxy: boolean;
}

/** Codes of Node and undici, in the words of a message. */
function reasonOfCode(code: string): string | undefined {
  switch (code) {
    case 'ENOTFOUND':
      return l10n.t('its name is not known');
    case 'EAI_AGAIN':
      return l10n.t('its name could not be looked up');
    case 'ECONNREFUSED':
      return l10n.t('the connection is refused');
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return l10n.t('the connection was broken off');
    case 'EHOSTUNREACH':
    case 'EADDRNOTAVAIL':
      return l10n.t('there is no route to it');
    case 'ENETUNREACH':
      return l10n.t('the network cannot be reached');
    case 'EACCES':
    case 'EPERM':
      return l10n.t('the system does not allow it');
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
      return l10n.t('it does not answer');
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
    case 'ERR_SSL_PACKET_LENGTH_TOO_LONG':
      return l10n.t('it does not speak TLS; is its address meant to begin with http://?');
    default:
      return undefined;
  }
}

/** Codes of OpenSSL for a certificate that does not hold. */
const certificateCode =
  /^(?:CERT_|CRL_|UNABLE_TO_|ERROR_IN_|ERR_TLS_CERT_|(?:DEPTH_ZERO_)?SELF_SIGNED_CERT|INVALID_(?:CA|PURPOSE)$|PATH_LENGTH_EXCEEDED$|HOSTNAME_MISMATCH$|UNSPECIFIED$)/;

/** Whether a connection failed because of the certificate of the other side. */
export function isCertificateFailure(error: unknown): boolean {
  return certificateCode.test(systemCodeOf(error) ?? '');
}

/** Why there is no connection. */
export function connectFailure(error: unknown, peer: Peer): TransportError {
  if (error instanceof TransportError) return error;
  const code = systemCodeOf(error) ?? 'no code';
  return new TransportError(
    peer.isProxy ? 'proxy' : 'unreachable',
    capital(l10n.t('{0} cannot be reached: {1}.', peer.name, reasonOf(code))),
    { cause: error },
  );
}

function reasonOf(code: string): string {
  const known = reasonOfCode(code);
  if (known !== undefined) return known;
  if (code.startsWith('ERR_SSL_')) return l10n.t('TLS failed ({0})', code);
  if (code.startsWith('HPE_')) return l10n.t('what it answers is not HTTP ({0})', code);
  return l10n.t('it failed ({0})', code);
}

/** Why the certificate of the other side is not accepted. */
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
      return l10n.t('The certificate of {0} is signed by itself, and no authority vouches for it.', name);
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
