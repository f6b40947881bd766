/** Frequent letter pairs of words and identifiers: five of six pairs in them, one of five in random letters. */
const wordPairs: ReadonlySet<string> = new Set(
  (
    'ab ac ad ag ai al am an ap ar as at au be bl bo ca ce ch ci ck cl co cr ct cu da de di do ea ec ed ee ef el em en ' +
    'ep er es et ev ex fa fe fi fo ge ha he hi ia ic id ie if ig il im in io ip ir is it iv iz ke la le li ll lo ma me ' +
    'mi mo mp na nc nd ne nf ng ni no ns nt nu ob oc od ol om on oo op or os ot ou ov pa pe pl po pr pt qu ra rc rd re ' +
    'ri ro rr rs rt ru sa sc se sh si so sp ss st su ta te th ti to tr ts ty ub uc ul um un up ur us ut va ve vi xt yp'
  ).split(' '),
);

/** Share of such pairs among all neighbors above which a value counts as words. */
const maxWordShare = 0.3;

const uuid = /^[{(]?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}[)}]?$/i;

/** Placeholders: where a value is inserted, or is shown masked. */
const placeholder = new RegExp(
  [
    // Interpolation and formats of many languages.
    String.raw`[$#%]\{|\{\{|<%|\$\(|%\(|%[sdv@](?![\da-f])|\{\w{0,40}\}|^\$\w|^%\w+%$|^<.*>$|^\[.*\]$|^@\w+@$|^__\w+__$`,
    // Masked or omitted.
    String.raw`x{5}|\*{3}|\.{3}|…|•|#{4}|^(.)\1+$`,
    // In words.
    'example|sample|placeholder|dummy|change[-_ ]?(?:me|this|it)|replace|redacted|secret[-_]?here',
    String.raw`(?<![a-z\d])(?:todo|fixme|insert|your|enter)(?![a-z\d])`,
    // Alphabets and keyboard sequences.
    '01234567|12345678|abcdefg|qwerty',
  ].join('|'),
  'i',
);

/** Algorithms, not secrets: `sha256`, `AES-128-GCM`, `RS256`, `oauth2`, `base64`. */
const algorithm =
  /^(?:sha|md|rs|es|ps|hs|aes|des|rsa|ec|ecdsa|ed|x|utf|base|bcrypt|argon|pbkdf|scrypt|hmac|oauth|openid|http|tls|ssl|v|p|curve|secp|crc|u?int|float|char|str|latin|iso)[-_]?\d/i;

/** Words for secrets: a value that contains one describes a secret, and is not one. */
const speaksOfSecrets = /passw|passphrase|secret|token|credential|api_?key/i;

const mailAddress = /^[\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+$/;

/** Whether a value is only a placeholder: `${TOKEN}`, `<password>`, `xxxx`, `changeme`. */
export function isPlaceholder(value: string): boolean {
  return placeholder.test(value);
}

/** Placeholder words for the password in addresses and headers of documentation: `user:password@host`. */
const wordForPassword =
  /^(?:my|some|the|user)?[-_]?(?:pass(?:word|wd|phrase|code)?|pwd?|pw|secret|token|key)$/i;

/** Whether a password is only a placeholder word, or is too short to be one. */
export function isWordForPassword(value: string): boolean {
  return value.length < 4 || isPlaceholder(value) || wordForPassword.test(value);
}

/** Whether a value is a UUID: usually an identifier, sometimes a key. */
export function isUuid(value: string): boolean {
  return uuid.test(value);
}

/**
 * Whether a value looks random, as keys and tokens do: letters and digits that form no words. Hashes look the same:
 * the name of the value has to distinguish them.
 *
 * @param minLength shorter values are not keys
 */
export function looksRandom(value: string, minLength: number): boolean {
  if (value.length < minLength || !/^[\w+/=.~:!@#$%^&*?|-]+$/.test(value)) {
    return false;
  }
  const letters = count(value, /[a-z]/gi);
  const digits = count(value, /\d/g);
  const hasKinds =
    digits > 0 ? letters >= 2 : value.length >= 20 && /[a-z]/.test(value) && /[A-Z]/.test(value);
  const distinct = new Set(value).size;
  return (
    hasKinds &&
    letters * 7 >= value.length &&
    distinct >= (value.length < 32 ? 8 : 10) &&
    !isPlaceholder(value) &&
    !isUrlOrPath(value) &&
    !isNumberedName(value) &&
    (value.length >= 40 || !/\d\.\d/.test(value)) &&
    wordShare(value) < (digits > 0 ? maxWordShare : maxWordShare / 2)
  );
}

/**
 * Whether a value looks like a password chosen by a user: letters with digits or punctuation between them, not a
 * name, an address or a placeholder, and without spaces.
 */
export function looksChosen(value: string): boolean {
  if (
    value.length < 6 ||
    value.length > 128 ||
    !/^[!-,.-~][!-~]+$/.test(value) ||
    /["'`<>()[\]{}\\;,]/.test(value)
  ) {
    return false;
  }
  if (isPlaceholder(value) || isUrlOrPath(value) || mailAddress.test(value)) {
    return false;
  }
  if (algorithm.test(value) || speaksOfSecrets.test(value)) {
    return false;
  }
  if (/^[\w.-]+$/.test(value)) {
    return /[a-z]/i.test(value) && /\d/.test(value) && !isNumberedName(value);
  }
  return (
    /[a-z]/i.test(value) &&
    /[\w][!@#$%^&*+=~?|:/-]+[\w]/.test(value) &&
    (/\d/.test(value) ||
      (/[a-z]/.test(value) && /[A-Z]/.test(value) && !/^[\w-]+[/:.#][\w./:#-]+$/.test(value)))
  );
}

/**
 * `db_user_2`, `my-app.v1`, `TEST_KEY_1`, `1.2.3-beta`: several words with numbers only at their ends, or no word at
 * all.
 */
function isNumberedName(value: string): boolean {
  const words = value.split(/[^a-z\d]+/i).filter((word) => word !== '');
  return words.length > 1
    ? words.every((word) => /^(?:[a-z]{0,14}\d{0,2}|v?\d+)$/i.test(word))
    : /^(?:0x[\da-f]+|\d+[a-z]{1,3}|[A-Z]?[a-z]+(?:[A-Z][a-z]+)+\d{0,2})$/.test(value);
}

/** Options are not keys either. Keys in base64 may begin with a slash; they are long, and have no dots. */
function isUrlOrPath(value: string): boolean {
  return (
    value.includes('://') ||
    value.startsWith('--') ||
    /\/\d+\//.test(value) ||
    /^(?:\.{1,2}|~|[a-z]:)\//i.test(value) ||
    (value.startsWith('/') && !/^[a-z0-9+/]{32,}=*$/i.test(value))
  );
}

function wordShare(value: string): number {
  let pairs = 0;
  for (let i = 1; i < value.length; i++) {
    const pair = value.slice(i - 1, i + 1);
    // A word does not continue with a capital letter.
    if (wordPairs.has(pair.toLowerCase()) && !/[a-z][A-Z]/.test(pair)) {
      pairs++;
    }
  }
  return pairs / Math.max(1, value.length - 1);
}

function count(value: string, pattern: RegExp): number {
  return value.match(pattern)?.length ?? 0;
}
