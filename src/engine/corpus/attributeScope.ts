import { AttributeFile, type FileAttributes } from './attributeFile';
import { toByteString } from './wildmatch';

/** The name of the files. */
export const attributeFileName = '.gitattributes';

/** A `.gitattributes` above the workspace folder, in the git repository that the folder is part of. */
export interface ParentAttributeFile {
  /** From the directory of the file down to the workspace folder, `/` at its end. */
  readonly workspacePath: string;
  readonly text: string;
}

interface AttributeLink {
  readonly file: AttributeFile;
  /** Length of the directory's path, slash included. */
  readonly baseLength: number;
  /** Path of the workspace folder from a directory above it, otherwise empty. */
  readonly prefix: string;
}

const none: FileAttributes = {};

/** The `.gitattributes` that apply to one directory. Immutable. */
export class AttributeScope {
  static readonly empty = new AttributeScope([]);

  /** @param links weakest first */
  private constructor(private readonly links: readonly AttributeLink[]) {}

  /** The scope of a workspace folder inside a work tree. @param files farthest first */
  static inside(files: readonly ParentAttributeFile[]): AttributeScope {
    return files.reduce((scope, { workspacePath, text }) => {
      const levels = workspacePath.split('/').length - 1;
      const file = new AttributeFile(text, `${'../'.repeat(levels)}${attributeFileName}`);
      return scope.with({ file, baseLength: 0, prefix: toByteString(workspacePath) });
    }, AttributeScope.empty);
  }

  /** This scope and one more file, located in `directory` (`''` or ending with `/`). */
  add(text: string, directory: string, ignoreCase = false): AttributeScope {
    const file = new AttributeFile(text, `${directory}${attributeFileName}`, ignoreCase);
    return this.with({ file, baseLength: toByteString(directory).length, prefix: '' });
  }

  /** The attributes of a file, by its path relative to the workspace folder. */
  find(path: string): FileAttributes {
    if (this.links.length === 0) return none;
    const bytes = toByteString(path);
    return this.links.reduce(
      (above, { file, prefix, baseLength }) => file.find(prefix + bytes.slice(baseLength), above),
      none,
    );
  }

  private with(link: AttributeLink): AttributeScope {
    return link.file.isEmpty ? this : new AttributeScope([...this.links, link]);
  }
}
