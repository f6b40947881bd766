import type * as vscode from 'vscode';
import type { ViewLayout } from '../../common/view/viewProtocol';
import { isViewLayout } from '../../common/view/viewValues';
import { setContext } from '../commands';

const storageKey = 'semanticSearch.resultsLayout';

/** Layout of the results in this workspace; by default a tree with code. Kept across restarts. */
export class ResultsLayout {
  private layout: ViewLayout;

  constructor(private readonly memento: vscode.Memento) {
    const stored = memento.get<unknown>(storageKey);
    this.layout = isViewLayout(stored) ? stored : { isList: false, isCompact: false };
    this.setContextKeys();
  }

  get value(): ViewLayout {
    return this.layout;
  }

  async change(change: Partial<ViewLayout>): Promise<void> {
    this.layout = { ...this.layout, ...change };
    this.setContextKeys();
    await this.memento.update(storageKey, this.layout);
  }

  private setContextKeys(): void {
    const { isList, isCompact } = this.layout;
    setContext('resultsAsList', isList);
    setContext('resultsCompact', isCompact);
  }
}
