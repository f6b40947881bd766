import { connect, type ConnectionOptions, type DetailedPeerCertificate } from 'node:tls';

/** What messages tell of a certificate that is not trusted. */
export interface CertificateFacts {
  /** The authority at the end of the chain that the server sent, by its name. */
  readonly authority: string;
  /** As OpenSSL writes it: `Jan 31 00:00:00 2020 GMT`. */
  readonly validFrom: string;
  readonly validTo: string;
  /** `DNS:example.com, IP Address:127.0.0.1`; empty where it has none. */
  readonly names: string;
}

/** Longest text taken from a certificate into a message. */
const maxLength = 200;

/**
 * Looks at the certificate of a server that TLS has just refused, for the message: a refused connection does not tell any
 * more. Nothing is sent over this one; it ends after the handshake.
 *
 * @param timeoutMs for the handshake
 * @param closed ends it at once
 * @returns undefined where it cannot be had
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
  // An empty object where the other side sent none.
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

/** Missing where the server sent no more; the certificate itself where it is signed by itself. */
function issuerOf(certificate: DetailedPeerCertificate): DetailedPeerCertificate | undefined {
  return certificate.issuerCertificate;
}

/** Names are written by whoever made the certificate. */
function plain(text: string): string {
  const line = text.replace(/\p{Cc}+/gu, ' ');
  return line.length > maxLength ? `${line.slice(0, maxLength)}…` : line;
}
