import type { ModelInfo } from '../../../common/contracts/providerInfo';
import type { Message } from '../../../common/messages/message';
import { cloud, local } from '../../embedding/providers/hosting';
import { similarModel } from '../../embedding/providers/knownModels';
import { bearer, longestFirst } from '../../embedding/providers/openaiDialect';
import { readFault } from '../../embedding/providers/readFault';
import type { RerankCall, RerankerRecord } from '../rerankerRecord';
import { readScores } from './readScores';

/** Stands for the one model that a server of the user runs; it is not sent. */
const servedModel = 'default';

/** The properties of one reranker. */
export interface RerankFacts {
  readonly id: string;
  readonly label: string;
  readonly description: Message;
  /** Address of the documentation of its endpoint. */
  readonly documentation: string;
  readonly baseUrl: string;
  /** After the base URL. Default `/rerank`. */
  readonly path?: string;
  /** Other paths that users paste with the base URL. */
  readonly pastedPaths?: readonly string[];
  /** A server on the user's own machine: no key is required, and no model has to be named. Default false. */
  readonly isOwnServer?: boolean;
  /** Of a cloud service. A server of the user runs one model, which need not be named. */
  readonly defaultModel?: string;
  readonly models: readonly ModelInfo[];
  /** Most documents in one request. */
  readonly maxInputs: number;
  /** Most tokens of one document with the query, for models without a limit of their own. */
  readonly maxInputTokens: number;
  /** Most tokens in one request; the query counts once for each document. Default: no limit is known. */
  readonly maxRequestTokens?: (model: string) => number | undefined;
  /** The body of a request. Default {@link plainBody}. */
  readonly bodyOf?: (call: RerankCall) => Readonly<Record<string, unknown>>;
  /** As in `ServiceRecord`. */
  readonly placeParameters?: RerankerRecord['placeParameters'];
}

/** The record of a reranker: the key as a bearer token, scores as {@link readScores} finds them. */
export function rerankRecord(facts: RerankFacts): RerankerRecord {
  const { path = '/rerank', isOwnServer = false, bodyOf = plainBody, maxRequestTokens } = facts;
  const hosting = isOwnServer ? local : cloud;
  const defaultModel = isOwnServer ? servedModel : facts.defaultModel;
  return {
    id: facts.id,
    label: facts.label,
    description: facts.description,
    documentation: facts.documentation,
    baseUrl: facts.baseUrl,
    paths: longestFirst([path, ...(facts.pastedPaths ?? [])]),
    key: isOwnServer ? 'optional' : 'required',
    ...(defaultModel !== undefined && { defaultModel }),
    models: facts.models,
    timeoutMs: hosting.timeoutMs,
    limitsOf: (model) => {
      const requestTokens = maxRequestTokens?.(model);
      return {
        maxInputs: facts.maxInputs,
        maxInputTokens: similarModel(facts.models, model)?.maxInputTokens ?? facts.maxInputTokens,
        ...(requestTokens !== undefined && { maxRequestTokens: requestTokens }),
        concurrency: hosting.concurrency,
      };
    },
    headersOf: bearer,
    ...(facts.placeParameters && { placeParameters: facts.placeParameters }),
    requestOf: ({ model, ...texts }) => ({
      path,
      body: bodyOf({ ...texts, model: model === servedModel ? undefined : model }),
    }),
    readAnswer: readScores,
    readFault,
  };
}

/** `{ model, query, documents }`, the form that most rerankers have taken from Cohere. */
export function plainBody({ model, query, documents }: RerankCall): Readonly<Record<string, unknown>> {
  return { ...(model !== undefined && { model }), query, documents };
}
