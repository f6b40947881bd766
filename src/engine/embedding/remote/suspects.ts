import type { SemanticSearchError } from '../../../common/errors';
import type { QueuedText } from './packing';

/** Failures of a text sent alone that are enough, where the cause may pass by itself, and where the provider refuses. */
const enoughFailures = 2;
const enoughRefusals = 1;

/** What comes next: whether the provider works at all, some texts, or the verdict on one. */
export type SuspectStep =
  | { readonly type: 'probe' }
  | { readonly type: 'send'; readonly items: readonly QueuedText[] }
  | { readonly type: 'refuse'; readonly item: QueuedText; readonly error: SemanticSearchError };

/**
 * Texts of requests that came to nothing, until it is known which of them the provider cannot embed. They are sent in groups, from
 * the first one on: of a group that came to nothing the first half, and so on down to the bad text; behind it one, and twice as many
 * after each success. So one bad text of n costs about 2 log n requests, and texts that are all bad one or two each. A text is only refused when the provider has answered something else before and after it failed alone.
 */
export class Suspects {
  private items: readonly QueuedText[] = [];
  /** So many of the first ones hold a bad one; 0 where that is not known. */
  private within = 0;
  /** How many are sent together where it is not known. */
  private size = Infinity;
  private lastFailure: SemanticSearchError | undefined;

  /** The last failure, where the provider has answered nothing since. */
  get failure(): SemanticSearchError | undefined {
    return this.lastFailure;
  }

  get all(): readonly QueuedText[] {
    return this.items;
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** Takes in the texts of a request that came to nothing. */
  addFailed(items: readonly QueuedText[], error: SemanticSearchError): void {
    if (this.isEmpty) this.within = items.length;
    this.items = [...this.items, ...items];
    this.lastFailure = error;
    noteDoubt(items, error);
  }

  /** Takes in texts that were refused in an earlier run: they are not sent with others. */
  addRefused(items: readonly QueuedText[]): void {
    this.items = [...this.items, ...items];
  }

  /** What to do next. Undefined if no text is suspected. */
  next(): SuspectStep | undefined {
    const [first] = this.items;
    if (!first) return undefined;
    if (this.lastFailure) return { type: 'probe' };
    const { doubt } = first;
    if (doubt && doubt.failures >= enoughFor(first))
      return { type: 'refuse', item: first, error: doubt.error };
    const size = this.within > 0 ? Math.ceil(this.within / 2) : this.size;
    return { type: 'send', items: this.items.slice(0, size) };
  }

  /** A group came to nothing. */
  failed(items: readonly QueuedText[], error: SemanticSearchError): void {
    // Smaller groups tell as much as a text of our own, as long as there is a server that answers them.
    if (items.length === 1 || error.code === 'PROVIDER_UNREACHABLE') this.lastFailure = error;
    this.within = items.length;
    noteDoubt(items, error);
  }

  /** The provider has answered. */
  answered(): void {
    this.lastFailure = undefined;
  }

  /** These texts have what they wait for. */
  settled(items: readonly QueuedText[]): void {
    const { within } = this;
    this.remove(items);
    if (within === 0) this.size *= 2;
  }

  /** The first text is refused. */
  refused(item: QueuedText): void {
    this.size = 1;
    this.remove([item]);
  }

  /** Forgets texts. */
  remove(items: readonly QueuedText[]): void {
    const gone = new Set(items);
    this.within -= this.items.slice(0, this.within).filter((item) => gone.has(item)).length;
    this.items = this.items.filter((item) => !gone.has(item));
    if (this.isEmpty) this.size = Infinity;
  }

  /** Forgets all; returns them. */
  clear(): readonly QueuedText[] {
    const { items } = this;
    this.remove(items);
    this.lastFailure = undefined;
    return items;
  }
}

/** Where a text was sent alone, it is the cause. */
function noteDoubt(items: readonly QueuedText[], error: SemanticSearchError): void {
  const [item] = items;
  if (item && items.length === 1) item.doubt = { failures: (item.doubt?.failures ?? 0) + 1, error };
}

/** A refusal is the provider's decision; anything else may have passed by the next time. */
function enoughFor({ doubt, wasRefused }: QueuedText): number {
  const isRefusal = doubt?.error.code === 'PROVIDER_REFUSED' || doubt?.error.code === 'PROVIDER_KEY';
  return isRefusal || wasRefused === true ? enoughRefusals : enoughFailures;
}
