import type { SemanticSearchError } from '../../../common/errors/errors';
import { estimateTokens } from './estimateTokens';
import type { LearnedLimits } from './learnedLimits';
import { splitText } from './splitText';
import type { ProviderLimits } from '../providers/serviceRecord';

/** A part of a text with its vector, or with the reason for the refusal. */
export type Piece =
  | {
      readonly vector: Float32Array;
      /** Its length in characters. */
      readonly weight: number;
    }
  | { readonly refusal: SemanticSearchError };

/** The caller that waits for a text: it receives its pieces in order; none for a blank text. */
export interface Waiter {
  readonly signal: AbortSignal | undefined;
  readonly resolve: (pieces: readonly Piece[]) => void;
  readonly reject: (error: unknown) => void;
}

/** A text that waits for its vector, or a part of one. */
export interface QueuedText extends Waiter {
  readonly text: string;
  /** Estimated, including the prefix. */
  readonly tokens: number;
  /** The learned limits before a request with this text was refused for its size. */
  before?: LearnedLimits | undefined;
  /** The learned limits before the text was split because of its suspected length. */
  readonly beforeDivided?: LearnedLimits | undefined;
  /** It was refused in an earlier run. */
  readonly wasRefused?: boolean | undefined;
  /** How often this text failed when only it can be the cause, and the last error. */
  doubt?: { readonly failures: number; readonly error: SemanticSearchError } | undefined;
}

/** Whether the caller has cancelled a text. */
export function isCancelled({ signal }: QueuedText): boolean {
  return signal?.aborted === true;
}

/** Properties of a text that also apply to its parts. */
export type TextMarks = Pick<QueuedText, 'beforeDivided' | 'wasRefused'>;

/**
 * Splits a text into parts that fit, or keeps it if it fits; blank parts are left out.
 *
 * @param prefix put before each part
 * @param waiter resolved when all parts have their pieces
 * @param marks copied to each part
 */
export function queuedTexts(
  text: string,
  prefix: string,
  { maxInputTokens }: ProviderLimits,
  { signal, resolve, reject }: Waiter,
  marks: TextMarks = {},
): QueuedText[] {
  const queued: QueuedText[] = [];
  const pieces = splitText(text, Math.max(1, maxInputTokens - estimateTokens(prefix)))
    .filter((part) => part.trim() !== '')
    .map(
      (part) =>
        new Promise<readonly Piece[]>((resolvePart, rejectPart) => {
          const tokens = estimateTokens(prefix + part);
          queued.push({ ...marks, text: part, tokens, signal, resolve: resolvePart, reject: rejectPart });
        }),
    );
  Promise.all(pieces).then((all) => {
    resolve(all.flat());
  }, reject);
  return queued;
}

/** The first texts that fit into one request together; full if the next one does not fit, or no more are allowed. */
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

/** Whether another text, with its prefix, fits into a request of these texts. */
export function fitsBeside(
  items: readonly QueuedText[],
  text: string,
  { maxInputs, maxRequestTokens = Infinity }: ProviderLimits,
): boolean {
  const tokens = items.reduce((sum, item) => sum + item.tokens, estimateTokens(text));
  return items.length < maxInputs && tokens <= maxRequestTokens;
}
