import * as l10n from '@vscode/l10n';
import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import { textOf } from '../../../common/messages/textOf';
import { joinParts } from '../../../common/text/listText';
import { hostOfChoice } from '../providerChoice';
import type { ChoiceRow, StepRow } from './stepRow';

/** Providers with a separate heading. */
function groupsOf(): readonly { readonly heading: string; readonly ids: readonly string[] }[] {
  return [
    { heading: l10n.t('Gateways'), ids: ['qhaigc', 'scnet', 'aihubmix', 'oceanbase'] },
    { heading: l10n.t('On your own machine or server'), ids: ['ollama', 'openai-compatible'] },
  ];
}

/**
 * Rows for the choice of a provider: the built-in model first, then groups with headings.
 *
 * @param current id of the configured provider
 * @param active id of the focused provider
 * @returns rows whose values are ids
 */
export function providerRows(
  infos: readonly ProviderInfo[],
  current: string,
  active = current,
): StepRow<string>[] {
  const groups = groupsOf();
  const remote = infos.filter(({ id }) => id !== 'builtin');
  const grouped = new Set<string>(groups.flatMap(({ ids }) => ids));
  const rowsOf = (heading: string, members: readonly ProviderInfo[]): StepRow<string>[] =>
    members.length > 0 ? [{ heading }, ...members.map((info) => rowOf(info, current, active))] : [];
  return [
    builtinRow(current, active),
    ...groups.flatMap(({ heading, ids }) =>
      rowsOf(
        heading,
        ids.flatMap((id) => remote.find((info) => info.id === id) ?? []),
      ),
    ),
    ...rowsOf(
      l10n.t('Others'),
      remote.filter(({ id }) => !grouped.has(id)),
    ),
  ];
}

function builtinRow(current: string, active: string): ChoiceRow<string> {
  return {
    label: l10n.t('Built-in model'),
    description: joinParts(
      l10n.t('runs on this machine, nothing is sent'),
      current === 'builtin' && l10n.t('current'),
    ),
    detail: l10n.t('No key, no server, no cost; questions in English and 12 other languages'),
    value: 'builtin',
    isActive: active === 'builtin',
  };
}

function rowOf(info: ProviderInfo, current: string, active: string): ChoiceRow<string> {
  const host = hostOfChoice({ provider: info.id }, info);
  return {
    label: info.label,
    description: joinParts(
      host,
      info.key === 'required' && l10n.t('API key required'),
      info.key === 'none' && l10n.t('no API key'),
      info.id === current && l10n.t('current'),
    ),
    detail: textOf(info.description),
    value: info.id,
    isActive: info.id === active,
  };
}
