import { findSecrets } from './findSecrets';

/** Blocks of keys and certificates, as OpenSSL, SSH and OpenPGP write them. */
const armorStart = /-----BEGIN ((?:[A-Z0-9]{1,20} ){0,3}(?:PRIVATE KEY(?: BLOCK)?|CERTIFICATE(?: REQUEST)?|PKCS7|CMS|PGP MESSAGE))-----/g;
/** What stands between their borders; code that only speaks of them has other signs. */
const armorBody = /^[\w\s+/=:,.()@-]*$/;

/** Longer texts are not searched for more than marks: files of passwords are short. */
const maxSearched = 64 * 1024;
/** Marks stand at the top. */
const headLength = 4096;

/** Files of tools by what stands in them; all of the patterns have to be found. */
const marks: readonly (readonly [detail: string, ...patterns: RegExp[]])[] = [
  ['the key of a service account', /"type"\s*:\s*"service_account"/, /"private_key"\s*:/],
  ['credentials of a cloud account', /"type"\s*:\s*"authorized_user"/, /"refresh_token"\s*:/],
  ['a client secret', /^\s*\{\s*"(?:installed|web)"\s*:\s*\{/, /"client_secret"\s*:/],
  ['a file of Ansible Vault', /^\s*\$ANSIBLE_VAULT;/],
  ['a key of PuTTY', /^PuTTY-User-Key-File-\d:/],
  ['the key of a WireGuard connection', /^\s*\[Interface\]\s*$/m, /^\s*PrivateKey\s*=\s*[\w+/]{40,}=/m],
  ['the keys of a Kubernetes cluster', /^\s*"?(?:client-key-data|client-certificate-data)"?\s*:\s*"?[\w+/]{40}/m],
  ['credentials of a container registry', /^\s*\{\s*"auths"\s*:/, /"(?:auth|identitytoken)"\s*:\s*"[\w+/=]{8,}/],
  ['a state of Terraform', /^\s*\{\s*"version"\s*:\s*\d+,\s*"terraform_version"/, /"lineage"\s*:/],
  ['cookies', /^# (?:Netscape )?HTTP Cookie File/],
  ['exported passwords', /^(?=[^\n]*\bpassword\b)(?=[^\n]*\b(?:url|login_uri|website|title)\b)[\w "]+(?:,[\w "]*){2,}\r?$/im],
];

/** Settings of tools in which people keep passwords beside what everyone may read. */
const settingsNames =
  /^(?:settings\.xml|gradle\.properties|pip\.(?:conf|ini)|\.?yarnrc(?:\.yml)?|nuget\.config|auth\.json|\.condarc|\.gitconfig|\.curlrc|\.wgetrc|\.buildkite|wp-config\.php|\.muttrc|hosts\.yml|sftp(?:-config)?\.json)$/i;

/** Formats that nothing is written in but settings, and files without any. */
const plainExtensions: ReadonlySet<string> = new Set(
  ' txt text conf cfg cnf ini config properties props vars env secret secrets creds local list sh bash zsh ksh fish ps1 bat cmd'.split(' '),
);
const templateName = /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?|schema)(?:[._-]|$)/i;
const assignment = /^[ \t]*(?:export[ \t]+|set(?:x|env)?[ \t]+)?[A-Za-z_][\w.-]{0,80}[ \t]?=/;
const commentOrBlank = /^[ \t]*(?:$|[#;]|\/\/|rem\b)/i;
`E`
