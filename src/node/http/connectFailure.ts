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
const reasons: Readonly<Record<string, string>> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'its name could not be looked up',
  ECONNREFUSED: 'the connection is refused',
  ECONNRESET: 'the connection was broken off',
  EPIPE: 'the connection was broken off',
  UND_ERR_SOCKET: 'the connection was broken off',
  EHOSTUNREACH: 'there is no route to it',
  ENETUNREACH: 'the network cannot be reached',
  EADDRNOTAVAIL: 'there is no route to it',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
  UND_ERR_HEADERS_TIMEOUT: 'it does not answer',
  ERR_SSL_WRONG_VERSION_NUMBER: 'it does not speak TLS; is its address meant to begin with http://?',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'it does not speak TLS; is its address meant to begin with http://?',
};

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
    `${capital(peer.name)} cannot be reached: ${reasonOf(code)}.`,
    { cause: error },
  );
}

function reasonOf(code: string): string {
  if (code.startsWith('ERR_SSL_')) return reasons[code] ?? `TLS failed (${code})`;
  if (code.startsWith('HPE_')) return `what it answers is not HTTP (${code})`;
  return reasons[code] ?? `it failed (${code})`;
}

/** Why the certificate of the other side is not accepted. */
export function certificateFailure(
  error: unknown,
  peer: Peer,
  facts: CertificateFacts | undefined,
): TransportError {
  const code = systemCodeOf(error) ?? '';
  return new TransportError(
    'certificate',
    `The certificate of ${peer.name} ${certificateReason(code, facts)}.`,
    { cause: error },
  );
}

function certificateReason(code: string, facts: CertificateFacts | undefined): string {
  const authority = facts && `"${facts.authority}"`;
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return facts ? `has expired: it was valid until ${facts.validTo}` : 'has expired';
    case 'CERT_NOT_YET_VALID':
      return `is not valid yet${facts ? `, but from ${facts.validFrom}` : ''}: the clock of this machine may be wrong`;
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
      return `is for other hosts${facts?.names ? ` (${facts.names})` : ''}`;
    case 'DEPTH_ZERO_SELF_SIGNED_CERT':
      return 'is signed by itself, and no authority vouches for it';
    case 'SELF_SIGNED_CERT_IN_CHAIN':
    case 'UNABLE_TO_GET_ISSUER_CERT':
    case 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY':
    case 'UNABLE_TO_VERIFY_LEAF_SIGNATURE':
      return `is signed by an authority that is not trusted${authority ? `: ${authority}` : ''}`;
    default:
      return `is not trusted (${code}${authority ? `, signed by ${authority}` : ''})`;
  }
}

function capital(text: string): string {
  return text.startsWith('the ') ? `T${text.slice(1)}` : text;
}
