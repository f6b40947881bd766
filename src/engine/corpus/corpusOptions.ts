import type { TextSettings } from './fileAssociations';
import type { RepositorySource } from './repository';

/** Which files belong to the corpus of a workspace folder. */
export interface CorpusOptions {
  /**
   * Globs of paths to leave out, relative to the workspace folder as in VS Code's `files.exclude` (`**\/` for any
   * depth; a directory includes everything below it). Default {@link defaultExcludes}.
   */
  readonly exclude?: readonly string[];
  /** Globs of files or directories to keep; an empty list keeps everything. Default none. */
  readonly include?: readonly string[];
  /** A directory that contains a file with one of these names is left out. Default {@link defaultExcludeMarkers}. */
  readonly excludeMarkers?: readonly string[];
  /**
   * Larger files are left out; for program source the limit is four times as large. Default
   * {@link defaultMaxFileSizeBytes}.
   */
  readonly maxFileSizeBytes?: number;
  /**
   * Whether `.gitignore`, `.ignore`, `.semanticignore` and git's ignore files outside the work tree (`info/exclude`,
   * `core.excludesFile`) are applied. Default true.
   */
  readonly useIgnoreFiles?: boolean;
  /**
   * The git repositories in and around the workspace folder. Default: those inside it, as far as their `.git` is
   * readable.
   */
  readonly repositories?: RepositorySource;
  /**
   * Whether files that look secret by name are yielded: the user asked for them, for a local model. Default false.
   * Files that look secret by content are detected when they are read.
   */
  readonly includeSecrets?: boolean;
  /** Globs, as in `include`, of files to yield and to index although they look generated or minified. Default none. */
  readonly includeGenerated?: readonly string[];
  /** The languages and encodings that the settings state. Default none. */
  readonly text?: TextSettings;
  /**
   * Walks only these files and directories, with the same decisions as in a whole walk. Default the whole folder. A
   * path that does not exist yields nothing; one inside a skipped directory yields that directory. Each directory is
   * read once, however many of the paths are in it.
   */
  readonly under?: readonly string[];
  /** Called between entries of a directory so that other work can run. Default: no-op. */
  readonly giveWay?: () => Promise<void>;
}

/** 1 MiB: handwritten source files are smaller. */
export const defaultMaxFileSizeBytes = 1024 * 1024;

/** Directories of dependencies, caches and editor state, which never contain the project's own code. */
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

/**
 * Marker files of cache directories (Cargo, uv, mypy and others write the first) and of Python's virtual
 * environments.
 */
export const defaultExcludeMarkers: readonly string[] = ['CACHEDIR.TAG', 'pyvenv.cfg'];
