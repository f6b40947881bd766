import { homedir } from 'node:os';
import path from 'node:path';
import { SemanticSearchError } from '../common/errors/errors';

/** Where the server learns which folders to search. */
export interface RootSources {
  /** Folders of the command line, as given. */
  readonly given: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly currentDirectory: string;
  /** Default: the home directory of the user. */
  readonly home?: string | undefined;
}

/**
 * Variables in which the environment names folders, in order of preference, and the separators of their values:
 * `SEMANTIC_SEARCH_ROOTS` is ours; Cursor sets `WORKSPACE_FOLDER_PATHS`, Claude Code `CLAUDE_PROJECT_DIR`.
 */
const variables: readonly (readonly [name: string, separator: string])[] = [
  ['SEMANTIC_SEARCH_ROOTS', path.delimiter],
  ['WORKSPACE_FOLDER_PATHS', ','],
  ['CLAUDE_PROJECT_DIR', '\0'],
];

/**
 * The folders to search: those of the command line, else those of the environment, else the current directory. They are
 * not taken from the client's roots, which the protocol has given up.
 *
 * @returns absolute paths, each once
 * @throws SemanticSearchError USAGE if only the home directory or the root of the file system is left: a client that
 *   starts the server in no useful directory must not index everything
 */
export function chooseRoots({ given, env, currentDirectory, home = homedir() }: RootSources): string[] {
  if (given.length > 0) return unique(given.map((folder) => path.resolve(currentDirectory, folder)));
  for (const [name, separator] of variables) {
    const folders = (env[name] ?? '')
      .split(separator)
      .map((folder) => folder.trim())
      .filter((folder) => path.isAbsolute(folder));
    if (folders.length > 0) return unique(folders.map((folder) => path.resolve(folder)));
  }
  const current = path.resolve(currentDirectory);
  if (current === path.parse(current).root || current === path.resolve(home)) {
    throw new SemanticSearchError(
      'USAGE',
      `No workspace is chosen: the server was started in ${current}.`,
      'Start it with a folder (semantic-search mcp DIR), or set SEMANTIC_SEARCH_ROOTS.',
    );
  }
  return [current];
}

function unique(folders: readonly string[]): string[] {
  return [...new Set(folders)];
}
