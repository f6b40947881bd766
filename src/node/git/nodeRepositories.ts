import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import { attributeFileName } from '../../engine/corpus/attributeScope';
import { ignoreFileNames, type IgnoreFileName } from '../../engine/corpus/ignoreFile';
import {
  maxIgnoreFileBytes,
  type EnclosingRepository,
  type Repository,
  type RepositoryIgnoreFile,
  type RepositorySource,
} from '../../engine/corpus/repository';
import { findGitDirectory, type GitDirectory } from './gitDirectory';
import { homeDirectory, readGitSettings, type GitEnvironment } from './gitSettings';
import { readRegularFile, whereThere } from './readRegularFile';

/** The git repositories in and around a workspace folder on the local file system. Does not need git. */
export class NodeRepositories implements RepositorySource {
  private readonly mayRead: (file: string) => boolean;

  /** @param root the workspace folder; absolute, with links resolved */
  constructor(
    private readonly root: string,
    private readonly environment: GitEnvironment = { env: process.env, platform: process.platform },
  ) {
    this.mayRead = (file) => !isOnForeignShare(file, root);
  }

  async enclosing(): Promise<EnclosingRepository | undefined> {
    if (await this.gitDirectoryOf(this.root)) return undefined;
    let workspacePath = '';
    const parents: ParentPlace[] = [];
    for (let directory = this.root; directory !== path.dirname(directory);) {
      workspacePath = `${path.basename(directory)}/${workspacePath}`;
      directory = path.dirname(directory);
      parents.unshift({ directory, workspacePath });
      const git = await this.gitDirectoryOf(directory);
      if (!git) continue;
      const files = await Promise.all(
        parents.flatMap((place) => ignoreFileNames.map((name) => readParent(place, name))),
      );
      return {
        repository: await this.read(directory, git),
        workspacePath,
        ignoreFiles: files.filter((file) => file !== undefined),
        attributeFiles: (
          await Promise.all(parents.map((place) => readParent(place, attributeFileName)))
        ).filter((file) => file !== undefined),
      };
    }
    return undefined;
  }

  async at(directory: string): Promise<Repository | undefined> {
    const workTree = path.join(this.root, directory);
    const git = await this.gitDirectoryOf(workTree);
    return git && this.read(workTree, git);
  }

  private async gitDirectoryOf(workTree: string): Promise<GitDirectory | undefined> {
    return findGitDirectory(workTree, this.mayRead);
  }

  private async read(workTree: string, git: GitDirectory): Promise<Repository> {
    const settings = await readGitSettings(workTree, git, this.environment, this.mayRead);
    const info = path.join(git.commonDirectory, 'info');
    const ignoring = [settings.excludesFile, path.join(info, 'exclude')];
    const [overriding] = await this.readAll([path.join(info, 'attributes')]);
    return {
      id: (await whereThere(realpath(git.commonDirectory))) ?? git.commonDirectory,
      isBare: settings.isBare && git.directory === git.commonDirectory,
      ignoreCase: settings.ignoreCase,
      ignoreFiles: await this.readAll(ignoring.filter((file) => file !== undefined)),
      attributeFiles: await this.readAll(settings.attributeFiles),
      overridingAttributes: overriding,
    };
  }

  /** Those of the files that exist. */
  private async readAll(places: readonly string[]): Promise<RepositoryIgnoreFile[]> {
    const files = await Promise.all(
      places.map(async (file) => ({
        label: this.labelOf(file),
        text: await readRegularFile(file, maxIgnoreFileBytes),
      })),
    );
    return files.flatMap(({ label, text }) => (text === undefined ? [] : [{ label, text }]));
  }

  /** Path relative to the workspace folder or the home directory if the file is in one of them; else absolute. */
  private labelOf(file: string): string {
    const home = homeDirectory(this.environment);
    const inside =
      below(this.root, file) ?? (home === undefined ? undefined : prefixed('~/', below(home, file)));
    return (inside ?? file).replaceAll(path.sep, '/');
  }
}

interface ParentPlace {
  /** Absolute. */
  readonly directory: string;
  readonly workspacePath: string;
}

async function readParent<Name extends IgnoreFileName | typeof attributeFileName>(
  { directory, workspacePath }: ParentPlace,
  name: Name,
): Promise<{ name: Name; workspacePath: string; text: string } | undefined> {
  const file = path.join(directory, name);
  // Git does not follow links here either.
  if ((await whereThere(lstat(file)))?.isFile() !== true) return undefined;
  const text = await readRegularFile(file, maxIgnoreFileBytes);
  return text === undefined ? undefined : { name, workspacePath, text };
}

function below(directory: string, file: string): string | undefined {
  const relative = path.relative(directory, file);
  return relative === '' || relative.split(path.sep)[0] === '..' || path.isAbsolute(relative)
    ? undefined
    : relative;
}

function prefixed(prefix: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : prefix + text;
}

/**
 * Whether a path leads to another machine (`\\server\share`) than the workspace folder's. A repository may name any
 * path, and accessing such a path makes Windows send the user's login credentials to that server.
 */
export function isOnForeignShare(file: string, root: string): boolean {
  const shareOf = (one: string): string | undefined => /^[\\/]{2}[^\\/]+/.exec(one)?.[0].toLowerCase();
  const share = process.platform === 'win32' ? shareOf(file) : undefined;
  return share !== undefined && share !== shareOf(root);
}
