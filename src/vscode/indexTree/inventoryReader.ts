import type * as vscode from 'vscode';
import type { DirectoryInventory } from '../../common/contracts/inventoryContract';

interface ShownDirectory {
  readonly folder: vscode.WorkspaceFolder;
  readonly directory: string;
  /** Round of the last request. */
  readonly round: number;
}

/** Number of rounds for which a collapsed directory is still read ahead: VS Code may not request it between two rounds. */
const patientRounds = 2;

/** Reads directories for the tree. Reads the visible ones ahead, all at once. */
export class InventoryReader {
  /** Recently requested directories, which are the visible ones. */
  private readonly shown = new Map<string, ShownDirectory>();
  private round = 0;
  private ready = new Map<string, Promise<DirectoryInventory>>();

  /** @param read reads one directory */
  constructor(
    private readonly read: (folder: vscode.WorkspaceFolder, directory: string) => Promise<DirectoryInventory>,
  ) {}

  /** Reads the visible directories again. Resolves when all have been read or have failed. */
  async readAgain(): Promise<void> {
    this.round++;
    for (const [key, { round }] of this.shown) {
      if (round < this.round - patientRounds) this.shown.delete(key);
    }
    const read = [...this.shown].map(
      ([key, { folder, directory }]) => [key, this.read(folder, directory)] as const,
    );
    await Promise.allSettled(read.map(([, inventory]) => inventory));
    this.ready = new Map(read);
  }

  /** Reads a directory that {@link take} will request next. Rejects if it cannot be read. */
  peek(folder: vscode.WorkspaceFolder, directory: string): Promise<DirectoryInventory> {
    const key = keyOf(folder, directory);
    const known = this.ready.get(key) ?? this.read(folder, directory);
    this.ready.set(key, known);
    return known;
  }

  /** Returns a directory that was read ahead; the next call reads it again. Rejects if it cannot be read. */
  take(folder: vscode.WorkspaceFolder, directory: string): Promise<DirectoryInventory> {
    const key = keyOf(folder, directory);
    this.shown.set(key, { folder, directory, round: this.round });
    const known = this.ready.get(key);
    this.ready.delete(key);
    return known ?? this.read(folder, directory);
  }
}

function keyOf(folder: vscode.WorkspaceFolder, directory: string): string {
  return `${folder.uri.toString()}\n${directory}`;
}
