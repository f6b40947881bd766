import type { ErrorCode } from '../../../common/errors/errors';
import type { Logger } from '../../../common/logger';

/** A logged warning or error without its text, which may contain file names. */
export interface LoggedCode {
  readonly level: 'warn' | 'error';
  /** Undefined if the message has none. */
  readonly code: ErrorCode | undefined;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

/** All error codes. Other words that look like codes may be names from the workspace. */
const codes: Record<ErrorCode, true> = {
  USAGE: true,
  FOLDER_NOT_FOUND: true,
  FOLDER_UNREADABLE: true,
  INDEX_LOCKED: true,
  INDEX_UNWRITABLE: true,
  INDEX_UNREADABLE: true,
  DISK_FULL: true,
  OUTPUT_UNWRITABLE: true,
  SHARED_UNWRITABLE: true,
  DATABASE_UNREACHABLE: true,
  DATABASE_ACCESS: true,
  DATABASE_SETUP: true,
  DATABASE_FAILED: true,
  NOT_PUBLISHED: true,
  MODEL_UNREADABLE: true,
  PROVIDER_UNKNOWN: true,
  PROVIDER_UNREACHABLE: true,
  PROVIDER_CERTIFICATE: true,
  PROXY_REFUSED: true,
  PROVIDER_BUSY: true,
  PROVIDER_KEY: true,
  PROVIDER_QUOTA: true,
  PROVIDER_REFUSED: true,
  PROVIDER_TASK: true,
  PROVIDER_ANSWER: true,
  WORKER_DIED: true,
  INTERNAL: true,
};

const mostCodes = 20;

/** Forwards log messages, and stores the codes of the last warnings and errors. */
export class RecentCodes implements Logger {
  private readonly kept: LoggedCode[] = [];

  constructor(private readonly logger: Logger) {}

  /** The last 20, oldest first. */
  get recent(): readonly LoggedCode[] {
    return this.kept;
  }

  trace(message: string): void {
    this.logger.trace(message);
  }

  debug(message: string): void {
    this.logger.debug(message);
  }

  info(message: string): void {
    this.logger.info(message);
  }

  warn(message: string): void {
    this.keep('warn', message);
    this.logger.warn(message);
  }

  error(message: string): void {
    this.keep('error', message);
    this.logger.error(message);
  }

  private keep(level: LoggedCode['level'], message: string): void {
    const code = message.match(/\b[A-Z]+(?:_[A-Z]+)*\b(?=:)/g)?.find(isCode);
    this.kept.push({ level, code, atMs: Date.now() });
    if (this.kept.length > mostCodes) this.kept.shift();
  }
}

function isCode(word: string): word is ErrorCode {
  return Object.hasOwn(codes, word);
}
