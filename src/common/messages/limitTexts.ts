import * as l10n from '@vscode/l10n';
import { countOf, formatCount } from '../text/countText';

/** Limits of an endpoint that were learned from rejected requests. */
export const limitTexts = {
  textsPerRequest: (texts: number) => l10n.t('at most {0} per request', countOf(texts, 'text')),
  tokensPerRequest: (tokens: number) => l10n.t('at most about {0} tokens per request', formatCount(tokens)),
  tokensPerText: (tokens: number) => l10n.t('at most about {0} tokens per text', formatCount(tokens)),
  singleTexts: () => l10n.t('one text at a time, not in a list'),
  numbersOnly: () => l10n.t('numbers only, no base64'),
};
