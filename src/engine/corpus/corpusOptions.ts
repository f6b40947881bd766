import type { RepositorySource } from './repository';

/** What belongs to the corpus of a workspace folder. */
export interface CorpusOptions {
  /**
   * Globs of what to leave out, relative to the workspace folder as in VS Code's `files.exclude` (`**\/` for any depth;
   * a directory takes with it all it holds). Default {@link defaultExcludes}.
   */
  readonly exclude?: readonly string[];
  /** Globs of what to keep, files or directories; none means everything. Default none. */
  readonly include?: readonly string[];
  /** A directory that holds a file of one of these names is left out. Default {@link defaultExcludeMarkers}. */
  readonly excludeMarkers?: readonly string[];
  /** Larger files are left out, program source where it is four times as large. Default {@link defaultMaxFileSizeBytes}. */
  readonly maxFileSizeBytes?: number;
  /**
   * Whether `.gitignore`, `.ignore`, `.semanticignore` and git's ignore files outside the work tree (`info/exclude`,
   * `core.excludesFile`) are honoured. Default true.
   */
  readonly useIgnoreFiles?: boolean;
  /** The git repositories in and around the workspace folder. Default: those inside it, as far as their `.git` tells. */
  readonly repositories?: RepositorySource;
  /**
   * Whether files that look secret by name are yielded: a person asked for them, for a model on this machine. Default false.
   * What looks secret by content is decided where files are read.
   */
  readonly includeSecrets?: boolean;
  /** Globs, as in `include`, of files to yield and to index though they look generated or minified. Default none. */
  readonly includeGenerated?: readonly string[];
  /**
   * Walks only these files and directories, deciding about them exactly as the whole walk would. Default the whole folder.
   * Of a path that does not exist nothing is yielded, and of one that lies in a skipped directory that directory. Each
   * directory is read once, however many of the paths lie in it.
   */
  readonly under?: readonly string[];
  /** Awaited between two entries of a directory: others may have a turn. Default: nobody has. */
  readonly giveWay?: () => Promise<void>;
}

/** 1 MiB: source files written by people are smaller. */
export const defaultMaxFileSizeBytes = 1024 * 1024;

/** Directories of dependencies, caches and editor state: no one's own code, on any project. */
export const defaultExcludes: readonly string[] = [
  'node_modules',
  'bower_components',
  'jspm_packages',
  '__pycache__',
  '.venv',
  '.tox',
  '.nox',
  '.eggs',
  '.mypy_cache',
  '.pytest_cache',
  '.ruff_cache',
  '.ipynb_checkpoints',
  '.gradle',
  '.terraform',
  '.dart_tool',
  '.next',
  '.nuxt',
  '.svelte-kit',
  '.turbo',
  '.parcel-cache',
  '.nyc_output',
  '.yarn/cache',
  '.pnpm-store',
  '.bundle',
  '.stack-work',
  '.elixir_ls',
  '.vs',
  '.idea',
  '.vscode-test',
  'DerivedData',
].map((name) => `**/${name}`);

/** Tags of cache directories (Cargo, uv, mypy and others write the first) and of Python's virtual environments. */
export const defaultExcludeMarkers: readonly string[] = ['CACHEDIR.TAG', 'pyvenv.cfg'];
