import type { EvaluationCandidate } from '../common/contracts/engineContract';
import { usage } from './usage';

/** A service as given: `ID[:MODEL][@URL]`. */
interface ServiceArgument {
  readonly provider: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Fields that are added to each request. */
  readonly parameters?: RequestParameters;
}

type RequestParameters = Readonly<Record<string, unknown>> | undefined;

/** A model to compare, as given: `ID[:MODEL][@URL]`, and `+ID[:MODEL][@URL]` for its reranker. */
export interface CandidateArgument extends ServiceArgument {
  readonly rerank?: ServiceArgument | undefined;
}

const builtin = 'builtin';

/**
 * The models to compare. The built-in one without a reranker is the first, unless it is named elsewhere in the list.
 *
 * @throws SemanticSearchError USAGE
 */
export function candidatesOf(texts: readonly string[]): CandidateArgument[] {
  const named = texts.map(candidateOf);
  const keys = named.map((candidate) => JSON.stringify(candidate));
  const twin = texts.find((_, i) => keys.indexOf(keys[i]!) < i);
  if (twin !== undefined) throw usage(`--with ${twin} is given twice.`);
  return named.some(({ provider, rerank }) => provider === builtin && !rerank)
    ? named
    : [{ provider: builtin }, ...named];
}

const service = String.raw`([a-z][a-z0-9-]*)(?::(.+?))?(?:@(https?://[^+]+))?`;
const candidate = new RegExp(String.raw`^${service}(?:\+${service})?$`, 'i');

function candidateOf(text: string): CandidateArgument {
  const [, provider, model, baseUrl, reranker, ...ofReranker] = candidate.exec(text) ?? [];
  if (provider === undefined)
    throw usage(`--with takes ID[:MODEL][@URL], or two of them with a + between, not "${text}".`);
  return {
    ...serviceOf(provider, model, baseUrl),
    ...(reranker !== undefined && { rerank: serviceOf(reranker, ...ofReranker) }),
  };
}

function serviceOf(provider: string, model?: string, baseUrl?: string): ServiceArgument {
  return { provider, ...(model !== undefined && { model }), ...(baseUrl !== undefined && { baseUrl }) };
}

/**
 * The candidates with fields that are added to each request: other services would refuse or misread them, so they are
 * given only where all candidates have the same provider, or the same reranker.
 *
 * @throws SemanticSearchError USAGE
 */
export function withParameters(
  candidates: readonly CandidateArgument[],
  parameters: RequestParameters,
  rerankParameters: RequestParameters,
): readonly CandidateArgument[] {
  const isRemote = ({ provider }: ServiceArgument): boolean => provider !== builtin;
  const rerankers = candidates.flatMap(({ rerank }) => rerank ?? []);
  if (parameters && idsOf(candidates.filter(isRemote)).size !== 1)
    throw usage('--param belongs to one provider: --with has to name exactly one.');
  if (rerankParameters && idsOf(rerankers).size !== 1)
    throw usage('--rerank-param belongs to one reranker: --with has to name exactly one.');
  return candidates.map(({ rerank, ...own }) => ({
    ...own,
    ...(parameters && isRemote(own) && { parameters }),
    ...(rerank && { rerank: { ...rerank, ...(rerankParameters && { parameters: rerankParameters }) } }),
  }));
}

/**
 * The candidates with their keys. A key is read from `SEMANTIC_SEARCH_API_KEY_ID` (`_VOYAGE`, `_OPENAI_COMPATIBLE`), that
 * of a reranker from `SEMANTIC_SEARCH_RERANK_KEY_ID`. The variables without an id are used only if all candidates have
 * the same provider or reranker, so that no key reaches another service than its own.
 */
export function withKeys(
  candidates: readonly CandidateArgument[],
  env: NodeJS.ProcessEnv,
): EvaluationCandidate[] {
  const ofProvider = keysIn('SEMANTIC_SEARCH_API_KEY', candidates, env);
  const rerankers = candidates.flatMap(({ rerank }) => rerank ?? []);
  const ofReranker = keysIn('SEMANTIC_SEARCH_RERANK_KEY', rerankers, env);
  return candidates.map(({ rerank, ...own }) => ({
    ...ofProvider(own),
    ...(rerank && { rerank: ofReranker(rerank) }),
  }));
}

function keysIn(variable: string, services: readonly ServiceArgument[], env: NodeJS.ProcessEnv) {
  const ids = idsOf(services.filter(({ provider }) => provider !== builtin));
  return (one: ServiceArgument): ServiceArgument & { readonly apiKey?: string | undefined } => {
    if (one.provider === builtin) return one;
    const own = env[`${variable}_${one.provider.toUpperCase().replaceAll('-', '_')}`];
    return { ...one, apiKey: own ?? (ids.size === 1 ? env[variable] : undefined) };
  };
}

function idsOf(services: readonly ServiceArgument[]): ReadonlySet<string> {
  return new Set(services.map(({ provider }) => provider));
}
