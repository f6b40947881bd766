import type * as vscode from 'vscode';
import type { QuickSearchItem } from './quickSearchItems';

/** The text of the input box, whether the user or code has changed it. */
export class QuickSearchBox {
  private current = '';
  /** Texts set by code whose change event is still pending, oldest first. */
  private readonly setTexts: string[] = [];

  constructor(private readonly pick: Pick<vscode.QuickPick<QuickSearchItem>, 'value'>) {}

  get text(): string {
    return this.current;
  }

  get isEmpty(): boolean {
    return this.current.trim() === '';
  }

  /** Sets the text. */
  set(text: string): void {
    this.pick.value = text;
    this.setTexts.push(text);
    this.current = text;
  }

  /**
   * Follows an event of VS Code, which also reports texts set by code, and late: a newer text may be set by then. It may skip
   * some.
   *
   * @returns whether the user has changed the text
   */
  follow(value: string): boolean {
    const index = this.setTexts.indexOf(value);
    this.setTexts.splice(0, index < 0 ? this.setTexts.length : index + 1);
    if (index >= 0 || value === this.current) return false;
    this.current = value;
    return true;
  }
}
