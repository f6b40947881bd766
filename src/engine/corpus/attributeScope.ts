import { AttributeFile, type FileAttributes } from './attributeFile';
import type { EnclosingRepository, Repository, RepositoryIgnoreFile } from './repository';
import { toByteString } from './wildmatch';

/** The name of the files. */
export const attributeFileName = '.gitattributes';

interface AttributeLink {
  readonly file: AttributeFile;
  /** Length of the directory's path, slash included. */
  readonly baseLength: number;
  /** Path of the workspace folder from a directory above it, otherwise empty. */
  readonly prefix: string;
}

const none: FileAttributes = {};

/**
 * The attribute files that apply to one directory: those of the user and the system, each `.gitattributes`, and
 * `info/attributes`, which overrides all others. Immutable.
 */
export class AttributeScope {
  static readonly empty = new AttributeScope([], []);

  /**
   * @param links weakest first
   * @param overriding those that precede all `links`, weakest first
   */
  private constructor(
    private readonly links: readonly AttributeLink[],
    private readonly overriding: readonly AttributeLink[],
  ) {}

  /** The scope of a workspace folder inside a work tree. */
  static inside({
    repository,
    workspacePath,
    attributeFiles = [],
  }: Pick<EnclosingRepository, 'repository' | 'workspacePath' | 'attributeFiles'>): AttributeScope {
    const { ignoreCase } = repository;
    return attributeFiles.reduce(
      (scope, { workspacePath: below, text }) => {
        const levels = below.split('/').length - 1;
        const file = new AttributeFile(text, `${'../'.repeat(levels)}${attributeFileName}`, ignoreCase);
        return scope.with({ file, baseLength: 0, prefix: toByteString(below) });
      },
      AttributeScope.of(repository, { baseLength: 0, prefix: toByteString(workspacePath) }),
    );
  }

  /**
   * The scope at the root of a repository's work tree: no attributes of a repository around it apply.
   *
   * @param directory `''` or ending with `/`
   */
  static at(repository: Repository, directory: string): AttributeScope {
    return AttributeScope.of(repository, { baseLength: toByteString(directory).length, prefix: '' });
  }

  private static of(
    { attributeFiles = [], overridingAttributes, ignoreCase }: Repository,
    place: Omit<AttributeLink, 'file'>,
  ): AttributeScope {
    const linksOf = (files: readonly RepositoryIgnoreFile[]): AttributeLink[] =>
      files
        .map(({ label, text }) => ({ file: new AttributeFile(text, label, ignoreCase), ...place }))
        .filter(({ file }) => !file.isEmpty);
    return new AttributeScope(
      linksOf(attributeFiles),
      linksOf(overridingAttributes ? [overridingAttributes] : []),
    );
  }

  /** This scope and one more file, located in `directory` (`''` or ending with `/`). */
  add(text: string, directory: string, ignoreCase = false): AttributeScope {
    const file = new AttributeFile(text, `${directory}${attributeFileName}`, ignoreCase);
    return this.with({ file, baseLength: toByteString(directory).length, prefix: '' });
  }

  /** The attributes of a file, by its path relative to the workspace folder. */
  find(path: string): FileAttributes {
    if (this.links.length + this.overriding.length === 0) return none;
    const bytes = toByteString(path);
    return [...this.links, ...this.overriding].reduce(
      (above, { file, prefix, baseLength }) => file.find(prefix + bytes.slice(baseLength), above),
      none,
    );
  }

  private with(link: AttributeLink): AttributeScope {
    return link.file.isEmpty ? this : new AttributeScope([...this.links, link], this.overriding);
  }
}
