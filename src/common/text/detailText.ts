import * as l10n from '@vscode/l10n';

/**
 * Translates the detail of why a file was skipped, or of what was masked in it, to the display language. The index
 * stores details in English, independent of the window. Unknown details, such as a glob or a system message, are
 * returned unchanged.
 */
export function detailText(detail: string): string {
  return fixedText(detail) ?? textOfPattern(detail) ?? detail;
}

function fixedText(detail: string): string | undefined {
  switch (detail) {
    case 'version control':
      return l10n.t('version control');
    case 'a worktree of the same repository':
      return l10n.t('worktree of the same repository');
    case 'not included':
      return l10n.t('not included');
    case 'not a regular file':
      return l10n.t('not a regular file');
    case 'a link that leads nowhere':
      return l10n.t('broken link');
    case 'changed while it was looked at':
      return l10n.t('changed while being read');
    case 'a link that leads out of the workspace folder':
      return l10n.t('link to a target outside the workspace folder');
    case 'a link to the workspace folder':
      return l10n.t('link to the workspace folder');
    case 'a lock file or the like':
      return l10n.t('lock file');
    case 'drawing':
      return l10n.t('drawing');
    case 'a name that tools give':
      return l10n.t('file name');
    case 'a name that is given to keys and passwords':
      return l10n.t('file name');
    case 'NUL bytes':
      return l10n.t('NUL bytes');
    case 'control characters':
      return l10n.t('control characters');
    case 'no known encoding':
      return l10n.t('unknown encoding');
    default:
      return secretText(detail);
  }
}

/** Kinds of secrets that are distinguished by more than their issuer. */
function secretText(detail: string): string | undefined {
  switch (detail) {
    case 'a private key':
      return l10n.t('a private key');
    case 'lines like those of a private key':
      return l10n.t('lines of a private key');
    case 'a certificate or the like':
      return l10n.t('a certificate');
    case 'a password':
      return l10n.t('a password');
    case 'a password in an address':
      return l10n.t('a password in an address');
    case 'a password in a header':
      return l10n.t('a password in a header');
    case 'a token in an address':
      return l10n.t('a token in an address');
    case 'a token in a header':
      return l10n.t('a token in a header');
    case 'a signature in an address':
      return l10n.t('a signature in an address');
    case 'the address of a webhook':
      return l10n.t('a webhook address');
    case 'a hash of a password':
      return l10n.t('a hash of a password');
    case 'a JSON web token':
      return l10n.t('a JSON web token');
    case 'credentials':
      return l10n.t('credentials');
    case 'a client secret':
      return l10n.t('a client secret');
    case 'cookies':
      return l10n.t('cookies');
    case 'exported passwords':
      return l10n.t('exported passwords');
    case 'settings with passwords or keys':
      return l10n.t('settings with passwords or keys');
    case 'the key of a service account':
      return l10n.t('the key of a service account');
    case 'credentials of a cloud account':
      return l10n.t('credentials of a cloud account');
    case 'credentials of a container registry':
      return l10n.t('credentials of a container registry');
    case 'the key of a WireGuard connection':
      return l10n.t('the key of a WireGuard connection');
    case 'the key of a Kubernetes cluster':
      return l10n.t('the key of a Kubernetes cluster');
    case 'a file of Ansible Vault':
      return l10n.t('a file of Ansible Vault');
    case 'a state of Terraform':
      return l10n.t('a state of Terraform');
    case 'a token of a Telegram bot':
      return l10n.t('a token of a Telegram bot');
    case 'a token':
      return l10n.t('a token');
    case 'a key':
      return l10n.t('a key');
    case 'a salt':
      return l10n.t('a salt');
    case 'a secret':
      return l10n.t('a secret');
    default:
      return undefined;
  }
}

/** Details that contain values from the file. */
const patterns: readonly (readonly [pattern: RegExp, textOf: (values: readonly string[]) => string])[] = [
  [/^holds (.+)$/, ([name = '']) => l10n.t('contains {0}', name)],
  [
    /^([\d.]+ MiB), the limit is ([\d.]+ MiB)$/,
    ([size = '', limit = '']) => l10n.t('{0}, the limit is {1}', size, limit),
  ],
  [
    /^([\d.]+ MiB), only the rules in the first ([\d.]+ MiB) apply$/,
    ([size = '', limit = '']) => l10n.t('{0}, only the rules in the first {1} apply', size, limit),
  ],
  [
    /^a link to (.+), which has a path of its own$/,
    ([target = '']) => l10n.t('link to {0}, which is listed separately', target),
  ],
  [/^a link to (.+)$/, ([target = '']) => l10n.t('link to {0}', target)],
  [/^a line of (\d+) characters$/, ([count = '']) => l10n.t('a line of {0} characters', count)],
  [/^settings with (.+)$/, ([what = '']) => l10n.t('settings with {0}', detailText(what))],
  [/^little else than (.+)$/, ([what = '']) => l10n.t('almost only {0}', detailText(what))],
  [/^a key of (.+)$/, ([name = '']) => l10n.t('a key of {0}', nameText(name))],
  [/^an API key of (.+)$/, ([name = '']) => l10n.t('an API key of {0}', name)],
  [/^an access key of (.+)$/, ([name = '']) => l10n.t('an access key of {0}', name)],
  [/^a secret access key of (.+)$/, ([name = '']) => l10n.t('a secret access key of {0}', name)],
  [/^a token of (.+)$/, ([name = '']) => l10n.t('a token of {0}', nameText(name))],
  [/^a secret of (.+)$/, ([name = '']) => l10n.t('a secret of {0}', name)],
  [/^a client secret of (.+)$/, ([name = '']) => l10n.t('a client secret of {0}', name)],
];

function textOfPattern(detail: string): string | undefined {
  for (const [pattern, textOf] of patterns) {
    const match = pattern.exec(detail);
    if (match) return textOf(match.slice(1));
  }
  return undefined;
}

/** Issuers of a key: `Slack`, `Twitch, Typeform or ReadMe`. */
function nameText(names: string): string {
  if (names === 'OpenAI or another model provider') return l10n.t('OpenAI or another model provider');
  const [others = '', last] = names.split(' or ');
  return last === undefined ? others : l10n.t('{0} or {1}', others, last);
}
