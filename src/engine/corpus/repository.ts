import { messageOf, systemCodeOf } from '../../common/errors/errors';
import type { FileSource } from './fileSource';
import type { IgnoreFileName } from './ignoreFile';

/** An ignore file, or a file of attributes, of a git repository outside its work tree. */
export interface RepositoryIgnoreFile {
  /** Path shown to the user: relative to the workspace folder, `~/...`, or absolute. `/` on every system. */
  readonly label: string;
  readonly text: string;
}

/** The properties of a git repository that affect what is ignored in its work tree. */
export interface Repository {
  /** Equal for linked worktrees of one repository, different for other repositories. */
  readonly id: string;
  /** It has only linked work trees. */
  readonly isBare: boolean;
  /** `core.ignoreCase`: whether patterns match names in other letter case. */
  readonly ignoreCase: boolean;
  /** Weakest first: `core.excludesFile`, then `info/exclude`. */
  readonly ignoreFiles: readonly RepositoryIgnoreFile[];
  /** Weakest first: the attributes of the system, then `core.attributesFile`. Default none. */
  readonly attributeFiles?: readonly RepositoryIgnoreFile[];
  /** `info/attributes`, which overrides every `.gitattributes`. Default none. */
  readonly overridingAttributes?: RepositoryIgnoreFile | undefined;
}

/** An ignore file above the workspace folder, in the git repository that the folder is part of. */
export interface ParentIgnoreFile {
  readonly name: IgnoreFileName;
  /** From the directory of the file down to the workspace folder, `/` at its end: `packages/app/`. */
  readonly workspacePath: string;
  readonly text: string;
}

/** A `.gitattributes` above the workspace folder, in the git repository that the folder is part of. */
export interface ParentAttributeFile {
  /** From the directory of the file down to the workspace folder, `/` at its end. */
  readonly workspacePath: string;
  readonly text: string;
}

/** The repository that contains a workspace folder, if the folder is not the root of the work tree. */
export interface EnclosingRepository {
  readonly repository: Repository;
  /** From the root of the work tree down to the workspace folder, `/` at its end: `packages/app/`. */
  readonly workspacePath: string;
  /**
   * Ignore files of the directories above the workspace folder, farthest first, each kind in the order of
   * `ignoreFileNames`.
   */
  readonly ignoreFiles: readonly ParentIgnoreFile[];
  /** The `.gitattributes` of those directories, farthest first. Default none. */
  readonly attributeFiles?: readonly ParentAttributeFile[];
}

/**
 * Port that finds the git repositories of one workspace folder. Every walk calls it again, so that a change of git's
 * configuration is noticed. It rejects with the system's error if a file exists and cannot be read: without that
 * file, ignored files would be indexed.
 */
export interface RepositorySource {
  /** Undefined if the workspace folder is the root of a work tree, or in none. */
  enclosing(): Promise<EnclosingRepository | undefined>;
  /**
   * The repository whose work tree begins at a directory that contains a `.git`; undefined if that is not a
   * repository.
   *
   * @param directory relative to the workspace folder, `''` or ending with `/`
   */
  at(directory: string): Promise<Repository | undefined>;
}

const decoder = new TextDecoder();

/** Ignore files are handwritten: the rest of a larger one is not read. Bytes. */
export const maxIgnoreFileBytes = 4 * 1024 * 1024;

/** Whether the file does not exist. Providers of virtual file systems may report that with an error without a code. */
function isMissing(error: unknown): boolean {
  return [undefined, 'ENOENT', 'ENOTDIR', 'EISDIR'].includes(systemCodeOf(error));
}

/**
 * Repository data from the workspace folder itself, for folders that are not on a disk: `.git/info/exclude` and
 * `.git/info/attributes`, no configuration.
 */
export function repositoriesInside(source: FileSource): RepositorySource {
  return {
    enclosing: () => Promise.resolve(undefined),
    at: async (directory) => {
      const label = `${directory}.git/info/exclude`;
      const text = await source.readFile(label, maxIgnoreFileBytes).then(
        (bytes) => decoder.decode(bytes),
        (error: unknown) => {
          if (isMissing(error)) return '';
          const message = `${label} cannot be read: ${messageOf(error)}`;
          throw Object.assign(new Error(message, { cause: error }), { code: systemCodeOf(error) });
        },
      );
      const attributes = `${directory}.git/info/attributes`;
      // Unlike an ignore file, it keeps nothing private.
      const overriding = await source.readFile(attributes, maxIgnoreFileBytes).then(
        (bytes) => ({ label: attributes, text: decoder.decode(bytes) }),
        () => undefined,
      );
      return {
        id: directory,
        isBare: false,
        ignoreCase: false,
        ignoreFiles: [{ label, text }],
        overridingAttributes: overriding,
      };
    },
  };
}
