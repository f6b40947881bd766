import { totalsOf, type IndexState } from '../../common/indexState';
import type { MessageToView } from '../../common/viewProtocol';
import type { SearchService } from '../services';
import { clearestQuestions, sampleQuestions } from '../walkthrough/sampleQuestion';

/** So many questions are shown where nothing was asked yet. */
export const shownExamples = 3;

/** What choosing examples needs. */
export interface ExamplesFeedParts {
  readonly search: Pick<SearchService, 'search'>;
  readonly indexState: () => IndexState;
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host: () => string | undefined;
  readonly post: (message: MessageToView) => void;
}

/** Tells the page which sample questions this workspace can answer, once its index is complete. */
export class ExamplesFeed {
  private choosing: AbortController | undefined;
  private isTold = false;

  constructor(private readonly parts: ExamplesFeedParts) {}

  /** The page knows none: tell it in any case. */
  restart(): void {
    this.stop();
    this.isTold = false;
    this.check();
  }

  /** The index may be complete now. */
  check(): void {
    const state = this.parts.indexState();
    if (this.isTold || this.choosing) return;
    // Nothing is sent just to choose.
    if (this.parts.host() !== undefined) this.tell(sampleQuestions.slice(0, shownExamples));
    else if (state.kind === 'ready' && totalsOf(state).chunks > 0) void this.choose();
  }

  /** A search of a person comes first. */
  stop(): void {
    this.choosing?.abort();
    this.choosing = undefined;
  }

  private async choose(): Promise<void> {
    const { signal } = (this.choosing = new AbortController());
    const questions = await clearestQuestions(this.parts.search, sampleQuestions, signal);
    if (signal.aborted) return;
    this.choosing = undefined;
    this.tell(questions.slice(0, shownExamples));
  }

  private tell(questions: readonly string[]): void {
    this.isTold = true;
    this.parts.post({ type: 'examples', questions });
  }
}
