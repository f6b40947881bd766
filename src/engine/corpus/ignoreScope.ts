import { IgnoreFile } from './ignoreFile';
import { toByteString } from './wildmatch';

/** Ignore files that any directory may hold, weakest first: a stronger kind anywhere overrules a weaker one anywhere. */
export const ignoreFileNames = ['.gitignore', '.ignore', '.semanticignore'] as const;

/** Git's ignore file that is not shared, weaker than every `.gitignore`. */
export const infoExcludePath = '.git/info/exclude';

/** The kinds of ignore files. */
export type IgnoreFileName = (typeof ignoreFileNames)[number] | typeof infoExcludePath;

/** An ignore file above the workspace folder, in the git repository that the folder is part of. */
export interface ParentIgnoreFile {
  readonly name: IgnoreFileName;
  /** From the directory that the file governs down to the workspace folder, `/` at its end: `packages/app/`. */
  readonly workspacePath: string;
  readonly text: string;
}

/** What an ignore file decided. */
export interface IgnoreDecision {
  readonly isIgnored: boolean;
  /** The ignore file, relative to the workspace folder, and the line: `packages/.gitignore:3`. */
  readonly origin: string;
}

/** An ignore file where it applies, and the one of its kind that is asked after it. */
interface IgnoreLink {
  readonly file: IgnoreFile;
  readonly label: string;
  /** Length of the governing directory's path, slash included; 0 for the workspace folder and for files above it. */
  readonly baseLength: number;
  /** Put before the path: how the workspace folder is called from a directory above it, else empty. */
  readonly prefix: string;
  readonly weaker: IgnoreLink | undefined;
}

/** The chain of every strength, strongest first. Git's private exclude file is the last link of git's chain. */
type Chains = Readonly<Record<(typeof ignoreFileNames)[number], IgnoreLink | undefined>>;

const noChains: Chains = { '.gitignore': undefined, '.ignore': undefined, '.semanticignore': undefined };

/** All ignore files that govern one directory. Immutable: a directory below gets a scope of its own. */
export class IgnoreScope {
  /** No ignore file at all. */
  static readonly empty = new IgnoreScope(noChains);

  private readonly strongestFirst: readonly IgnoreLink[];

  private constructor(private readonly chains: Chains) {
    this.strongestFirst = ignoreFileNames.toReversed().flatMap((name) => chains[name] ?? []);
  }

  /**
   * The scope in which the workspace folder lies. Files that ignore the folder itself do not count: whoever opens a
   * build folder, or notes below a home directory that is a repository ignoring all, wants to search it.
   *
   * @param files the files above the workspace folder, farthest first, {@link infoExcludePath} before `.gitignore`
   */
  static ofParents(files: readonly ParentIgnoreFile[]): IgnoreScope {
    if (ignoreWorkspaceFolder(files)) {
      return IgnoreScope.empty;
    }
    return files.reduce((scope, { name, workspacePath, text }) => {
      const levels = workspacePath.split('/').length - 1;
      return scope.with(name, text, `${'../'.repeat(levels)}${name}`, 0, toByteString(workspacePath));
    }, IgnoreScope.empty);
  }

  /** This scope and one more ignore file, which lies in or governs `directory` (`''` or ending with `/`). */
  add(name: IgnoreFileName, text: string, directory: string): IgnoreScope {
    return this.with(name, text, `${directory}${name}`, toByteString(directory).length, '');
  }

  /** The scope in which a nested git repository starts: git's own rules do not reach into it, the others do. */
  enterRepository(): IgnoreScope {
    return this.chains['.gitignore'] ? new IgnoreScope({ ...this.chains, '.gitignore': undefined }) : this;
  }

  /**
   * What the ignore files say about an entry, or undefined when none mentions it. Says nothing about the directories
   * above the entry: whoever asks has not descended into an ignored one.
   *
   * @param path relative to the workspace folder, no `/` at its end
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
    const file = new IgnoreFile(text);
    if (file.isEmpty) {
      return this;
    }
    const chain = name === infoExcludePath ? '.gitignore' : name;
    const weaker = this.chains[chain];
    return new IgnoreScope({ ...this.chains, [chain]: { file, label, baseLength, prefix, weaker } });
  }
}

/** Whether the workspace folder, or a directory that it lies in, is ignored; decided from the farthest directory down. */
function ignoreWorkspaceFolder(files: readonly ParentIgnoreFile[]): boolean {
  const whole = files[0]?.workspacePath ?? '';
  let scope = IgnoreScope.empty;
  for (let end = whole.indexOf('/'), start = 0; end >= 0; start = end + 1, end = whole.indexOf('/', start)) {
    for (const { name, text } of files.filter((file) => file.workspacePath === whole.slice(start))) {
      scope = scope.add(name, text, whole.slice(0, start));
    }
    if (scope.decide(whole.slice(0, end), true)?.isIgnored) {
      return true;
    }
  }
  return false;
}
