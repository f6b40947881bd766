import type { Logger } from '../../common/logger';
import type { LocatedResult } from '../services';
import type { QuickSearchItem } from './quickSearchItems';
import { ResultPreview } from './resultPreview';

/** The first result is shown when the list has come to rest; one that a person moves to, sooner. */
const restingPauseMs = 250;
const movedPauseMs = 100;

/** Shows in the editor what has the focus in the list, once it stays there. */
export class QuickSearchPreview {
  private readonly preview: ResultPreview | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isWanted whether anything is shown at all */
  constructor(isWanted: boolean, logger: Logger) {
    this.preview = isWanted ? new ResultPreview(logger) : undefined;
  }

  /** @param hasMoved whether the person has moved there */
  follow(item: QuickSearchItem | undefined, hasMoved: boolean): void {
    const { preview } = this;
    if (!preview) return;
    this.wait();
    const action = item?.action;
    // What is being completed says nothing about the result that was shown before.
    if (action?.type === 'complete') return;
    const follow = (): void => {
      if (action?.type === 'open') void preview.show(action.result);
      else void preview.restore(true);
    };
    this.timer = setTimeout(follow, hasMoved ? movedPauseMs : restingPauseMs);
  }

  /** What was about to be shown is not. */
  wait(): void {
    clearTimeout(this.timer);
  }

  /** Puts the editor back as it was, and gives it the keyboard: the list is closed. */
  async restore(): Promise<void> {
    this.wait();
    await this.preview?.restore(false);
  }

  /** Ends because `result` is about to be opened in the same place; see {@link ResultPreview.settle}. */
  async settle(result: LocatedResult, replacesPreview: boolean): Promise<void> {
    this.wait();
    await this.preview?.settle(result, replacesPreview);
  }
}
