import type { SemanticSearchError } from '../../../common/errors';
import { estimateTokens } from './estimateTokens';
import type { LearnedLimits } from './learnedLimits';
import { splitText } from './splitText';
import type { ProviderLimits } from '../providers/providerRecord';

/** A part of a text with its vector, or with why the provider gives none. */
export type Piece =
  | {
      readonly vector: Float32Array;
      /** Its length in characters. */
      readonly weight: number;
    }
  | { readonly refusal: SemanticSearchError };

/** Who waits for a text: it is given its pieces in their order; none where it is blank. */
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
  /** What was known before the text was divided because its length was suspected. */
  readonly beforeDivided?: LearnedLimits | undefined;
  /** It was refused in an earlier run. */
  readonly wasRefused?: boolean | undefined;
  /** How often nothing came of it, where only this text can be the cause, and what happened the last time. */
  doubt?: { readonly failures: number; readonly error: SemanticSearchError } | undefined;
}

/** What is noted of a text, and holds for its parts. */
export type TextMarks = Pick<QueuedText, 'beforeDivided' | 'wasRefused'>;

/**
 * A text in parts that fit, or as it is where it fits; blank parts are left out.
 *
 * @param prefix put before each part
 * @param waiter told when all parts have their pieces
 * @param marks that each part gets
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
