import * as l10n from '@vscode/l10n';
import { countOf, formatCount } from '../../../common/text/countText';
import type { ErrorData } from '../../../common/errors/errors';
import type { ModelInfo, ProviderInfo } from '../../../common/contracts/providerInfo';
import { labelText } from '../../labelText';
import { priceText } from '../../../common/text/priceText';
import { joinParts } from '../../../common/text/listText';
import type { ChoiceRow, StepRow } from './stepRow';

/** Models listed by the API of a provider. */
export type ModelList =
  | { readonly kind: 'loading' }
  | { readonly kind: 'listed'; readonly models: readonly ModelInfo[] }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  /** The API has no model list. */
  | { readonly kind: 'none' };

/** Result of the model list: a model, a custom model name, or an action after a failed list. */
export type ModelAnswer = ModelInfo | ModelToInstall | 'another' | 'listAgain' | 'key';

/** A model that is not installed on its server. */
export interface ModelToInstall {
  readonly install: ModelInfo;
}

/** Input for {@link modelRows}. */
export interface ModelRowsParts {
  readonly info: ProviderInfo;
  readonly host: string;
  readonly list: ModelList;
  /** Id of the configured model; undefined if another provider is configured. */
  readonly current?: string | undefined;
  /** Id of the previously chosen model, which gets the focus. */
  readonly chosen?: string | undefined;
}

/** Rows for the choice of a model: models that the API lists, then other documented ones, then a custom one. */
export function modelRows({ info, host, list, current, chosen }: ModelRowsParts): StepRow<ModelAnswer>[] {
  const documented = info.models;
  const listed = list.kind === 'listed' ? inOrder(list.models, documented) : [];
  const unlisted = documented.filter(({ id }) => !listed.some((model) => model.id === id));
  // On a self-hosted server, an unlisted model is not installed. Without a list, this is unknown.
  const install = list.kind === 'listed' ? info.installCommand : undefined;
  const usable = install === undefined ? [...listed, ...unlisted] : listed;
  const shown = [...listed, ...unlisted];
  const named = [...new Set([chosen, current])]
    .filter((id) => id !== undefined)
    .filter((id) => !shown.some((model) => model.id === id))
    .map((id) => ({ id }));
  const active = activeModel([...named, ...usable], info, chosen ?? current);
  const rowsOf = (heading: string, models: readonly ModelInfo[]): StepRow<ModelAnswer>[] =>
    models.length > 0 ? [{ heading }, ...models.map((model) => rowOf(model, { info, current, active }))] : [];
  return [
    ...failureRows(list, host),
    ...rowsOf(l10n.t('Configured'), named),
    ...rowsOf(
      install === undefined ? l10n.t('Listed by {0}', host) : l10n.t('Installed on {0}', host),
      listed,
    ),
    ...(install === undefined
      ? rowsOf(
          listed.length > 0 ? l10n.t('Documented, not in the list of the provider') : l10n.t('Documented'),
          unlisted,
        )
      : installRows(unlisted, info, install)),
    { heading: '' },
    ...(install === undefined
      ? []
      : [
          {
            label: `$(sync) ${l10n.t('Refresh the List')}`,
            value: 'listAgain' as const,
            isActive: active === undefined,
          },
        ]),
    {
      label: l10n.t('Another Model…'),
      description: l10n.t('enter a model name'),
      value: 'another',
      isActive: active === undefined && install === undefined,
    },
  ];
}

/** The complete install command: `ollama pull bge-m3`. */
export function installText(installCommand: string, { id }: ModelInfo): string {
  return `${installCommand} ${id}`;
}

/**
 * Default model if the user has not chosen one: the recommended one, else the first that the server lists.
 *
 * @returns undefined if no usable model is known
 */
export function modelToBeginWith(info: ProviderInfo, list: ModelList): ModelInfo | undefined {
  const { defaultModel, models, installCommand } = info;
  const listed = list.kind === 'listed' ? inOrder(list.models, models) : [];
  const recommended = defaultModel === undefined ? undefined : modelNamed(defaultModel, models);
  const isThere =
    installCommand === undefined || list.kind !== 'listed' || listed.some(({ id }) => id === defaultModel);
  return isThere ? (recommended ?? listed[0]) : listed[0];
}

function installRows(
  models: readonly ModelInfo[],
  { defaultModel }: ProviderInfo,
  installCommand: string,
): StepRow<ModelAnswer>[] {
  if (models.length === 0) return [];
  return [
    { heading: l10n.t('Not installed') },
    ...models.map((model) => ({
      label: `$(cloud-download) ${labelText(model.id)}`,
      description: joinParts(
        model.id === defaultModel && l10n.t('recommended'),
        l10n.t('not installed: {0}', installText(installCommand, model)),
      ),
      detail: describeModel(model),
      value: { install: model },
    })),
  ];
}

/** A model in one line: `1,536 dimensions · 8,192 tokens per text · $0.02 per million tokens`. */
export function describeModel({ dimensions, maxInputTokens, price }: ModelInfo): string {
  return joinParts(
    dimensions !== undefined && countOf(dimensions, 'dimension'),
    maxInputTokens !== undefined && l10n.t('{0} tokens per text', formatCount(maxInputTokens)),
    price && priceText(price),
  );
}

/** A model by its id, with its documented properties if any. */
export function modelNamed(id: string, models: readonly ModelInfo[]): ModelInfo {
  return models.find((model) => model.id === id) ?? { id };
}

/** Listed models with their documented properties, in documented order; undocumented models last. */
function inOrder(listed: readonly ModelInfo[], documented: readonly ModelInfo[]): ModelInfo[] {
  const placeOf = ({ id }: ModelInfo): number => {
    const place = documented.findIndex((model) => model.id === id);
    return place < 0 ? documented.length : place;
  };
  const byId = new Map(listed.map((model) => [model.id, model]));
  return [...byId.values()]
    .map((model) => ({ ...definedOf(model), ...definedOf(modelNamed(model.id, documented)), id: model.id }))
    .sort((a, b) => placeOf(a) - placeOf(b));
}

function definedOf(model: ModelInfo): Partial<ModelInfo> {
  return Object.fromEntries(Object.entries(model).filter(([, value]) => value !== undefined));
}

function activeModel(
  models: readonly ModelInfo[],
  { defaultModel }: ProviderInfo,
  chosen: string | undefined,
): string | undefined {
  const wanted = chosen ?? defaultModel;
  return (models.find(({ id }) => id === wanted) ?? models[0])?.id;
}

function rowOf(
  model: ModelInfo,
  marks: {
    readonly info: ProviderInfo;
    readonly current: string | undefined;
    readonly active: string | undefined;
  },
): ChoiceRow<ModelAnswer> {
  return {
    label: labelText(model.id),
    description: joinParts(
      model.id === marks.info.defaultModel && l10n.t('recommended'),
      model.id === marks.current && l10n.t('current'),
    ),
    detail: describeModel(model),
    value: model,
    isActive: model.id === marks.active,
  };
}

function failureRows(list: ModelList, host: string): StepRow<ModelAnswer>[] {
  if (list.kind !== 'failed') return [];
  const isKey = list.error.code === 'PROVIDER_KEY';
  return [
    {
      label: `$(warning) ${isKey ? l10n.t('{0} rejected the API key', host) : l10n.t('{0} has no model list; showing documented models', host)}`,
      description: isKey ? l10n.t('enter a different key') : l10n.t('Retry'),
      detail: list.error.message,
      value: isKey ? 'key' : 'listAgain',
    },
  ];
}
