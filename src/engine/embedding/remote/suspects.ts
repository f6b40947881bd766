import type { SemanticSearchError } from '../../../common/errors/errors';
import type { QueuedText } from './requestPacking';

/** Failures of a text sent alone that suffice to refuse it: after a temporary failure, and after a refusal. */
const enoughFailures = 2;
const enoughRefusals = 1;

/** The next step: check whether the provider works at all, send some texts, or refuse one. */
export type SuspectStep =
  | { readonly type: 'probe' }
  | { readonly type: 'send'; readonly items: readonly QueuedText[] }
  | { readonly type: 'refuse'; readonly item: QueuedText; readonly error: SemanticSearchError };

/**
 * Texts of failed requests, until it is known which of them the provider cannot embed. They are sent in groups, in
 * order: after a failed group its first half, and so on down to the bad text; after it one text, and twice as many
 * after each success. One bad text of n costs about 2 log n requests, and texts that are all bad one or two each. A
 * text is refused only if the provider answered other requests before and after it failed alone.
 */
export class Suspects {
  private items: readonly QueuedText[] = [];
  /** The first this many texts contain a bad one; 0 if that is not known. */
  private within = 0;
  /** Group size if it is not known where the bad text is. */
  private size = Infinity;
  private lastFailure: SemanticSearchError | undefined;

  /** The last failure, if the provider has answered nothing since. */
  get failure(): SemanticSearchError | undefined {
    return this.lastFailure;
  }

  get all(): readonly QueuedText[] {
    return this.items;
  }

  get isEmpty(): boolean {
    return this.items.length === 0;
  }

  /** Adds the texts of a failed request. */
  addFailed(items: readonly QueuedText[], error: SemanticSearchError): void {
    if (this.isEmpty) this.within = items.length;
    this.items = [...this.items, ...items];
    this.lastFailure = error;
    noteDoubt(items, error);
  }

  /** Adds texts that were refused in an earlier run: they are not sent with others. */
  addRefused(items: readonly QueuedText[]): void {
    this.items = [...this.items, ...items];
  }

  /** The next step. Undefined if no text is suspected. */
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

  /** A group failed. */
  failed(items: readonly QueuedText[], error: SemanticSearchError): void {
    // Smaller groups give the same information as a probe, as long as there is a server that answers them.
    if (items.length === 1 || error.code === 'PROVIDER_UNREACHABLE') this.lastFailure = error;
    this.within = items.length;
    noteDoubt(items, error);
  }

  /** The provider has answered. */
  answered(): void {
    this.lastFailure = undefined;
  }

  /** These texts have their vectors. */
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

  /** Removes texts. */
  remove(items: readonly QueuedText[]): void {
    const gone = new Set(items);
    this.within -= this.items.slice(0, this.within).filter((item) => gone.has(item)).length;
    this.items = this.items.filter((item) => !gone.has(item));
    if (this.isEmpty) this.size = Infinity;
  }

  /** Removes all texts and returns them. */
  clear(): readonly QueuedText[] {
    const { items } = this;
    this.remove(items);
    this.lastFailure = undefined;
    return items;
  }
}

/** If a text was sent alone, it is the cause. */
function noteDoubt(items: readonly QueuedText[], error: SemanticSearchError): void {
  const [item] = items;
  if (item && items.length === 1) item.doubt = { failures: (item.doubt?.failures ?? 0) + 1, error };
}

/** A refusal is the provider's decision; any other failure may be temporary. */
function enoughFor({ doubt, wasRefused }: QueuedText): number {
  const isRefusal = doubt?.error.code === 'PROVIDER_REFUSED' || doubt?.error.code === 'PROVIDER_KEY';
  return isRefusal || wasRefused === true ? enoughRefusals : enoughFailures;
}
