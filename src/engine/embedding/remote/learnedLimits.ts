import * as l10n from '@vscode/l10n';
import { countOf, formatCount } from '../../../common/countText';

/** What an endpoint was found to take, for one model, where that differs from what is documented. */
export interface LearnedLimits {
  /** Most texts in one request. */
  readonly maxInputs?: number | undefined;
  /** Most tokens of one text, as estimated here. */
  readonly maxInputTokens?: number | undefined;
  /** Most tokens in one request, as estimated here. */
  readonly maxRequestTokens?: number | undefined;
  /** A single text must be a string, not an array. */
  readonly asString?: boolean | undefined;
  /** It does not give base64. */
  readonly floatOnly?: boolean | undefined;
  /** Of its vectors, when no others are asked for. */
  readonly dimensions?: number | undefined;
}

/** Port to where they are remembered, for one endpoint and model. A convenience: it never throws, it only forgets. */
export interface LimitMemory {
  read(): LearnedLimits;
  write(limits: LearnedLimits): void;
}

/** Remembers for as long as the program runs. */
export function volatileMemory(limits: LearnedLimits = {}): LimitMemory {
  let known = limits;
  return {
    read: () => known,
    write: (next) => {
      known = next;
    },
  };
}

/** What was learned, for people; empty where nothing was. */
export function describeLearned(limits: LearnedLimits): string[] {
  const { maxInputs, maxInputTokens, maxRequestTokens, asString, floatOnly } = limits;
  return [
    maxInputs !== undefined && l10n.t('at most {0} per request', countOf(maxInputs, 'text')),
    maxRequestTokens !== undefined &&
      l10n.t('at most about {0} tokens per request', formatCount(maxRequestTokens)),
    maxInputTokens !== undefined && l10n.t('at most about {0} tokens per text', formatCount(maxInputTokens)),
    asString === true && l10n.t('one text at a time, not in a list'),
    floatOnly === true && l10n.t('numbers only, no base64'),
  ].filter((line) => line !== false);
}
