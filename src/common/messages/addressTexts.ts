import * as l10n from '@vscode/l10n';

/** The address of a provider, and what to check about it. */
export const addressTexts = {
  addressHasUser: (provider: string, host: string) =>
    l10n.t('The address of {0} ({1}) contains a user or a password.', provider, host),
  removeUser: () => l10n.t('Remove them from the address, and set an API key instead.'),
  addressIsNotHttp: (provider: string) =>
    l10n.t('The address of {0} does not begin with http:// or https://.', provider),
  addressFormat: (example: string) => l10n.t('Expected format: {0}.', example),
  addressLacksVersion: (address: string, versioned: string, model: string) =>
    l10n.t(
      'The address ({0}) has no version: try {1}. Otherwise check the model ({2}).',
      address,
      versioned,
      model,
    ),
  checkModelAndAddress: (model: string, address: string) =>
    l10n.t('Check the model ({0}) and the address ({1}).', model, address),
  checkModelDimensionsAndAddress: (model: string, address: string) =>
    l10n.t('Check the model ({0}), its dimensions and the address ({1}).', model, address),
  checkLoginOrAddress: () =>
    l10n.t('The network may require a login (open a browser), or the address is not an API endpoint.'),
  parameterReserved: (name: string, provider: string) =>
    l10n.t('The request parameter "{0}" of {1} cannot be set.', name, provider),
  removeParameter: () =>
    l10n.t(
      'Remove it from semanticSearch.requestParameters (--param on the command line). The texts are set by the search; the model, the dimensions and the key have settings of their own.',
    ),
  removeRerankerParameter: () =>
    l10n.t(
      'Remove it from semanticSearch.rerankerParameters (--rerank-param on the command line). The question and the texts are set by the search; the model and the key have settings of their own.',
    ),
  redirected: (name: string, status: number, to: string) =>
    l10n.t('{0} returned {1}, a redirect to {2}.', name, status, to),
  chooseRedirectTarget: () =>
    l10n.t('Texts and the key are not sent there. If that host is the right one, choose its address.'),
};
