import type * as vscode from 'vscode';
import type { DirectoryInventory } from '../../common/inventory';
import type { InventoryService } from '../services';

interface Place {
  readonly folder: vscode.WorkspaceFolder;
  readonly directory: string;
  /** In which round it was asked for. */
  readonly round: number;
}

/** Directories that were closed are read ahead for so many rounds more: VS Code may not have asked for any between two. */
const patientRounds = 2;

/** Reads directories for the tree; those that are shown all at once, ahead of being asked for. */
export class InventoryReader {
  /** What was asked for of late: that is what is shown. */
  private readonly shown = new Map<string, Place>();
  private round = 0;
  private ready = new Map<string, Promise<DirectoryInventory>>();

  constructor(private readonly inventory: Pick<InventoryService, 'inventory'>) {}

  /** Reads again what is shown; resolves when all of it is there, or is known not to be. */
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

  /** A directory that {@link take} is going to be asked for. Rejects where it cannot be read. */
  peek(folder: vscode.WorkspaceFolder, directory: string): Promise<DirectoryInventory> {
    const key = keyOf(folder, directory);
    const known = this.ready.get(key) ?? this.read(folder, directory);
    this.ready.set(key, known);
    return known;
  }

  /** A directory as it was read ahead; the next time it is read anew. Rejects where it cannot be read. */
  take(folder: vscode.WorkspaceFolder, directory: string): Promise<DirectoryInventory> {
    const key = keyOf(folder, directory);
    this.shown.set(key, { folder, directory, round: this.round });
    const known = this.ready.get(key);
    this.ready.delete(key);
    return known ?? this.read(folder, directory);
  }

  private read(folder: vscode.WorkspaceFolder, directory: string): Promise<DirectoryInventory> {
    return this.inventory.inventory(folder, directory);
  }
}

function keyOf(folder: vscode.WorkspaceFolder, directory: string): string {
  return `${folder.uri.toString()}\n${directory}`;
}
