import * as l10n from '@vscode/l10n';
import type { RerankOptions } from '../common/contracts/engineOptions';
import type { RerankerTest } from '../common/contracts/reranking';
import { SemanticSearchError } from '../common/errors/errors';
import { silentLogger, type Logger } from '../common/logger';
import { listOf } from '../common/text/listText';
import { maskSecrets } from '../engine/corpus/secrets/maskSecrets';
import { findReranker, rerankerRecords } from '../engine/reranking/records/rerankerRecords';
import { RemoteReranker } from '../engine/reranking/remoteReranker';
import { openService } from './remoteEndpoint';

/** Query and documents of the test of a reranker; they contain nothing of the user's. */
const testQuery = 'How is a failed request repeated?';
const testDocuments = ['A request that fails is sent again.', 'The menu is drawn at the top.'];
const testPatienceMs = 30_000;

/**
 * Creates a reranker. Nothing is sent.
 *
 * @param cacheDirectory as in `EngineOptions`
 * @throws SemanticSearchError PROVIDER_UNKNOWN, USAGE
 */
export async function createReranker(
  options: RerankOptions,
  cacheDirectory: string,
  logger: Logger = silentLogger,
): Promise<RemoteReranker> {
  const record = findReranker(options.provider);
  if (!record) {
    throw new SemanticSearchError(
      'PROVIDER_UNKNOWN',
      l10n.t('There is no reranker "{0}".', options.provider),
      l10n.t('Choose one of: {0}.', listOf(rerankerRecords.map(({ id }) => id))),
    );
  }
  const service = await openService(record, options, { cacheDirectory, kind: 'rerank', logger });
  return new RemoteReranker({ ...service, mask: (text) => maskSecrets(text).text });
}

/**
 * Scores two short built-in texts, to check the connection.
 *
 * @throws CancelledError, SemanticSearchError
 */
export async function testReranker(
  options: RerankOptions,
  cacheDirectory: string,
  signal?: AbortSignal,
): Promise<RerankerTest> {
  const reranker = await createReranker(options, cacheDirectory);
  try {
    const started = performance.now();
    await reranker.scores(testQuery, testDocuments, { signal, patienceMs: testPatienceMs });
    const { host, model } = reranker.endpoint;
    return { host, model, latencyMs: performance.now() - started };
  } finally {
    await reranker.close();
  }
}

/** The reranker of the last search: its connections, limits and scores are used again by the next one. */
export class LastReranker {
  private last: { readonly key: string; readonly reranker: Promise<RemoteReranker> } | undefined;

  constructor(
    private readonly cacheDirectory: string,
    private readonly logger: Logger,
  ) {}

  /** @throws SemanticSearchError PROVIDER_UNKNOWN, USAGE */
  get({ patienceMs, pauseMs, ...options }: RerankOptions): Promise<RemoteReranker> {
    const key = JSON.stringify(options);
    if (this.last?.key !== key) {
      const former = this.last;
      this.last = { key, reranker: createReranker(options, this.cacheDirectory, this.logger) };
      void former?.reranker.then((reranker) => reranker.close()).catch(() => undefined);
    }
    return this.last.reranker;
  }

  async close(): Promise<void> {
    const { last } = this;
    this.last = undefined;
    await last?.reranker.then((reranker) => reranker.close()).catch(() => undefined);
  }
}
