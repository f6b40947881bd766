import { IgnoreFile, ignoreFileNames, type IgnoreFileName } from './ignoreFile';
import type { EnclosingRepository, Repository, RepositoryIgnoreFile } from './repository';
import { toByteString } from './wildmatch';

/** The decision of an ignore file. */
export interface IgnoreDecision {
  readonly isIgnored: boolean;
  /**
   * The ignore file and the line: `packages/.gitignore:3`. Files outside the workspace folder begin with `../`, `~/` or are
   * absolute.
   */
  readonly origin: string;
}

/** An ignore file with its base directory, and the next one of its kind. */
interface IgnoreLink {
  readonly file: IgnoreFile;
  readonly label: string;
  /** Length of its directory's path, slash included; 0 for the workspace folder and for files above it. */
  readonly baseLength: number;
  /** Prefix for the path: path of the workspace folder from a directory above it, otherwise empty. */
  readonly prefix: string;
  readonly weaker: IgnoreLink | undefined;
}

/** The chain of every kind, strongest first. Git's files outside the work tree are the last links of git's chain. */
type Chains = Readonly<Record<IgnoreFileName, IgnoreLink | undefined>>;

const noChains: Chains = { '.gitignore': undefined, '.ignore': undefined, '.semanticignore': undefined };

/** All ignore files that apply to one directory. Immutable: a subdirectory gets a new scope. */
export class IgnoreScope {
  /** No ignore file at all. */
  static readonly empty = new IgnoreScope(noChains, undefined);

  private readonly strongestFirst: readonly IgnoreLink[];

  private constructor(
    private readonly chains: Chains,
    /** The innermost git repository that the directory belongs to. */
    readonly repository: Repository | undefined,
  ) {
    this.strongestFirst = ignoreFileNames.toReversed().flatMap((name) => chains[name] ?? []);
  }

  /**
   * The scope that contains the workspace folder. Files that ignore the folder itself do not count: a user who opens
   * a build folder, or notes below a home directory whose repository ignores everything, intends to search it.
   */
  static inside(enclosing: EnclosingRepository): IgnoreScope {
    const { repository, workspacePath, ignoreFiles } = enclosing;
    const isWanted = !ignoresWorkspaceFolder(enclosing, repository.ignoreFiles);
    // The user's global ignore file applies in a build folder, too.
    const outer = isWanted
      ? repository.ignoreFiles
      : repository.ignoreFiles.filter(
          (file) => !ignoresWorkspaceFolder({ ...enclosing, ignoreFiles: [] }, [file]),
        );
    const inRepository = outer.reduce(
      (scope, { label, text }) => scope.with('.gitignore', text, label, 0, toByteString(workspacePath)),
      new IgnoreScope(noChains, repository),
    );
    return (isWanted ? ignoreFiles : []).reduce((scope, { name, workspacePath: below, text }) => {
      const levels = below.split('/').length - 1;
      return scope.with(name, text, `${'../'.repeat(levels)}${name}`, 0, toByteString(below));
    }, inRepository);
  }

  /** This scope and one more ignore file, located in `directory` (`''` or ending with `/`). */
  add(name: IgnoreFileName, text: string, directory: string): IgnoreScope {
    return this.with(name, text, `${directory}${name}`, toByteString(directory).length, '');
  }

  /**
   * The scope at the root of a repository's work tree: the rules of the git repository around it do not apply in it,
   * other ignore files do.
   *
   * @param directory `''` or ending with `/`
   */
  enterRepository(repository: Repository, directory: string): IgnoreScope {
    const baseLength = toByteString(directory).length;
    return repository.ignoreFiles.reduce(
      (scope, { label, text }) => scope.with('.gitignore', text, label, baseLength, ''),
      new IgnoreScope({ ...this.chains, '.gitignore': undefined }, repository),
    );
  }

  /**
   * The decision of the ignore files about an entry, or undefined if none matches. Directories above the entry are
   * not considered: callers do not descend into an ignored one.
   *
   * @param path relative to the workspace folder, no trailing `/`
   */
  decide(path: string, isDirectory: boolean): IgnoreDecision | undefined {
    if (this.strongestFirst.length === 0) {
      return undefined;
    }
    const bytes = toByteString(path);
    const name = bytes.slice(bytes.lastIndexOf('/') + 1);
    for (const strongest of this.strongestFirst) {
      for (let link: IgnoreLink | undefined = strongest; link; link = link.weaker) {
        const pattern = link.file.find(link.prefix + bytes.slice(link.baseLength), name, isDirectory);
        if (pattern) {
          return { isIgnored: !pattern.isNegated, origin: `${link.label}:${pattern.line}` };
        }
      }
    }
    return undefined;
  }

  private with(
    name: IgnoreFileName,
    text: string,
    label: string,
    baseLength: number,
    prefix: string,
  ): IgnoreScope {
    const ignoreCase = name === '.gitignore' && this.repository?.ignoreCase === true;
    const file = new IgnoreFile(text, ignoreCase);
    if (file.isEmpty) {
      return this;
    }
    const link: IgnoreLink = { file, label, baseLength, prefix, weaker: this.chains[name] };
    return new IgnoreScope({ ...this.chains, [name]: link }, this.repository);
  }
}

/**
 * Whether the workspace folder, or a directory that contains it, is ignored; decided from the farthest directory
 * down.
 */
function ignoresWorkspaceFolder(
  { repository, workspacePath, ignoreFiles }: EnclosingRepository,
  outer: readonly RepositoryIgnoreFile[],
): boolean {
  let scope = IgnoreScope.empty.enterRepository({ ...repository, ignoreFiles: outer }, '');
  for (
    let end = workspacePath.indexOf('/'), start = 0;
    end >= 0;
    start = end + 1, end = workspacePath.indexOf('/', start)
  ) {
    for (const { name, text } of ignoreFiles.filter(
      (file) => file.workspacePath === workspacePath.slice(start),
    )) {
      scope = scope.add(name, text, workspacePath.slice(0, start));
    }
    if (scope.decide(workspacePath.slice(0, end), true)?.isIgnored) {
      return true;
    }
  }
  return false;
}
