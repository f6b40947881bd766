import * as l10n from '@vscode/l10n';
import { countOf } from '../text/countText';

/** One line about each reranker, for the picker, and what a reranker returned or did not do. */
export const rerankTexts = {
  cohereRerankDescription: () => l10n.t('The rerank models of Cohere, for many languages'),
  jinaRerankDescription: () => l10n.t('Rerankers for many languages and for code'),
  voyageRerankDescription: () => l10n.t('The rerank models of Voyage AI'),
  siliconflowRerankDescription: () =>
    l10n.t('Open models such as bge-reranker-v2-m3 and Qwen3 Reranker, hosted'),
  dashscopeRerankDescription: () => l10n.t('qwen3-rerank of Alibaba Cloud Model Studio'),
  llamaCppRerankDescription: () => l10n.t('llama-server, started with --reranking'),
  teiRerankDescription: () => l10n.t('The server of Hugging Face, with a reranker model'),
  vllmRerankDescription: () => l10n.t('vllm serve, with a reranker model'),
  infinityRerankDescription: () => l10n.t('infinity_emb, with a reranker model'),

  scoresForTexts: (scores: number, texts: number) =>
    l10n.t('{0} for {1}', countOf(scores, 'score'), countOf(texts, 'text')),
  scoresOfOtherTexts: () => l10n.t('scores whose numbers do not fit the texts'),
  scoreNotFinite: () => l10n.t('a score that is not a finite number'),
  jsonWithoutScores: () => l10n.t('JSON without scores'),
  webPage: () => l10n.t('a web page'),

  rerankerSlow: (name: string, seconds: number) =>
    l10n.t('{0} did not answer within {1}.', name, countOf(seconds, 'second')),
  firstOrderIsShown: () => l10n.t('The first order of the results is shown.'),
  setRerankerKey: () =>
    l10n.t(
      'Set one: "Semantic Search: Choose Reranker…", or SEMANTIC_SEARCH_RERANK_KEY on the command line.',
    ),
};
