import type { ProviderInfo } from '../../../common/contracts/providerInfo';
import type { ProviderRecord } from './providerRecord';
import type { ServiceRecord } from './serviceRecord';

/** Provider metadata shown in the picker. */
export function toProviderInfo(record: ProviderRecord): ProviderInfo {
  const { listing, installCommand } = record;
  return {
    ...toServiceInfo(record),
    listsModels: listing !== undefined,
    ...(installCommand !== undefined && { installCommand }),
  };
}

/** Metadata of any service, shown in the picker. */
export function toServiceInfo(record: ServiceRecord): ProviderInfo {
  const { id, label, description, documentation, baseUrl, baseUrlExample, key, defaultModel, models } =
    record;
  return {
    id,
    label,
    description,
    documentation,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(baseUrlExample !== undefined && { baseUrlExample }),
    key,
    ...(defaultModel !== undefined && { defaultModel }),
    models,
    listsModels: false,
  };
}
