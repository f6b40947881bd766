import type { ProviderLimits } from '../embedding/providers/serviceRecord';
import { estimateTokens } from '../embedding/remote/estimateTokens';
import type { Refused } from '../embedding/remote/exchangeTypes';
import type { LearnedLimits } from '../embedding/remote/learnedLimits';
import { remedyOf } from '../embedding/remote/sizeRefusal';
import { splitText } from '../embedding/remote/splitText';

/** No document is cut to fewer tokens, by `estimateTokens`. */
const leastTokens = 32;

/** The texts of one request. */
export interface RerankTexts {
  readonly query: string;
  readonly documents: readonly string[];
}

/**
 * The texts as they are sent: the first documents if there are too many, each cut so that it fits with the query, and
 * that all fit into one request; of a query that takes more than half of the tokens, only its beginning. Documents are
 * never divided over several requests: the scores of two requests of a model that compares documents with each other
 * cannot be compared.
 */
export function fitTexts(
  { query, documents }: RerankTexts,
  { maxInputs, maxInputTokens, maxRequestTokens = Infinity }: ProviderLimits,
): RerankTexts {
  const sent = documents.slice(0, maxInputs);
  const tokens = Math.min(maxInputTokens, Math.floor(maxRequestTokens / sent.length));
  const asked = cutText(query, Math.max(leastTokens, Math.floor(tokens / 2)));
  const budget = Math.max(leastTokens, tokens - estimateTokens(asked));
  return { query: asked, documents: sent.map((text) => cutText(text, budget)) };
}

/** The limits that a refusal suggests: half of what was sent; undefined if its size is not the cause. */
export function smallerLimits(
  refused: Pick<Refused, 'status' | 'fault'>,
  { query, documents }: RerankTexts,
): Pick<LearnedLimits, 'maxInputs' | 'maxInputTokens'> | undefined {
  const remedy = remedyOf(refused, { inputs: documents, asString: true });
  if (remedy === 'inputs' && documents.length > 1) return { maxInputs: Math.floor(documents.length / 2) };
  if (remedy !== 'tokens' && remedy !== 'input') return undefined;
  const queryTokens = estimateTokens(query);
  const longest = Math.max(...documents.map(estimateTokens));
  if (longest <= leastTokens) return undefined;
  return { maxInputTokens: queryTokens + Math.max(leastTokens, Math.floor(longest / 2)) };
}

/** As many whole lines of a text as have so many tokens; of a longer first line, its beginning. */
function cutText(text: string, maxTokens: number): string {
  if (estimateTokens(text) <= maxTokens) return text;
  let end = -1;
  for (;;) {
    const next = text.indexOf('\n', end + 1);
    if (next < 0 || estimateTokens(text.slice(0, next)) > maxTokens) break;
    end = next;
  }
  return end > 0 ? text.slice(0, end) : splitText(text, maxTokens)[0]!;
}
