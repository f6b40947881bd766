import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../common/contracts/providerInfo';
import { textOf } from '../../common/messages/textOf';
import { joinParts } from '../../common/text/listText';
import { hostOfChoice } from '../provider/providerChoice';
import type { ChoiceRow, StepRow } from '../provider/steps/stepRow';
import { noReranker, type RerankerChoice } from './rerankerChoice';

/** What each search sends to a reranker. */
export function sentText(host: string): string {
  return l10n.t(
    'Each search sends your question, and the paths and texts of up to 30 results, to {0}. Secrets are masked, and secret files are not sent.',
    host,
  );
}

/** Rows for the choice of a reranker; the values are ids. */
export function rerankerRows(
  infos: readonly ProviderInfo[],
  current: RerankerChoice | undefined,
): StepRow<string>[] {
  const rowOf = (info: ProviderInfo): ChoiceRow<string> => {
    const isCurrent = info.id === current?.reranker;
    return {
      label: info.label,
      description: joinParts(
        hostOfChoice({ provider: info.id, baseUrl: isCurrent ? current.baseUrl : undefined }, info),
        info.key === 'required' && l10n.t('API key required'),
        isCurrent && l10n.t('current'),
      ),
      detail: textOf(info.description),
      value: info.id,
      isActive: isCurrent,
    };
  };
  const isCloud = ({ key }: ProviderInfo): boolean => key === 'required';
  return [
    {
      label: l10n.t('No Reranker'),
      description: joinParts(l10n.t('nothing is sent'), !current && l10n.t('current')),
      detail: l10n.t('Results keep the order of the search.'),
      value: noReranker,
      isActive: !current,
    },
    { heading: l10n.t('Cloud services') },
    ...infos.filter(isCloud).map(rowOf),
    { heading: l10n.t('On your own machine or server') },
    ...infos.filter((info) => !isCloud(info)).map(rowOf),
  ];
}

/** The value of the row for a model that is not in the list. */
export const anotherModel = '';

/** Rows for the choice of a model; the values are ids. A server of the user runs one model, which need not be named. */
export function rerankModelRows(
  { models, defaultModel, key }: ProviderInfo,
  current: string | undefined,
): StepRow<string>[] {
  const listed = models.map(({ id }) => id);
  const isListed = current === undefined || listed.includes(current) || current === defaultModel;
  const ids = isListed ? listed : [current, ...listed];
  const rows = ids.map((id): ChoiceRow<string> => ({
    label: id,
    description: joinParts(id === defaultModel && l10n.t('default'), id === current && l10n.t('current')),
    value: id,
    isActive: id === current,
  }));
  const served: ChoiceRow<string>[] =
    key === 'required' || defaultModel === undefined
      ? []
      : [{ label: l10n.t('The model that the server runs'), value: defaultModel }];
  return [...served, ...rows, { label: l10n.t('Another Model…'), value: anotherModel }];
}
