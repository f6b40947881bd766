import { readFileSync } from 'node:fs';
import path from 'node:path';

const directory = path.join(import.meta.dirname, '..', '..', 'fixtures', 'certificates');

/** The file of the authority that signed the certificates but the self-signed one; nobody trusts it by default. */
export const companyCaFile = path.join(directory, 'companyCa.pem');

/** What a TLS server shows, as `tls.createServer` takes it. */
export interface ServerIdentity {
  readonly cert: string;
  readonly key: string;
}

/** `service`: for service.test, localhost and the loopback addresses. `otherHost`: for other.test only. */
export function serverIdentity(name: 'service' | 'expired' | 'otherHost' | 'selfSigned'): ServerIdentity {
  const read = (ending: string): string => readFileSync(path.join(directory, `${name}.${ending}`), 'utf8');
  return { cert: read('pem'), key: read('key') };
}
