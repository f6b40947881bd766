import { totalsOf, type IndexState } from '../../common/contracts/indexState';
import type { MessageToView } from '../../common/view/viewProtocol';
import type { SearchService } from '../services';
import { clearestQuestions, sampleQuestions } from '../walkthrough/sampleQuestion';

/** Number of sample questions shown before the first query. */
export const shownExamples = 3;

/** Dependencies for choosing examples. */
export interface ExamplesFeedParts {
  readonly search: Pick<SearchService, 'search'>;
  readonly indexState: () => IndexState;
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host: () => string | undefined;
  readonly post: (message: MessageToView) => void;
}

/** Sends the page the sample questions that this workspace answers best, once its index is complete. */
export class ExamplesFeed {
  private choosing: AbortController | undefined;
  private isSent = false;

  constructor(private readonly parts: ExamplesFeedParts) {}

  /** Call for a new page: sends the examples again. */
  restart(): void {
    this.stop();
    this.isSent = false;
    this.check();
  }

  /** Call when the index may be complete. */
  check(): void {
    const state = this.parts.indexState();
    if (this.isSent || this.choosing) return;
    // Do not send queries to a provider only to choose examples.
    if (this.parts.host() !== undefined) this.send(sampleQuestions.slice(0, shownExamples));
    else if (state.kind === 'ready' && totalsOf(state).chunks > 0) void this.choose();
  }

  /** Stops choosing, because a search of the user takes precedence. */
  stop(): void {
    this.choosing?.abort();
    this.choosing = undefined;
  }

  private async choose(): Promise<void> {
    const { signal } = (this.choosing = new AbortController());
    const questions = await clearestQuestions(this.parts.search, sampleQuestions, signal);
    if (signal.aborted) return;
    this.choosing = undefined;
    this.send(questions.slice(0, shownExamples));
  }

  private send(questions: readonly string[]): void {
    this.isSent = true;
    this.parts.post({ type: 'examples', questions });
  }
}
