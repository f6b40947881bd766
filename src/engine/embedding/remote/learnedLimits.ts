import { message, type Message } from '../../../common/messages/message';

/** The limits of an endpoint for one model that were found to differ from the documented ones. */
export interface LearnedLimits {
  /** Most texts in one request. */
  readonly maxInputs?: number | undefined;
  /** Most tokens of one text, by `estimateTokens`. */
  readonly maxInputTokens?: number | undefined;
  /** Most tokens in one request, by `estimateTokens`. */
  readonly maxRequestTokens?: number | undefined;
  /** A single text must be a string, not an array. */
  readonly asString?: boolean | undefined;
  /** The endpoint does not support base64. */
  readonly floatOnly?: boolean | undefined;
  /** Dimensions of its vectors when no others are requested. */
  readonly dimensions?: number | undefined;
}

/** Port for the memory of learned limits of one endpoint and model. It never throws; on errors it forgets. */
export interface LimitMemory {
  read(): LearnedLimits;
  write(limits: LearnedLimits): void;
}

/** Remembers limits until the program ends. */
export function volatileMemory(limits: LearnedLimits = {}): LimitMemory {
  let known = limits;
  return {
    read: () => known,
    write: (next) => {
      known = next;
    },
  };
}

/** The learned limits as messages for the user; empty if there are none. */
export function describeLearned(limits: LearnedLimits): Message[] {
  const { maxInputs, maxInputTokens, maxRequestTokens, asString, floatOnly } = limits;
  return [
    maxInputs !== undefined && message('textsPerRequest', maxInputs),
    maxRequestTokens !== undefined && message('tokensPerRequest', maxRequestTokens),
    maxInputTokens !== undefined && message('tokensPerText', maxInputTokens),
    asString === true && message('singleTexts'),
    floatOnly === true && message('numbersOnly'),
  ].filter((line) => line !== false);
}
