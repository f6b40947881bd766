import type { KnownLimits } from './knownLimits';
import type { LearnedLimits } from './learnedLimits';
import type { QueuedText } from './requestPacking';
import type { Remedy } from './sizeRefusal';
import { splitText } from './splitText';

/** Shorter texts are not split: no model accepts fewer tokens, so their length is not the cause. */
const leastTokens = 48;
/** Share of the length to try next after a text was refused for its length. */
const shorter = 0.75;
/** A text is not refused for its length if one of this many times its length was accepted; lengths are estimates. */
const surelyLonger = 2;

/** Learns the limits of a provider from what it refuses for its size, and forgets them if the size was not the cause. */
export class LimitsFromRefusals {
  constructor(private readonly limits: KnownLimits) {}

  /**
   * Tightens the limit that a request exceeded.
   *
   * @param items the texts of the request; they are marked with the limits of before
   * @param all the texts that wait or are under way
   */
  tighten(
    remedy: Extract<Remedy, 'inputs' | 'tokens' | 'array'>,
    items: readonly QueuedText[],
    all: readonly QueuedText[],
  ): void {
    const { limits } = this;
    // Those before the refusals whose texts are not accepted yet: until they are, the new limits are a guess.
    const before = all.find((item) => item.before !== undefined)?.before ?? limits.learned;
    switch (remedy) {
      case 'inputs':
        limits.tighten({ maxInputs: Math.ceil(items.length / 2) });
        break;
      case 'tokens': {
        const tokens = items.reduce((sum, item) => sum + item.tokens, 0);
        limits.tighten({ maxRequestTokens: Math.ceil(tokens / 2) });
        break;
      }
      case 'array':
        limits.learn({ maxInputs: 1, asString: true });
    }
    for (const item of items) item.before ??= before;
  }

  /** The number of texts was not the cause: forgets the limits learned from it on the way to the refusal of a text. */
  restoreRequestLimits(item: QueuedText): void {
    const { before } = item;
    item.before = undefined;
    if (!before || this.limits.learned.asString) return;
    this.limits.learn({ maxInputs: before.maxInputs, maxRequestTokens: before.maxRequestTokens });
  }

  /**
   * Learns that a text is too long.
   *
   * @param longestTaken tokens of the longest text that was accepted
   * @returns the new limit, and the limits of before; undefined if the text cannot be divided, or its length is not the cause: then
   *   the limits learned from it are forgotten
   */
  shorten(
    item: QueuedText,
    longestTaken: number,
  ): { readonly maxInputTokens: number; readonly beforeDivided: LearnedLimits } | undefined {
    const { limits } = this;
    const maxInputTokens = Math.floor(item.tokens * shorter);
    const isLong = item.tokens * surelyLonger > longestTaken;
    if (!isLong || maxInputTokens < leastTokens || splitText(item.text, maxInputTokens).length < 2) {
      const { beforeDivided } = item;
      if (beforeDivided) limits.learn({ maxInputTokens: beforeDivided.maxInputTokens });
      return undefined;
    }
    const beforeDivided = item.beforeDivided ?? limits.learned;
    limits.tighten({ maxInputTokens });
    return { maxInputTokens, beforeDivided };
  }
}
