import type * as vscode from 'vscode';
import type { DirectoryInventory } from '../../common/contracts/inventoryContract';

/** A directory of a workspace folder. */
export interface Directory {
  readonly folder: vscode.WorkspaceFolder;
  /** Relative to the folder; `''` is the folder itself. */
  readonly path: string;
}

/** Reads directories for the tree: each once until the tree is refreshed. */
export class InventoryReader {
  private known = new Map<string, Promise<DirectoryInventory>>();

  /** @param readNow reads one directory */
  constructor(private readonly readNow: (directory: Directory) => Promise<DirectoryInventory>) {}

  /** Reads directories again, all at once, and forgets the others. Resolves when all have been read or have failed. */
  async readAgain(directories: readonly Directory[]): Promise<void> {
    const read = new Map<string, Promise<DirectoryInventory>>();
    for (const directory of directories) {
      const key = keyOf(directory);
      if (!read.has(key)) read.set(key, this.readNow(directory));
    }
    await Promise.allSettled(read.values());
    this.known = read;
  }

  /** Reads a directory, if that has not been done since the last refresh. Rejects if it cannot be read. */
  read(directory: Directory): Promise<DirectoryInventory> {
    const key = keyOf(directory);
    const inventory = this.known.get(key) ?? this.readNow(directory);
    this.known.set(key, inventory);
    return inventory;
  }
}

function keyOf({ folder, path }: Directory): string {
  return `${folder.uri.toString()}\n${path}`;
}
