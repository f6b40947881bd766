import type { ModelInfo } from '../../../common/providerInfo';
import { isRecord, isWhole } from '../../../common/typeGuards';
import { exactModel } from './knownModels';
import type { ModelListing } from './providerRecord';

type Json = Readonly<Record<string, unknown>>;

/** Names of families that do not say what they are. */
const families = /(?:^|[/_-])(?:bge|bce|e5|gte|m3e|minilm|nomic|stella|uae|coderank)(?:[-_.:]|$)/i;

/** Fields that say what a model is for. */
const purposeFields = [
  'type',
  'task',
  'mode',
  'capabilities',
  'endpoints',
  'supportedGenerationMethods',
] as const;

/** Fields that say how long a text may be. */
const windowFields = ['inputTokenLimit', 'max_model_len', 'context_length', 'max_context_length'] as const;

/** How a listing is read. */
export interface ListingOptions {
  /** What is put behind the base URL. Default `/models`. */
  readonly path?: string;
  /** Models of which more is known. */
  readonly models?: readonly ModelInfo[];
  /** Keep all where none is known for a model of embeddings: on a server of one's own names say little. Default false. */
  readonly isOwnServer?: boolean;
  /** The name by which a listed model is asked for. Default: as it is listed. */
  readonly nameOf?: (id: string) => string;
}

/** A listing as most providers have it: `{ data: [{ id }] }`, or `models` and `name` in their place. */
export function modelListing({
  path = '/models',
  models = [],
  isOwnServer,
  nameOf = (id) => id,
}: ListingOptions = {}): ModelListing {
  return {
    path,
    read(body) {
      const all = entriesOf(body).flatMap((entry) => {
        const id = idOf(entry);
        return id === undefined ? [] : [{ id: nameOf(id), entry }];
      });
      const embedding = all.filter(({ id, entry }) => isForEmbedding(id, entry));
      const kept = embedding.length === 0 && isOwnServer === true ? all : embedding;
      const infos = kept.map(({ id, entry }) => infoOf(id, entry, models));
      return infos.filter(({ id }, i) => infos.findIndex((info) => info.id === id) === i);
    },
  };
}

function entriesOf(body: unknown): readonly Json[] {
  const lists = isRecord(body) ? [body['data'], body['models']] : [body];
  const list: unknown = lists.find(Array.isArray);
  return Array.isArray(list) ? list.filter(isRecord) : [];
}

function idOf(entry: Json): string | undefined {
  const id = [entry['id'], entry['model'], entry['name']].find(
    (value) => typeof value === 'string' && value.trim() !== '',
  );
  return typeof id === 'string' ? id.replace(/^models\//, '') : undefined;
}

function isForEmbedding(id: string, entry: Json): boolean {
  if (/rerank/i.test(id)) return false;
  const said = purposeFields
    .map((field) => entry[field])
    .flatMap((value) => (isText(value) ? [value].flat() : []));
  if (said.some((purpose) => /embed/i.test(purpose))) return true;
  // A purpose that is named and another one; `model` says nothing, and `completion` is said of everything by some.
  if (said.some((purpose) => /^(?:llm|chat|vlm|rerank\w*|image|audio|text-to-\w+)$/i.test(purpose)))
    return false;
  return /embed/i.test(id) || families.test(id);
}

function isText(value: unknown): value is string | readonly string[] {
  return (
    typeof value === 'string' || (Array.isArray(value) && value.every((item) => typeof item === 'string'))
  );
}

function infoOf(id: string, entry: Json, models: readonly ModelInfo[]): ModelInfo {
  const known = exactModel(models, id);
  const window = windowFields.map((field) => entry[field]).find((value) => isWhole(value, 1));
  return { ...(window !== undefined && { maxInputTokens: window }), ...known, id };
}
