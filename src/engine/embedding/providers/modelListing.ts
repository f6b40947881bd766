import type { ModelInfo } from '../../../common/contracts/providerInfo';
import { isRecord, isWhole } from '../../../common/typeGuards';
import { exactModel } from './knownModels';
import type { ModelListing } from './providerRecord';

type Json = Readonly<Record<string, unknown>>;

/** Embedding model families whose names do not contain "embedding". */
const families = /(?:^|[/_-])(?:bge|bce|e5|gte|m3e|minilm|nomic|stella|uae|coderank)(?:[-_.:]|$)/i;

/** Fields that give the purpose of a model. */
const purposeFields = [
  'type',
  'task',
  'mode',
  'capabilities',
  'endpoints',
  'supportedGenerationMethods',
] as const;

/** Fields that give the longest input. */
const windowFields = ['inputTokenLimit', 'max_model_len', 'context_length', 'max_context_length'] as const;

/** Options of {@link modelListing}. */
export interface ListingOptions {
  /** Path after the base URL. Default `/models`. */
  readonly path?: string;
  /** Models with known details. */
  readonly models?: readonly ModelInfo[];
  /**
   * Keep all models if none is recognized as an embedding model: names on a self-hosted server say little. Default
   * false.
   */
  readonly isOwnServer?: boolean;
  /** The name to request a listed model by. Default: as listed. */
  readonly nameOf?: (id: string) => string;
}

/** The listing format of most providers: `{ data: [{ id }] }`, or with `models` and `name` instead. */
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
  // The model declares another purpose. `model` says nothing, and some providers list `completion` for every model.
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
