import { estimateTokens } from './estimateTokens';
import type { LearnedLimits } from './learnedLimits';
import { splitText } from './splitText';
import type { ProviderLimits } from '../providers/providerRecord';

/** A part of a text with its vector. */
export interface Piece {
  readonly vector: Float32Array;
  /** Its length in characters. */
  readonly weight: number;
}

/** Who waits for a text: it is given its pieces in their order; none where it goes without a vector. */
export interface Waiter {
  readonly signal: AbortSignal | undefined;
  readonly resolve: (pieces: readonly Piece[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A text that waits for its vector, or a part of one. */
export interface QueuedText extends Waiter {
  readonly text: string;
  /** As estimated, with what is put before it. */
  readonly tokens: number;
  /** What was known before a request with this text was refused for its size. */
  before?: LearnedLimits | undefined;
}

/**
 * A text in parts that fit, or as it is where it fits; blank parts are left out.
 *
 * @param prefix put before each part
 * @param waiter told when all parts have their pieces
 */
export function queuedTexts(
  text: string,
  prefix: string,
  { maxInputTokens }: ProviderLimits,
  { signal, resolve, reject }: Waiter,
): QueuedText[] {
  const queued: QueuedText[] = [];
  const pieces = splitText(text, Math.max(1, maxInputTokens - estimateTokens(prefix)))
    .filter((part) => part.trim() !== '')
    .map(
      (part) =>
        new Promise<readonly Piece[]>((resolvePart, rejectPart) => {
          const tokens = estimateTokens(prefix + part);
          queued.push({ text: part, tokens, signal, resolve: resolvePart, reject: rejectPart });
        }),
    );
  Promise.all(pieces).then((all) => {
    resolve(all.flat());
  }, reject);
  return queued;
}

/** The first texts that fit into one request together; full when another one would not, or there may be none. */
export function nextBatch(
  waiting: readonly QueuedText[],
  { maxInputs, maxRequestTokens = Infinity }: ProviderLimits,
): { readonly items: readonly QueuedText[]; readonly isFull: boolean } {
  const items: QueuedText[] = [];
  let tokens = 0;
  for (const item of waiting) {
    const fits = items.length < maxInputs && (items.length === 0 || tokens + item.tokens <= maxRequestTokens);
    if (!fits) return { items, isFull: true };
    items.push(item);
    tokens += item.tokens;
  }
  return { items, isFull: items.length >= maxInputs };
}
