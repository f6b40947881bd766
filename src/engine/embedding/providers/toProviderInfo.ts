import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import type { ProviderRecord } from './providerRecord';

/** Provider metadata shown in the picker. */
export function toProviderInfo(record: ProviderRecord): ProviderInfo {
  const { id, label, documentation, baseUrl, baseUrlExample, key, defaultModel, models, installCommand } =
    record;
  return {
    id,
    label,
    description: record.description,
    documentation,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(baseUrlExample !== undefined && { baseUrlExample }),
    key,
    ...(defaultModel !== undefined && { defaultModel }),
    models,
    listsModels: record.listing !== undefined,
    ...(installCommand !== undefined && { installCommand }),
  };
}
