/** Most texts that are remembered; older ones are shown again. */
const mostTexts = 500;

/** The lines that the answers of a session have shown, so that no answer repeats them. */
export class ShownLines {
  /** Texts by file, the least recently shown first. */
  private readonly texts = new Map<string, string>();

  /** Whether the text of a file was shown, by itself or as a part of more lines. */
  has(file: string, text: string): boolean {
    const prefix = `${file}\0`;
    for (const [key, shown] of this.texts) if (key.startsWith(prefix) && shown.includes(text)) return true;
    return false;
  }

  add(file: string, text: string): void {
    const key = `${file}\0${text}`;
    this.texts.delete(key);
    this.texts.set(key, text);
    if (this.texts.size <= mostTexts) return;
    const [oldest] = this.texts.keys();
    if (oldest !== undefined) this.texts.delete(oldest);
  }
}
