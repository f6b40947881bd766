import { readFileSync } from 'node:fs';
import path from 'node:path';

const directory = path.join(import.meta.dirname, '..', '..', 'fixtures', 'certificates');

/** Certificate of the authority that signed all certificates except the self-signed one; not trusted by default. */
export const companyCaFile = path.join(directory, 'companyCa.pem');

/** Identity of a TLS server, as options of `tls.createServer`. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

/** `service`: for service.test, localhost and the loopback addresses. `otherHost`: for other.test only. */
export function serverIdentity(name: 'service' | 'expired' | 'otherHost' | 'selfSigned'): ServerIdentity {
  const read = (ending: string): string => readFileSync(path.join(directory, `${name}.${ending}`), 'utf8');
  return { cert: read('pem'), key: read('key') };
}
