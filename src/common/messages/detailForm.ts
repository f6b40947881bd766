import type { detailTexts, issuerTexts } from './detailTexts';
import type { Message, MessageCode, Text } from './message';

/**
 * The written form of each detail, in English: in stored indexes, and in the JSON of the command line. It is a format:
 * a changed form is not recognized in an index that an earlier version has stored. `{text}` is a text as it is,
 * `{number}` a number, `{issuer}` an issuer or one of {@link issuerForms}, `{detail}` another detail.
 */
const detailForms: Readonly<Record<keyof typeof detailTexts, string>> = {
  versionControl: 'version control',
  sameRepositoryWorktree: 'a worktree of the same repository',
  markedBy: 'holds {text}',
  notIncluded: 'not included',
  notRegularFile: 'not a regular file',
  brokenLink: 'a link that leads nowhere',
  linkOutside: 'a link that leads out of the workspace folder',
  linkToFolder: 'a link to the workspace folder',
  linkToListed: 'a link to {text}, which has a path of its own',
  linkTo: 'a link to {text}',
  changedWhileRead: 'changed while it was looked at',
  overSizeLimit: '{text} MiB, the limit is {text} MiB',
  overRulesLimit: '{text} MiB, only the rules in the first {text} MiB apply',
  secretName: 'a name that is given to keys and passwords',
  binaryExtension: '{text}',
  lockFile: 'a lock file or the like',
  drawing: 'drawing',
  generatedName: 'a name that tools give',
  nulBytes: 'NUL bytes',
  controlCharacters: 'control characters',
  unknownEncoding: 'no known encoding',
  longestLine: 'a line of {number} characters',
  generatedAttribute: 'linguist-generated in {text}',
  storedElsewhere: '{text} bytes elsewhere',
  privateKey: 'a private key',
  privateKeyLines: 'lines like those of a private key',
  certificate: 'a certificate or the like',
  password: 'a password',
  passwordInAddress: 'a password in an address',
  passwordInHeader: 'a password in a header',
  tokenInAddress: 'a token in an address',
  tokenInHeader: 'a token in a header',
  signatureInAddress: 'a signature in an address',
  webhookAddress: 'the address of a webhook',
  passwordHash: 'a hash of a password',
  jsonWebToken: 'a JSON web token',
  credentials: 'credentials',
  clientSecret: 'a client secret',
  cookies: 'cookies',
  exportedPasswords: 'exported passwords',
  secretSettings: 'settings with passwords or keys',
  serviceAccountKey: 'the key of a service account',
  cloudCredentials: 'credentials of a cloud account',
  registryCredentials: 'credentials of a container registry',
  wireGuardKey: 'the key of a WireGuard connection',
  kubernetesKey: 'the key of a Kubernetes cluster',
  ansibleVault: 'a file of Ansible Vault',
  terraformState: 'a state of Terraform',
  telegramToken: 'a token of a Telegram bot',
  token: 'a token',
  key: 'a key',
  salt: 'a salt',
  secret: 'a secret',
  settingsWith: 'settings with {detail}',
  littleElseThan: 'little else than {detail}',
  keyOf: 'a key of {issuer}',
  apiKeyOf: 'an API key of {issuer}',
  accessKeyOf: 'an access key of {issuer}',
  secretAccessKeyOf: 'a secret access key of {issuer}',
  tokenOf: 'a token of {issuer}',
  secretOf: 'a secret of {issuer}',
  clientSecretOf: 'a client secret of {issuer}',
};

const issuerForms: Readonly<Record<keyof typeof issuerTexts, string>> = {
  openAiOrOtherProvider: 'OpenAI or another model provider',
  eitherIssuer: '{text} or {text}',
};

const forms: Readonly<Partial<Record<MessageCode, string>>> = { ...detailForms, ...issuerForms };
const placeholder = /\{(text|number|issuer|detail)\}/g;

/** The written form of a detail, as stored and as printed in JSON. A string is returned unchanged. */
export function writeDetail(detail: Text): string {
  if (typeof detail === 'string') return detail;
  const form = forms[detail.code];
  if (form === undefined) throw new Error(`No written form: ${detail.code}`);
  const values = detail.values[Symbol.iterator]();
  return form.replaceAll(placeholder, () => {
    const value = values.next().value ?? '';
    return typeof value === 'number' ? String(value) : writeDetail(value);
  });
}

/** The detail with a written form; an unknown form, such as a line of a file or of a later version, is returned as it is. */
export function readDetail(written: string): Text {
  readers ??= readersOf(detailForms);
  return readAs(written, readers);
}

/** Reads one form; undefined if a text does not have it. */
type Reader = (written: string) => Message | undefined;

/** Created when first used: few files have details. */
let readers: readonly Reader[] | undefined;
let issuerReaders: readonly Reader[] | undefined;

const readValue: Readonly<Record<string, (written: string) => Text | number>> = {
  text: (written) => written,
  number: Number,
  detail: readDetail,
  issuer(written) {
    issuerReaders ??= readersOf(issuerForms);
    return readAs(written, issuerReaders);
  },
};

function readAs(written: string, all: readonly Reader[]): Text {
  for (const read of all) {
    const detail = read(written);
    if (detail) return detail;
  }
  return written;
}

/** Forms without values come first: others may match them too. */
function readersOf(table: Readonly<Record<string, string>>): Reader[] {
  const entries = Object.entries(table) as [MessageCode, string][];
  const fixed = new Map(entries.map(([code, form]) => [form, code]));
  const readFixed: Reader = (written) => {
    const code = fixed.get(written);
    return code && { code, values: [] };
  };
  // A form that is nothing but a text matches everything.
  const open = entries.filter(([, form]) => form.includes('{') && form !== '{text}');
  return [readFixed, ...open.map(([code, form]) => readerOf(code, form))];
}

function readerOf(code: MessageCode, form: string): Reader {
  const kinds = [...form.matchAll(placeholder)].map(([, kind]) => kind!);
  const source = form.replaceAll(placeholder, (_, kind) => (kind === 'number' ? String.raw`(\d+)` : '(.+)'));
  const pattern = new RegExp(`^${source}$`, 's');
  return (written) => {
    const match = pattern.exec(written);
    return match ? { code, values: kinds.map((kind, i) => readValue[kind]!(match[i + 1]!)) } : undefined;
  };
}
