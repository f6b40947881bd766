import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import * as l10n from '@vscode/l10n';
import type { NetworkOptions } from '../../common/contracts/engineOptions';
import { messageOf, SemanticSearchError, systemCodeOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { certificatesIn } from './pem';
import { inFile, systemCertificates } from './systemCertificates';

/** How the certificate of the peer is verified, in the format of `tls.connect`. */
export interface TlsTrust {
  /** Created once: parsing all authorities takes as long as opening a connection. */
  readonly secureContext: SecureContext;
  readonly rejectUnauthorized: boolean;
}

/**
 * Loads the trusted authorities: those bundled with Node, those of the system, those of `NODE_EXTRA_CA_CERTS`, and
 * those of `network.certificateFile`.
 *
 * @throws SemanticSearchError `USAGE` if `network.certificateFile` cannot be read or holds no certificate
 */
export async function loadTrust(
  network: NetworkOptions,
  env: NodeJS.ProcessEnv,
  logger: Logger,
): Promise<TlsTrust> {
  const rejectUnauthorized = network.strictTls ?? true;
  if (!rejectUnauthorized) {
    logger.warn('The certificates of servers are not checked, because the settings say so.');
  }
  const extraFile = env['NODE_EXTRA_CA_CERTS'];
  const [own, extra, system] = await Promise.all([
    network.certificateFile ? readCertificateFile(network.certificateFile) : [],
    extraFile ? inFile(extraFile, 'NODE_EXTRA_CA_CERTS', logger) : [],
    (network.systemCertificates ?? true) ? systemCertificates(env, logger) : [],
  ]);
  const ca = withoutRepetitions([...own, ...extra, ...system, ...rootCertificates]);
  logger.debug(
    `${ca.length} certificates of authorities: ${own.length} of the settings, ${extra.length} of NODE_EXTRA_CA_CERTS, ` +
      `${system.length} of the system, ${rootCertificates.length} of Node, less what is the same.`,
  );
  return { secureContext: createSecureContext({ ca }), rejectUnauthorized };
}

async function readCertificateFile(file: string): Promise<readonly string[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw unusable(
      systemCodeOf(error) === 'ENOENT'
        ? l10n.t('There is no certificate file {0}.', file)
        : l10n.t('The certificate file {0} cannot be read: {1}.', file, messageOf(error)),
      error,
    );
  }
  const certificates = certificatesIn(text);
  if (certificates.length === 0) {
    throw unusable(l10n.t('The certificate file {0} contains no certificate in PEM format.', file));
  }
  for (const certificate of certificates) {
    try {
      new X509Certificate(certificate);
    } catch (error) {
      throw unusable(
        l10n.t('The certificate file {0} contains a damaged certificate: {1}.', file, messageOf(error)),
        error,
      );
    }
  }
  return certificates;
}

function unusable(message: string, cause?: unknown): SemanticSearchError {
  return new SemanticSearchError(
    'USAGE',
    message,
    l10n.t('Specify a certificate file in PEM format (-----BEGIN CERTIFICATE-----), or none.'),
    { cause },
  );
}

/** Line endings differ between files. */
function withoutRepetitions(certificates: readonly string[]): string[] {
  return [...new Map(certificates.map((pem) => [pem.replace(/\s+/g, ''), pem])).values()];
}
