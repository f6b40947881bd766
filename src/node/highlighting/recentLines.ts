import type { HighlightItem } from '../../common/contracts/highlightContract';
import type { CodeLine } from '../../common/view/viewProtocol';

/** Caches coloured items: a query that is extended or repeated shows the same lines again. */
export class RecentLines {
  /** Ordered by last use, oldest first. */
  private readonly lines = new Map<string, CodeLine[]>();

  constructor(private readonly maxItems: number) {}

  get(item: HighlightItem): CodeLine[] | undefined {
    const key = keyOf(item);
    const lines = this.lines.get(key);
    if (lines) {
      this.lines.delete(key);
      this.lines.set(key, lines);
    }
    return lines;
  }

  set(item: HighlightItem, lines: CodeLine[]): void {
    this.lines.set(keyOf(item), lines);
    const [oldest] = this.lines.keys();
    if (this.lines.size > this.maxItems && oldest !== undefined) this.lines.delete(oldest);
  }
}

function keyOf({ language, lines }: HighlightItem): string {
  return [language, ...lines].join('\n');
}
