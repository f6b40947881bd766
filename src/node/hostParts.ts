import { silentLogger, type Logger } from '../common/logger';
import type { FileSource } from '../engine/corpus/fileSource';
import type { EndedThreads } from './endedThreads';

const noThreads: Pick<EndedThreads, 'has'> = { has: () => false };

/** What the host of an engine provides in addition to its options. */
export interface HostParts {
  /** Directory of the build, with the grammars and the model. */
  readonly dist: string;
  readonly logger?: Logger;
  /** Reads virtual folders. Default: none can be opened. */
  readonly virtualSource?: (folder: string) => FileSource;
  /** Threads of this process that have ended: a lock that one of them left is free. */
  readonly endedThreads?: Pick<EndedThreads, 'has'>;
}

/** {@link HostParts} with their defaults. */
export type Host = HostParts & Required<Pick<HostParts, 'logger' | 'endedThreads'>>;

/** The parts of a host, with a log and threads. */
export function withDefaults(host: HostParts): Host {
  const { logger = silentLogger, endedThreads = noThreads } = host;
  return { ...host, logger, endedThreads };
}
