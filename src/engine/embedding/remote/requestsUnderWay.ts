import { isCancelled, type QueuedText } from './requestPacking';

/** A request in flight. */
export interface RequestUnderWay {
  /** The texts it sends; for a probe, the texts that wait for its result. */
  readonly items: readonly QueuedText[];
  /**
   * `group`: texts, one of which is suspected. `probe`: a text of the extension's own, to check whether the provider
   * works.
   */
  readonly type: 'usual' | 'group' | 'probe';
  readonly cancellation: AbortController;
  /** How many refusals the queue had learned limits from when it was sent. */
  readonly limitChanges: number;
  /** The provider has not answered it yet. */
  isAtProvider: boolean;
}

/** The requests in flight. */
export class RequestsUnderWay {
  private readonly requests = new Set<RequestUnderWay>();

  get isEmpty(): boolean {
    return this.requests.size === 0;
  }

  /** The texts of all of them. */
  get items(): QueuedText[] {
    return [...this.requests].flatMap(({ items }) => items);
  }

  /** How many of them the provider has not answered yet. */
  get atProvider(): number {
    return [...this.requests].filter(({ isAtProvider }) => isAtProvider).length;
  }

  /** Whether one was sent after this many refusals had taught limits. */
  hasSentAfter(limitChanges: number): boolean {
    return [...this.requests].some((request) => request.limitChanges === limitChanges);
  }

  begin(parts: Pick<RequestUnderWay, 'items' | 'type' | 'limitChanges'>): RequestUnderWay {
    const request = { ...parts, cancellation: new AbortController(), isAtProvider: true };
    this.requests.add(request);
    return request;
  }

  end(request: RequestUnderWay): void {
    this.requests.delete(request);
  }

  /** Aborts the requests whose texts are all cancelled. */
  abortCancelled(): void {
    for (const { items, cancellation } of this.requests) if (items.every(isCancelled)) cancellation.abort();
  }
}
