import * as vscode from 'vscode';
import { contextKeys } from '../contributions';
import type { LocatedResult } from '../services';
import { siblingRows } from './quickSearchRows';
import type { QuickSearchButtons, QuickSearchItem } from './quickSearchItems';
import { siblingResults } from './siblingResults';

/** The copies and translations of a result, while a quick search shows them in place of its results. */
export class QuickSearchCopies {
  private shown: { readonly of: LocatedResult; readonly rows: readonly QuickSearchItem[] } | undefined;
  private newest = 0;

  constructor(private readonly buttons: QuickSearchButtons) {}

  /** Undefined while the results themselves are shown. */
  get rows(): readonly QuickSearchItem[] | undefined {
    return this.shown?.rows;
  }

  /** @returns whether they are shown now: not where something else was asked for meanwhile */
  async show(result: LocatedResult): Promise<boolean> {
    const number = ++this.newest;
    const results = await siblingResults(result, async (uri) =>
      (await vscode.workspace.openTextDocument(uri)).getText(),
    );
    if (number !== this.newest) return false;
    this.set({ of: result, rows: siblingRows(results, this.buttons) });
    return true;
  }

  /** @returns the result whose copies were shown; undefined where none were */
  leave(): LocatedResult | undefined {
    this.newest++;
    const result = this.shown?.of;
    if (result) this.set(undefined);
    return result;
  }

  private set(shown: QuickSearchCopies['shown']): void {
    this.shown = shown;
    void vscode.commands.executeCommand('setContext', contextKeys.inQuickSearchCopies, shown !== undefined);
  }
}
