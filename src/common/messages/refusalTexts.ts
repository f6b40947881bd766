import * as l10n from '@vscode/l10n';
import { countOf } from '../text/countText';

/** Failed connections to a provider, and requests that it refuses. */
export const refusalTexts = {
  providerUnreachable: (provider: string, problem: string) =>
    l10n.t('{0} is unreachable ({1}).', provider, problem),
  connectionFailed: (name: string, problem: string) => l10n.t('{0}: {1}', name, problem),
  checkConnection: () =>
    l10n.t('Check the address and the connection, and the proxy settings if you use a proxy.'),
  checkAddressIfSlow: () => l10n.t('It may be busy or starting. If this continues, check the address.'),
  checkConnectionIfRepeated: () => l10n.t('If this continues, check the connection.'),
  addCertificate: () =>
    l10n.t(
      'If your company inspects connections, add the certificate file of its authority in the settings (NODE_EXTRA_CA_CERTS on the command line).',
    ),
  checkProxy: () => l10n.t('Check the address, the user and the password of the proxy.'),

  continuesWhenAvailable: () =>
    l10n.t('Existing embeddings are kept. Indexing continues when the provider is available again.'),
  continuesWhenLoaded: (model: string) =>
    l10n.t(
      'The model ({0}) is loading. Indexing continues when it is ready; existing embeddings are kept.',
      model,
    ),
  acceptsNothingForMinutes: (name: string, minutes: number) =>
    l10n.t('{0} accepts no more requests for {1}.', name, countOf(minutes, 'minute')),
  acceptsNothingForHours: (name: string, hours: number) =>
    l10n.t('{0} accepts no more requests for {1}.', name, countOf(hours, 'hour')),
  topUp: (provider: string) =>
    l10n.t(
      'The quota or balance is used up. Top it up at {0} or choose another provider, then try again.',
      provider,
    ),

  keyMissing: (name: string) => l10n.t('{0} requires an API key, and none is set for this host.', name),
  setKeyByCommand: () =>
    l10n.t('Set one: "Semantic Search: Set API Key…", or SEMANTIC_SEARCH_API_KEY on the command line.'),
  setKey: () => l10n.t('It requires an API key, and none is set for this host. Set one.'),
  checkKey: () => l10n.t('Check the API key for this host and its permissions.'),
};
