import * as l10n from '@vscode/l10n';
import type { Reranking, RerankFailure } from '../contracts/reranking';

/** What a reranker did with the shown order, for a status line: `Refined by Cohere rerank-v3.5`; '' if it did nothing. */
export function rerankingText({ by, count, failure }: Pick<Reranking, 'by' | 'count' | 'failure'>): string {
  if (failure) return l10n.t('Not refined: {0}', reasonText(failure.why));
  return count > 0 ? l10n.t('Refined by {0}', by) : '';
}

function reasonText(why: RerankFailure): string {
  switch (why) {
    case 'slow':
      return l10n.t('too slow');
    case 'unreachable':
      return l10n.t('unreachable');
    case 'busy':
      return l10n.t('busy');
    case 'key':
      return l10n.t('API key');
    case 'quota':
      return l10n.t('quota');
    case 'answer':
      return l10n.t('wrong answer');
    case 'refused':
      return l10n.t('refused');
  }
}
