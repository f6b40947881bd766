import * as l10n from '@vscode/l10n';

/** Issuers of keys and tokens, as they stand in the texts of {@link detailTexts}. */
export const issuerTexts = {
  openAiOrOtherProvider: () => l10n.t('OpenAI or another model provider'),
  /** @param others one or more names, separated by commas */
  eitherIssuer: (others: string, last: string) => l10n.t('{0} or {1}', others, last),
};

/** Why a path is left out, or what was masked in it; a part of a sentence. `detailForm` has the stored form of each. */
export const detailTexts = {
  // The place.
  versionControl: () => l10n.t('version control'),
  sameRepositoryWorktree: () => l10n.t('worktree of the same repository'),
  /** @param name of a file in a directory, such as `CACHEDIR.TAG` */
  markedBy: (name: string) => l10n.t('contains {0}', name),
  notIncluded: () => l10n.t('not included'),
  notRegularFile: () => l10n.t('not a regular file'),
  brokenLink: () => l10n.t('broken link'),
  linkOutside: () => l10n.t('link to a target outside the workspace folder'),
  linkToFolder: () => l10n.t('link to the workspace folder'),
  linkToListed: (target: string) => l10n.t('link to {0}, which is listed separately', target),
  linkTo: (target: string) => l10n.t('link to {0}', target),
  changedWhileRead: () => l10n.t('changed while being read'),
  /** @param sizeMiB both with one decimal */
  overSizeLimit: (sizeMiB: string, limitMiB: string) =>
    l10n.t('{0}, the limit is {1}', `${sizeMiB} MiB`, `${limitMiB} MiB`),
  /** As `overSizeLimit`, of an ignore file. */
  overRulesLimit: (sizeMiB: string, limitMiB: string) =>
    l10n.t('{0}, only the rules in the first {1} apply', `${sizeMiB} MiB`, `${limitMiB} MiB`),

  // The name.
  secretName: () => l10n.t('file name'),
  binaryExtension: (extension: string) => extension,
  lockFile: () => l10n.t('lock file'),
  drawing: () => l10n.t('drawing'),
  generatedName: () => l10n.t('file name'),

  // The content.
  nulBytes: () => l10n.t('NUL bytes'),
  controlCharacters: () => l10n.t('control characters'),
  unknownEncoding: () => l10n.t('unknown encoding'),
  longestLine: (characters: number) => l10n.t('a line of {0} characters', characters),
  /** @param origin the attribute file and its line */
  generatedAttribute: (origin: string) => l10n.t('linguist-generated in {0}', origin),
  /** @param bytes `?` if unknown */
  storedElsewhere: (bytes: string) => l10n.t('{0} bytes elsewhere', bytes),

  // Secrets.
  privateKey: () => l10n.t('a private key'),
  privateKeyLines: () => l10n.t('lines of a private key'),
  certificate: () => l10n.t('a certificate'),
  password: () => l10n.t('a password'),
  passwordInAddress: () => l10n.t('a password in an address'),
  passwordInHeader: () => l10n.t('a password in a header'),
  tokenInAddress: () => l10n.t('a token in an address'),
  tokenInHeader: () => l10n.t('a token in a header'),
  signatureInAddress: () => l10n.t('a signature in an address'),
  webhookAddress: () => l10n.t('a webhook address'),
  passwordHash: () => l10n.t('a hash of a password'),
  jsonWebToken: () => l10n.t('a JSON web token'),
  credentials: () => l10n.t('credentials'),
  clientSecret: () => l10n.t('a client secret'),
  cookies: () => l10n.t('cookies'),
  exportedPasswords: () => l10n.t('exported passwords'),
  secretSettings: () => l10n.t('settings with passwords or keys'),
  serviceAccountKey: () => l10n.t('the key of a service account'),
  cloudCredentials: () => l10n.t('credentials of a cloud account'),
  registryCredentials: () => l10n.t('credentials of a container registry'),
  wireGuardKey: () => l10n.t('the key of a WireGuard connection'),
  kubernetesKey: () => l10n.t('the key of a Kubernetes cluster'),
  ansibleVault: () => l10n.t('a file of Ansible Vault'),
  terraformState: () => l10n.t('a state of Terraform'),
  telegramToken: () => l10n.t('a token of a Telegram bot'),
  token: () => l10n.t('a token'),
  key: () => l10n.t('a key'),
  salt: () => l10n.t('a salt'),
  secret: () => l10n.t('a secret'),
  settingsWith: (what: string) => l10n.t('settings with {0}', what),
  littleElseThan: (what: string) => l10n.t('almost only {0}', what),
  keyOf: (issuer: string) => l10n.t('a key of {0}', issuer),
  apiKeyOf: (issuer: string) => l10n.t('an API key of {0}', issuer),
  accessKeyOf: (issuer: string) => l10n.t('an access key of {0}', issuer),
  secretAccessKeyOf: (issuer: string) => l10n.t('a secret access key of {0}', issuer),
  tokenOf: (issuer: string) => l10n.t('a token of {0}', issuer),
  secretOf: (issuer: string) => l10n.t('a secret of {0}', issuer),
  clientSecretOf: (issuer: string) => l10n.t('a client secret of {0}', issuer),
};
