import * as vscode from 'vscode';
import { setContext } from '../commands';
import type { ReadableUri } from '../published/publishedDocuments';
import type { LocatedResult } from '../services';
import { siblingRows } from './quickSearchRows';
import type { QuickSearchButtons, QuickSearchItem } from './quickSearchItems';
import { siblingResults } from './siblingResults';

/** The copies and translations of a result, while the quick search shows them instead of its results. */
export class QuickSearchCopies {
  private shown: { readonly of: LocatedResult; readonly rows: readonly QuickSearchItem[] } | undefined;
  private newest = 0;

  constructor(
    private readonly buttons: QuickSearchButtons,
    private readonly readableUri: ReadableUri,
  ) {}

  /** Undefined while the results are shown. */
  get rows(): readonly QuickSearchItem[] | undefined {
    return this.shown?.rows;
  }

  /** @returns whether the copies are shown; false if the request was superseded */
  async show(result: LocatedResult): Promise<boolean> {
    const number = ++this.newest;
    const results = await siblingResults(result, async (uri) =>
      (await vscode.workspace.openTextDocument(await this.readableUri(uri))).getText(),
    );
    if (number !== this.newest) return false;
    this.set({ of: result, rows: siblingRows(results, this.buttons) });
    return true;
  }

  /** @returns the result whose copies were shown; undefined if none were */
  leave(): LocatedResult | undefined {
    this.newest++;
    const result = this.shown?.of;
    if (result) this.set(undefined);
    return result;
  }

  private set(shown: QuickSearchCopies['shown']): void {
    this.shown = shown;
    setContext('inQuickSearchCopies', shown !== undefined);
  }
}
