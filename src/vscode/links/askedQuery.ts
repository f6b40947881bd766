/** What was asked last, in the palette or in the view: so that another search can take it over. */
export class AskedQuery {
  /** As it was typed, filters in words included; '' where nothing was asked. */
  text = '';

  note(text: string): void {
    this.text = text;
  }
}
