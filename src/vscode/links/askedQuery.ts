/** The last query of the quick search or the view, so that another search can reuse it. */
export class AskedQuery {
  /** As typed, including filters; '' if there was no query. */
  text = '';

  note(text: string): void {
    this.text = text;
  }
}
