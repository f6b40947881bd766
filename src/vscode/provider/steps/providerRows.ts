import type { ProviderInfo } from '../../../common/providerInfo';
import { hostOfChoice } from '../providerChoice';
import { joinParts, type ChoiceRow, type StepRow } from './stepRow';

const groups = [
  { heading: 'Gateways', ids: ['qhaigc', 'scnet', 'aihubmix', 'oceanbase'] },
  { heading: 'On your own machine or server', ids: ['ollama', 'openai-compatible'] },
] as const;

/**
 * The providers to choose from: the built-in model first, then groups under headings.
 *
 * @param current id of the provider in force
 * @param active id of the one that the keyboard is on
 * @returns rows whose values are ids
 */
export function providerRows(
  infos: readonly ProviderInfo[],
  current: string,
  active = current,
): StepRow<string>[] {
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
      'Others',
      remote.filter(({ id }) => !grouped.has(id)),
    ),
  ];
}

function builtinRow(current: string, active: string): ChoiceRow<string> {
  return {
    label: 'Built-in model',
    description: joinParts('runs on this machine, nothing is sent', current === 'builtin' && 'current'),
    detail: 'No key, no server, no cost',
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
      info.key === 'required' && 'needs a key',
      info.key === 'none' && 'no key',
      info.id === current && 'current',
    ),
    detail: info.description,
    value: info.id,
    isActive: info.id === active,
  };
}
