import type { ProviderInfo } from '../../../src/common/contracts/providerInfo';

/** A provider with the properties that a test needs. */
export function providerInfo(given: Partial<ProviderInfo> = {}): ProviderInfo {
  return {
    id: 'sample',
    label: 'Sample',
    description: 'A provider',
    documentation: 'https://example.com/docs',
    baseUrl: 'https://api.example.com/v1',
    key: 'required',
    models: [],
    listsModels: true,
    ...given,
  };
}
