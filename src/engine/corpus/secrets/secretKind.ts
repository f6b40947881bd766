import { message, type Message } from '../../../common/messages/message';

/** Properties of a value that its name implies. */
export interface SecretKind {
  /** A message of `detailTexts`. */
  readonly what: Message;
  /** Users choose such values themselves: they need not look random. */
  readonly isChosen: boolean;
  /** Least length of a random value. */
  readonly minLength: number;
  /** A UUID with such a name is the secret, and not an identifier. */
  readonly mayBeUuid: boolean;
}

const password: SecretKind = { what: message('password'), isChosen: true, minLength: 12, mayBeUuid: true };
const secret: SecretKind = { what: message('secret'), isChosen: true, minLength: 12, mayBeUuid: true };
const apiToken: SecretKind = { what: message('token'), isChosen: false, minLength: 14, mayBeUuid: true };
const token: SecretKind = { ...apiToken, mayBeUuid: false };
const apiKey: SecretKind = { what: message('key'), isChosen: false, minLength: 14, mayBeUuid: true };
const key: SecretKind = { what: message('key'), isChosen: false, minLength: 16, mayBeUuid: false };
const credentials: SecretKind = {
  what: message('credentials'),
  isChosen: false,
  minLength: 16,
  mayBeUuid: false,
};
const salt: SecretKind = { what: message('salt'), isChosen: false, minLength: 16, mayBeUuid: false };

/** Words before a key or a token that make it certainly secret. */
const owners =
  'access account admin api app auth authentication bearer bot client consumer crypto deploy encryption license master oauth ' +
  'personal private refresh secret security service session sign signing storage subscription user webhook';
const ownerWords: ReadonlySet<string> = new Set(owners.split(' '));
const glued = `(?:${owners.replaceAll(' ', '|')})`;

/** Matched at the end of a word, because names in one case have their words joined. */
const kinds: readonly (readonly [word: RegExp, kind: SecretKind])[] = [
  [/(?:passwords?|passwd|passwort|passphrases?|passcode|pwd|pword)$/, password],
  [/secrets?$/, secret],
  [new RegExp(`${glued}tokens?$`), apiToken],
  [/^[a-z]{0,12}tokens?$/, token],
  [new RegExp(`${glued}keys?$`), apiKey],
  [/^(?:keys?|privkey|seckey)$/, key],
  [/^(?:credentials?|creds?|auth|authorization)$/, credentials],
  [/^salt$/, salt],
];

/** Words that give key or token another meaning: keys of tables, public keys, hot keys. */
const otherWords = words(
  'public pub foreign primary sort partition cache bucket index idx map row dict translation i18n hot shortcut issue ' +
    'project site publishable fingerprint hash digest checksum csrf xsrf authenticity registry socket websocket recv',
);

/** Words at the end of a name that describes a secret: its length, its location, its input field. */
const aboutWords = words(
  'age alg algo algorithm alias arn attr attribute audience board box button chain char chars class code codes color column ' +
    'comment count date desc description dialog digest dir directory disabled doc docs down element enabled endpoint error ' +
    'errors event exp expiration expired expires expiry factory field fields file filename files fingerprint folder form ' +
    'format frame generator handler hash header headers hint host icon id ids info input issuer label len length limit link ' +
    'manager map max message method mgr min modal mode msg name names offset page pair param parameter params path paths pattern ' +
    'placeholder policy position prefix press property provider realm ref regex regexp required reset ring rule rules schema scheme ' +
    'scope scopes screen selector service set size sizes source space store strategy strength stroke style suffix table ' +
    'template test text thumbprint time timeout timestamp title ttl type types up uri uris url urls usage validator var ' +
    'variable vault version view visible word words',
);

/** Words at the end that do not change the meaning. */
const emptyWords = words(
  'b64 base64 bytes const data default dev env hex live local prod production staging str string val value 1 2 3',
);

/** The kind of a value with this name; undefined if the name does not refer to secrets. */
export function kindOfName(name: string): SecretKind | undefined {
  const parts = wordsOf(name);
  while (parts.length > 1 && emptyWords.has(parts.at(-1)!)) {
    parts.pop();
  }
  if (aboutWords.has(parts.at(-1) ?? '')) {
    return undefined;
  }
  // `DB_PASS`, but not `passThrough`.
  if (parts.at(-1) === 'pass') {
    return password;
  }
  for (let i = parts.length - 1; i >= 0; i--) {
    const kind = kinds.find(([word]) => word.test(parts[i]!))?.[1];
    if (kind !== undefined) {
      return refine(kind, parts, i);
    }
  }
  return undefined;
}

function refine(kind: SecretKind, parts: readonly string[], index: number): SecretKind | undefined {
  if (kind.isChosen) {
    return kind;
  }
  if (parts.some((word) => otherWords.has(word))) {
    return undefined;
  }
  const isOwned = parts.slice(0, index).some((word) => ownerWords.has(word));
  return isOwned && kind === key ? apiKey : isOwned && kind === token ? apiToken : kind;
}

/** The words of an identifier in lower case: `DB_PASSWORD`, `dbPassword`, `db-password`, `APIKey`. */
function wordsOf(name: string): string[] {
  return name
    .replaceAll(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '');
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(' '));
}
