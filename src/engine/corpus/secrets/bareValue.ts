import { isSecretLiteral, isSecretSetting } from './namedSecret';
import type { SecretKind } from './secretKind';
import type { SecretSpan } from './secretSpan';

const raw = /[ \t]{0,40}([^\s"'`<>]{4,512})/y;
/** The part of the text that can be one value, if other text may follow. */
const single = /^[\w+/=.~@:!#%^*?$-]+/;

/** Text that may precede the name in a line of settings: `export `, `- `, `$env:`, `spring.mail.`, a comment marker. */
const settingStart =
  /(?:^|[\r\n])[ \t]*(?:(?:#|\/\/|;|\*)[ \t]*)?(?:(?:export|set|setx|ENV|ARG|-|-e|--env)[ \t]+|\$env:)?(?:[\w-]{1,40}\.){0,6}$/;
/** Contexts in which a space separates name and value: `--token …`, `ENV TOKEN …`, `login … password …`. */
const flagStart = /--$|(?:^|[\r\n])ENV[ \t]+$|\blogin[ \t]+\S{1,64}[ \t]+$/;
const maxSettingStart = 120;
const restOfLine = /[ \t]{0,100}(?:[\r\n#]|$)/y;

/** Least length of an unquoted value: shorter ones are names or numbers. */
const minBareLength = 16;
const minDenseLength = 12;

interface NameRange {
  readonly start: number;
  readonly end: number;
  readonly isQuoted: boolean;
}

/**
 * An unquoted value. In code it is an expression, so only random-looking values are taken; in a line of settings, a
 * connection string, a query string or after a flag it may be a password chosen by a user.
 *
 * @param sign where the value begins, and the text before it
 */
export function findBareValue(
  text: string,
  name: NameRange,
  sign: { readonly from: number; readonly operator: string },
  kind: SecretKind,
): SecretSpan | undefined {
  raw.lastIndex = sign.from;
  const match = raw.exec(text);
  if (match === null) {
    return undefined;
  }
  const whole = match[1]!;
  const start = raw.lastIndex - whole.length;
  const isFlag = flagStart.test(text.slice(Math.max(0, name.start - maxSettingStart), name.start));
  if (sign.operator.trim() === '' && !isFlag) {
    return undefined;
  }
  // `name=value` or `name: value`.
  const isTight = !/\s/.test(sign.operator);
  const isDense = isTight && start === sign.from;
  const isSetting = isTight && (isDense || sign.operator === ':') && settles(text, name, raw.lastIndex);
  if (isSetting) {
    return isSecretSetting(whole, kind) ? { start, end: start + whole.length, what: kind.what } : undefined;
  }
  const value = (single.exec(whole)?.[0] ?? '').replace(/(?<![.:])[.:]+$/, '');
  const next = text[start + value.length] ?? '';
  const isPair = sign.operator.includes('value');
  const isBetween = isFlag || isPair || sign.operator === ':-' || (isDense && /^[;&}"'`\\]$/.test(next));
  const minLength = isDense && kind.isChosen ? minDenseLength : Math.max(minBareLength, kind.minLength);
  const isSecret = isBetween
    ? isSecretLiteral(value, kind)
    : value.length >= minLength && /^[\s;&,)}\]"'`<\\]?$/.test(next) && isSecretLiteral(value, kind, false);
  return isSecret ? { start, end: start + value.length, what: kind.what } : undefined;
}

/** Whether a name and the text after it are alone on a line. */
function settles(text: string, name: NameRange, valueEnd: number): boolean {
  restOfLine.lastIndex = valueEnd;
  const start = name.start - (name.isQuoted ? 1 : 0);
  return restOfLine.test(text) && settingStart.test(text.slice(Math.max(0, start - maxSettingStart), start));
}
