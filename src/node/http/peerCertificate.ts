import { connect, type ConnectionOptions, type DetailedPeerCertificate } from 'node:tls';

/** Facts about an untrusted certificate, for messages. */
export interface CertificateFacts {
  /** Name of the authority at the end of the chain that the server sent. */
  readonly authority: string;
  /** In the format of OpenSSL: `Jan 31 00:00:00 2020 GMT`. */
  readonly validFrom: string;
  readonly validTo: string;
  /** `DNS:example.com, IP Address:127.0.0.1`; empty if there are none. */
  readonly names: string;
}

/** Longest text from a certificate in a message. */
const maxLength = 200;

/**
 * Reads the certificate of a server that TLS has just rejected, for the message: a rejected connection does not
 * expose it. Nothing is sent over this connection; it ends after the handshake.
 *
 * @param timeoutMs for the handshake
 * @param closed ends it at once
 * @returns undefined if the certificate cannot be read
 */
export function readPeerCertificate(
  options: ConnectionOptions,
  timeoutMs: number,
  closed: AbortSignal,
): Promise<CertificateFacts | undefined> {
  return new Promise((resolve) => {
    const socket = connect({ ...options, rejectUnauthorized: false });
    const finish = (facts?: CertificateFacts): void => {
      clearTimeout(timer);
      closed.removeEventListener('abort', giveUp);
      socket.destroy();
      resolve(facts);
    };
    const giveUp = (): void => {
      finish();
    };
    const timer = setTimeout(giveUp, timeoutMs);
    closed.addEventListener('abort', giveUp);
    socket.on('error', giveUp);
    socket.on('close', giveUp);
    socket.on('secureConnect', () => {
      finish(factsOf(socket.getPeerCertificate(true)));
    });
  });
}

function factsOf(certificate: DetailedPeerCertificate): CertificateFacts | undefined {
  // The certificate is an empty object if the peer sent none.
  if (!('issuer' in certificate)) return undefined;
  const { CN, O } = endOfChain(certificate).issuer as Partial<DetailedPeerCertificate['issuer']>;
  return {
    authority: plain([CN, O].flat().find((name) => name) ?? 'without a name'),
    validFrom: plain(certificate.valid_from),
    validTo: plain(certificate.valid_to),
    names: plain(certificate.subjectaltname ?? ''),
  };
}

function endOfChain(leaf: DetailedPeerCertificate): DetailedPeerCertificate {
  let end = leaf;
  for (let next = issuerOf(leaf); next && next !== end; next = issuerOf(next)) end = next;
  return end;
}

/** Undefined if the server sent no issuer; the certificate itself if it is self-signed. */
function issuerOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  return certificate.issuerCertificate;
}

/** Names come from an untrusted certificate. */
function plain(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}
