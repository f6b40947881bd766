/** An index in PostgreSQL. */
export interface PostgresOptions {
  /**
   * `postgres://user@host/database`. What it leaves out comes from the variables of PostgreSQL and `~/.pgpass`. Never logged
   * or shown.
   */
  readonly address: string;
  /** Name of the repository in the database. Default: the address of the folder's `origin`, or the folder's name. */
  readonly repository?: string | undefined;
  /** Default: what is checked out; for a search, the main branch if that is not published. */
  readonly branch?: string | undefined;
}

/** Publishes the index of an open folder. */
export interface PublishParams extends PostgresOptions {
  readonly folder: string;
  /** Create the tables, unless there are any. Default false. */
  readonly createTables?: boolean | undefined;
}

/** What was published. */
export interface PublishReport {
  /** Database and host. */
  readonly server: string;
  readonly repository: string;
  readonly branch: string;
  readonly commit?: string | undefined;
  /** Files of the branch, and their chunks. */
  readonly files: number;
  readonly chunks: number;
  /** Files that the database did not have, and those that no branch has any more. */
  readonly added: number;
  readonly removed: number;
  /** Added files whose content is not in the database, because it contains a secret or has changed meanwhile. */
  readonly withoutContent: number;
}

/** A file as it is published. */
export interface PublishedText extends Pick<PublishReport, 'repository' | 'branch' | 'commit'> {
  /** Line breaks are as in the file. */
  readonly text: string;
  /** VS Code language id. */
  readonly language: string;
  /** Milliseconds since the epoch. */
  readonly publishedAtMs: number;
}

/** A published index that is searched. */
export interface PublishedSummary extends Pick<
  PublishReport,
  'server' | 'repository' | 'branch' | 'commit' | 'files' | 'chunks'
> {
  /** Milliseconds since the epoch. */
  readonly publishedAtMs: number;
  /** The branch that is checked out, if another one is searched because this one is not published. */
  readonly instead?: string | undefined;
}
