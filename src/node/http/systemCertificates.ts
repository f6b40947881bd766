import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import * as tls from 'node:tls';
import { messageOf, systemCodeOf } from '../../common/errors/errors';
import type { Logger } from '../../common/logger';
import { certificatesIn } from './pem';

/** Files in which Linux distributions and BSDs keep all authorities; the first existing one is used. */
const bundleFiles = [
  '/etc/ssl/certs/ca-certificates.crt', // Debian, Ubuntu, Arch, Alpine
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem', // Fedora, RHEL
  '/etc/pki/tls/certs/ca-bundle.crt', // older Fedora, RHEL
  '/etc/ssl/ca-bundle.pem', // openSUSE
  '/etc/ssl/cert.pem', // Alpine, BSDs
];

/** Sources of {@link systemCertificates}; tests replace them. */
export interface SystemSources {
  readonly platform: NodeJS.Platform;
  /** Node's API for the system store, from Node 22.15 on. */
  readonly readStore?: (() => readonly string[]) | undefined;
  readonly bundleFiles: readonly string[];
}

const thisSystem: SystemSources = { platform: process.platform, readStore: storeReader(), bundleFiles };

/**
 * The authorities trusted by the operating system, as PEM.
 *
 * On macOS and Windows they are in a store that only Node 22.15 and later can read; earlier versions get none. On
 * other systems they are in the file named by `SSL_CERT_FILE`, else in that of the distribution. On every system the
 * directories of `SSL_CERT_DIR` are added, and `SSL_CERT_FILE` if it is set. Unreadable sources are skipped and
 * logged.
 */
export async function systemCertificates(
  env: NodeJS.ProcessEnv,
  logger: Logger,
  system: SystemSources = thisSystem,
): Promise<readonly string[]> {
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: directories } = env;
  const found = directories
    ? await Promise.all(directories.split(path.delimiter).map((directory) => inDirectory(directory, logger)))
    : [];
  if (file) found.push(await inFile(file, 'SSL_CERT_FILE', logger));
  if (system.platform === 'darwin' || system.platform === 'win32') {
    found.push(inStore(system, logger));
  } else if (!file) {
    found.push(await inBundle(system.bundleFiles, logger));
  }
  return found.flat();
}

/**
 * Certificates of a file named by an environment variable; none if it cannot be read, which is logged.
 *
 * @param variable its name, for the log
 */
export async function inFile(file: string, variable: string, logger: Logger): Promise<readonly string[]> {
  try {
    return certificatesIn(await readFile(file, 'utf8'));
  } catch (error) {
    logger.warn(`The certificates of ${variable} are left out: ${messageOf(error)}`);
    return [];
  }
}

async function inDirectory(directory: string, logger: Logger): Promise<readonly string[]> {
  if (directory === '') return [];
  let names: readonly string[];
  try {
    names = await readdir(directory);
  } catch (error) {
    logger.warn(`The certificates of SSL_CERT_DIR are left out: ${messageOf(error)}`);
    return [];
  }
  const found: (readonly string[])[] = [];
  for (const name of names) {
    try {
      found.push(certificatesIn(await readFile(path.join(directory, name), 'utf8')));
    } catch (error) {
      // The directory may contain subdirectories and dead links.
      logger.debug(`No certificates of SSL_CERT_DIR in ${name}: ${messageOf(error)}`);
    }
  }
  return found.flat();
}

async function inBundle(files: readonly string[], logger: Logger): Promise<readonly string[]> {
  for (const file of files) {
    try {
      return certificatesIn(await readFile(file, 'utf8'));
    } catch (error) {
      if (systemCodeOf(error) !== 'ENOENT') {
        logger.warn(`Certificates of the system are left out: ${messageOf(error)}`);
      }
    }
  }
  return [];
}

function inStore({ readStore }: SystemSources, logger: Logger): readonly string[] {
  if (!readStore) {
    logger.debug('The certificates of the system cannot be read with this version of Node.');
    return [];
  }
  try {
    return readStore();
  } catch (error) {
    logger.warn(`The certificates of the system are left out: ${messageOf(error)}`);
    return [];
  }
}

function storeReader(): (() => readonly string[]) | undefined {
  const { getCACertificates } = tls as {
    getCACertificates?: (type: 'system') => readonly string[];
  };
  return getCACertificates && (() => getCACertificates('system'));
}
