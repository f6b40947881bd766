import type { RerankOptions } from '../common/contracts/engineOptions';
import type { ProviderInfo } from '../common/contracts/providerInfo';
import type { Reranking } from '../common/contracts/reranking';
import { SemanticSearchError, shownError } from '../common/errors/errors';
import type { SearchArguments } from './arguments';
import type { Line } from './output';

/** Name of the variable of the environment that has the key of the reranker. */
const keyName = 'SEMANTIC_SEARCH_RERANK_KEY';

/**
 * The options of the reranker that is chosen on the command line; undefined without one. The key of the provider is used
 * only for the same service at its own address: a key is not sent to a host it was not entered for.
 */
export function rerankOptionsOf(
  { rerank, provider, baseUrl }: Pick<SearchArguments, 'rerank' | 'provider' | 'baseUrl'>,
  env: NodeJS.ProcessEnv,
  patienceMs: number,
): RerankOptions | undefined {
  if (!rerank) return undefined;
  const isSameService = rerank.id === provider && rerank.baseUrl === undefined && baseUrl === undefined;
  const apiKey = env[keyName] ?? (isSameService ? env['SEMANTIC_SEARCH_API_KEY'] : undefined);
  const { id, ...rest } = rerank;
  return { provider: id, ...rest, apiKey, patienceMs };
}

/**
 * What is sent, and where to; printed before the first request.
 *
 * @throws SemanticSearchError USAGE if the reranker is unknown or its address is invalid
 */
export function sendingLine(infos: readonly ProviderInfo[], { provider, baseUrl }: RerankOptions): string {
  const info = infos.find(({ id }) => id === provider);
  if (!info) {
    const ids = infos.map(({ id }) => id).join(', ');
    throw new SemanticSearchError('USAGE', `There is no reranker "${provider}".`, `Choose one of: ${ids}.`);
  }
  const address = baseUrl ?? info.baseUrl ?? '';
  if (!/^https?:/i.test(address) || !URL.canParse(address))
    throw new SemanticSearchError(
      'USAGE',
      '--rerank-url is not an HTTP address.',
      `Example: ${info.baseUrl ?? ''}`,
    );
  return (
    `${info.label} (${new URL(address).host}) refines the order: the query, and the paths and texts of ` +
    'up to 30 results, are sent there.'
  );
}

/** Lines about a reranker that failed; for stderr. */
export function renderRerankFailure(reranking: Reranking | undefined): Line[] {
  if (!reranking?.failure) return [];
  const { code, message, hint } = shownError(reranking.failure.error);
  return [`${code}: ${message} ${hint} Not refined: ${reranking.failure.why}.`];
}

/** The reranking in the documented JSON format. */
export function rerankingJson({ by, host, count, failure, tookMs }: Reranking) {
  if (!failure) return { by, host, count, tookMs };
  const { code, message } = shownError(failure.error);
  return { by, host, count, failure: { why: failure.why, code, message }, tookMs };
}
