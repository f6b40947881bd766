import type { ProviderOptions } from '../common/contracts/engineContract';
import { usage } from './usage';

/** A model to compare, as given: `ID[:MODEL][@URL]`. */
export interface CandidateArgument {
  readonly provider: string;
  readonly model?: string | undefined;
  readonly baseUrl?: string | undefined;
}

const builtin = 'builtin';

/**
 * The models to compare. The built-in one is the first, unless it is named elsewhere in the list.
 *
 * @throws SemanticSearchError USAGE
 */
export function candidatesOf(texts: readonly string[]): CandidateArgument[] {
  const named = texts.map(candidateOf);
  const keys = named.map((candidate) => JSON.stringify(candidate));
  const twin = texts.find((_, i) => keys.indexOf(keys[i]!) < i);
  if (twin !== undefined) throw usage(`--with ${twin} is given twice.`);
  return named.some(({ provider }) => provider === builtin) ? named : [{ provider: builtin }, ...named];
}

function candidateOf(text: string): CandidateArgument {
  const [, provider, model, baseUrl] =
    /^([a-z][a-z0-9-]*)(?::(.+?))?(?:@(https?:\/\/.+))?$/i.exec(text) ?? [];
  if (provider === undefined) throw usage(`--with takes ID[:MODEL][@URL], not "${text}".`);
  return {
    provider,
    ...(model !== undefined && { model }),
    ...(baseUrl !== undefined && { baseUrl }),
  };
}

const keyVariable = 'SEMANTIC_SEARCH_API_KEY';

/**
 * The candidates with their keys. A key is read from `SEMANTIC_SEARCH_API_KEY_ID` (`_VOYAGE`, `_OPENAI_COMPATIBLE`);
 * `SEMANTIC_SEARCH_API_KEY` is used only if all candidates that need one have the same provider, so that no key reaches
 * another provider than its own.
 */
export function withKeys(
  candidates: readonly CandidateArgument[],
  env: NodeJS.ProcessEnv,
): ProviderOptions[] {
  const remote = new Set(candidates.map(({ provider }) => provider).filter((id) => id !== builtin));
  return candidates.map((candidate) => {
    if (candidate.provider === builtin) return candidate;
    const own = env[`${keyVariable}_${candidate.provider.toUpperCase().replaceAll('-', '_')}`];
    return { ...candidate, apiKey: own ?? (remote.size === 1 ? env[keyVariable] : undefined) };
  });
}
