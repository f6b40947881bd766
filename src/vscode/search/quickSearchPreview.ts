import type { LocatedResult } from '../services';
import type { QuickSearchItem } from './quickSearchItems';
import type { ResultPreview } from './resultPreview';

/** How long a row must have the focus before it is previewed, in milliseconds: each previewed location enters the _Go Back_ history. */
const restingPauseMs = 250;

/** The preview editor. A new one captures the current editor state, to restore it later. */
export type PreviewedEditor = Pick<ResultPreview, 'show' | 'restore' | 'settle'>;

/**
 * Previews the row that the user has moved to, once the focus stays there. A row that is focused only because the list was
 * replaced is not previewed; the editor is restored.
 */
export class QuickSearchPreview {
  private editor: PreviewedEditor | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  /** The result that is shown or will be when the timer ends; undefined for the restored editor. */
  private wanted: LocatedResult | undefined;
  /** The result that is shown, without a pending one. */
  private shown: LocatedResult | undefined;
  /** A row of this list was previewed, so the user chose any row that is focused now. */
  private isPreviewing = false;

  /**
   * @param makeEditor called at once, and whenever the current editor state should be captured for restoring; undefined if
   *   previews are off
   * @param onViewed called for each result that is shown
   */
  constructor(
    private readonly makeEditor: (() => PreviewedEditor) | undefined,
    private readonly onViewed: () => void,
  ) {
    this.editor = makeEditor?.();
  }

  /**
   * Called when a row gets the focus.
   *
   * @param hasMoved whether the user has moved the focus there
   */
  follow(item: QuickSearchItem | undefined, hasMoved: boolean): void {
    const action = item?.action;
    // A filter completion does not change the preview.
    if (action?.type === 'complete') this.wait();
    else this.want(action?.type === 'open' && (hasMoved || this.isPreviewing) ? action.result : undefined);
  }

  /** Called for a new list in which the user has not moved the focus yet. */
  rest(): void {
    this.isPreviewing = false;
    this.want(undefined);
  }

  /** Cancels a pending preview. */
  wait(): void {
    clearTimeout(this.timer);
    this.wanted = this.shown;
  }

  /** Restores the editor and gives it the focus, because the list is closed. */
  async restore(): Promise<void> {
    this.wait();
    await this.editor?.restore(false);
  }

  /** Ends the preview because `result` is about to be opened in the same place; see {@link ResultPreview.settle}. */
  async settle(result: LocatedResult, replacesPreview: boolean, preserveFocus: boolean): Promise<void> {
    this.wait();
    await this.editor?.settle(result, replacesPreview, preserveFocus);
  }

  /** Keeps the open editor: later previews restore this state. */
  restart(): void {
    this.wait();
    this.shown = this.wanted = undefined;
    this.isPreviewing = false;
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
        this.isPreviewing = true;
        this.onViewed();
        void this.editor?.show(result);
      } else {
        void this.editor?.restore(true);
      }
    }, restingPauseMs);
  }
}

/** A newer answer may contain the same location. */
function isSame(one: LocatedResult | undefined, other: LocatedResult | undefined): boolean {
  return one?.uri.toString() === other?.uri.toString() && one?.line === other?.line;
}
