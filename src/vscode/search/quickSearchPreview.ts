import type { LocatedResult } from '../services';
import type { QuickSearchItem } from './quickSearchItems';
import type { ResultPreview } from './resultPreview';

/** How long the focus stays on a row before it is shown: each place that is shown stays in the history of _Go Back_. */
const restingPauseMs = 250;

/** What shows results; a new one takes the editor as it is then for what has to be put back. */
export type PreviewedEditor = Pick<ResultPreview, 'show' | 'restore' | 'settle'>;

/**
 * Shows in the editor the row that a person has moved to, once the focus stays there. A row that has the focus by itself, because a new
 * list came, is not shown, and the editor is put back as it was.
 */
export class QuickSearchPreview {
  private editor: PreviewedEditor | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** What is shown, or will be when the timer ends; undefined for the editor as it was. */
  private wanted: LocatedResult | undefined;
  /** The same, without what is only about to be. */
  private shown: LocatedResult | undefined;
  /** A row of this list was shown: any row that the focus is on now is one that the person went to. */
  private isLooking = false;

  /**
   * @param makeEditor called at once, and whenever the editor as it is then is what has to be put back; undefined where nothing is
   *   to be shown
   * @param looked told of each result that is shown
   */
  constructor(
    private readonly makeEditor: (() => PreviewedEditor) | undefined,
    private readonly looked: () => void,
  ) {
    this.editor = makeEditor?.();
  }

  /**
   * The focus is on a row.
   *
   * @param hasMoved whether the person has moved there
   */
  follow(item: QuickSearchItem | undefined, hasMoved: boolean): void {
    const action = item?.action;
    // What is being completed says nothing about the result that was shown before.
    if (action?.type === 'complete') this.wait();
    else this.want(action?.type === 'open' && (hasMoved || this.isLooking) ? action.result : undefined);
  }

  /** Another list came, and nobody has moved in it yet. */
  rest(): void {
    this.isLooking = false;
    this.want(undefined);
  }

  /** What was about to be shown is not. */
  wait(): void {
    clearTimeout(this.timer);
    this.wanted = this.shown;
  }

  /** Puts the editor back as it was, and gives it the keyboard: the list is closed. */
  async restore(): Promise<void> {
    this.wait();
    await this.editor?.restore(false);
  }

  /** Ends because `result` is about to be opened in the same place; see {@link ResultPreview.settle}. */
  async settle(result: LocatedResult, replacesPreview: boolean, preserveFocus: boolean): Promise<void> {
    this.wait();
    await this.editor?.settle(result, replacesPreview, preserveFocus);
  }

  /** What is open now is to stay: it is what the next ones put back. */
  startAnew(): void {
    this.wait();
    this.shown = this.wanted = undefined;
    this.isLooking = false;
    this.editor = this.makeEditor?.();
  }

  private want(result: LocatedResult | undefined): void {
    if (isSame(result, this.wanted)) return;
    clearTimeout(this.timer);
    this.wanted = result;
    if (isSame(result, this.shown)) return;
    this.timer = setTimeout(() => {
      this.shown = result;
      if (result) {
        this.isLooking = true;
        this.looked();
        void this.editor?.show(result);
      } else {
        void this.editor?.restore(true);
      }
    }, restingPauseMs);
  }
}

/** The same place may come again in a newer answer. */
function isSame(one: LocatedResult | undefined, other: LocatedResult | undefined): boolean {
  return one?.uri.toString() === other?.uri.toString() && one?.line === other?.line;
}
