import { message, type Message } from '../../../common/messages/message';
import { findSecrets } from './findSecrets';

/** Blocks of keys and certificates, as OpenSSL, SSH and OpenPGP write them. */
const blockStart =
  /-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}(PRIVATE KEY(?: BLOCK)?|CERTIFICATE(?: REQUEST)?|PKCS7|CMS|PGP MESSAGE)-----/g;
/** Text between their borders; code that only mentions them has other characters. */
const blockBody = /^[\w\s+/=:,.()@-]*$/;

/** Files of tools, recognized by their content. All patterns of a row must match. */
const marks: readonly (readonly [detail: Message, ...patterns: RegExp[]])[] = [
  [message('serviceAccountKey'), /"type"\s*:\s*"service_account"/, /"private_key"\s*:/],
  [message('cloudCredentials'), /"type"\s*:\s*"authorized_user"/, /"refresh_token"\s*:/],
  [message('clientSecret'), /^\s*\{\s*"(?:installed|web)"\s*:\s*\{/, /"client_secret"\s*:/],
  [message('ansibleVault'), /^\s*\$ANSIBLE_VAULT;/],
  [message('keyOf', 'PuTTY'), /^PuTTY-User-Key-File-\d:/],
  [message('wireGuardKey'), /^[ \t]*\[Interface\]/m, /^[ \t]*PrivateKey[ \t]*=[ \t]*[\w+/]{40,}=/m],
  [message('kubernetesKey'), /^[ \t]*"?client-key-data"?[ \t]*:[ \t]*"?[\w+/]{40}/m],
  [message('registryCredentials'), /^\s*\{\s*"auths"\s*:/, /"(?:auth|identitytoken)"\s*:\s*"[\w+/=]{8}/],
  [message('terraformState'), /^\s*\{\s*"version"\s*:\s*\d+,\s*"terraform_version"/, /"lineage"\s*:/],
  [message('cookies'), /^# (?:Netscape )?HTTP Cookie File/],
  [
    message('exportedPasswords'),
    /^(?=.*\bpassword\b)(?=.*\b(?:url|login_uri|website|title)\b)[\w "]+(?:,[\w "]*){2,60}\r?\n/i,
  ],
];

/** Settings of tools that may contain passwords beside public values. */
const settingsName =
  /^(?:settings\.xml|gradle\.properties|pip\.(?:conf|ini)|\.?yarnrc(?:\.yml)?|nuget\.config|auth\.json|sftp(?:-config)?\.json|\.condarc|\.gitconfig|\.curlrc|\.wgetrc|\.muttrc)$/i;

/** Extensions of settings and lists of keys. Code and documentation are kept, and masked when they are sent. */
const settingsExtensions: ReadonlySet<string> = new Set(
  (
    'txt text conf cfg cnf ini config properties props vars env secret secrets creds local list json yaml yml toml csv xml ' +
    'sh bash zsh ksh fish ps1 bat cmd bak backup old orig save'
  ).split(' '),
);
const templateName = /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?|schema)(?:[._-]|$)/i;
/** Password files are short. Of longer ones only the beginning is checked. */
const maxSearched = 64 * 1024;

const assignment = /^[ \t]*(?:(?:export|set|setx|setenv)[ \t]+|\$env:)?[A-Za-z_][\w.-]{0,80}[ \t]?=[ \t]?\S/;
const blankOrComment = /^[ \t]*(?:[#;]|\/\/|rem\b|\[[^\]]{0,80}\][ \t]*$|$)/i;
/** Least share of assignments among its lines, and of secrets among the assignments. */
const minAssignments = 0.6;
const minSecretAssignments = 0.1;

/**
 * Why a file contains secrets and little else, as a message of `detailTexts`. Undefined for all other
 * files; code, documentation and templates that contain a secret somewhere do not count.
 *
 * @param path relative to the workspace folder
 */
export function secretContentOf(path: string, text: string): Message | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const isSettings = dot <= 0 || settingsExtensions.has(name.slice(dot + 1).toLowerCase());
  return blockOf(text) ?? (isSettings ? (markOf(text) ?? settingsOf(name, text)) : undefined);
}

/** A file that is mainly keys or certificates. Code that contains one is kept. */
function blockOf(text: string): Message | undefined {
  if (!text.includes('-----BEGIN ')) {
    return undefined;
  }
  let length = 0;
  let detail: Message | undefined;
  let position = 0;
  for (;;) {
    blockStart.lastIndex = position;
    const start = blockStart.exec(text);
    const end = start ? text.indexOf('-----END ', start.index) : -1;
    if (start === null || end < 0) {
      return length * 2 > text.trim().length ? detail : undefined;
    }
    if (blockBody.test(text.slice(start.index + start[0].length, end))) {
      length += end - start.index;
      detail = start[1]!.startsWith('PRIVATE') ? message('privateKey') : (detail ?? message('certificate'));
    }
    position = end;
  }
}

function markOf(text: string): Message | undefined {
  const searched = text.slice(0, maxSearched);
  return marks.find(([, ...patterns]) => patterns.every((pattern) => pattern.test(searched)))?.[0];
}

/** Settings, described by their secrets. */
function settingsOf(name: string, text: string): Message | undefined {
  if (text.length > maxSearched || templateName.test(name)) {
    return undefined;
  }
  const secrets = findSecrets(text);
  if (secrets.length === 0) {
    return undefined;
  }
  if (settingsName.test(name)) {
    return message('settingsWith', secrets[0]!.what);
  }
  if (isListOfSettings(text, secrets.length)) {
    return message('secretSettings');
  }
  const secretLength = secrets.reduce((sum, { start, end }) => sum + end - start, 0);
  return secretLength * 2 > text.trim().length ? message('littleElseThan', secrets[0]!.what) : undefined;
}

/** Whether a text consists mostly of assignments, several of them secret. */
function isListOfSettings(text: string, secrets: number): boolean {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => !blankOrComment.test(line));
  const assignments = lines.filter((line) => assignment.test(line)).length;
  return (
    secrets >= 2 &&
    assignments >= lines.length * minAssignments &&
    secrets >= assignments * minSecretAssignments
  );
}
