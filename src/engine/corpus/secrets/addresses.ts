import { message } from '../../../common/messages/message';
import { matchesOf } from './matchesOf';
import type { SecretSpan } from './secretSpan';
import { isPlaceholder, isWordForPassword, looksRandom } from './secretValue';

/** User and password of a URL, after its `://`. */
const userInfo = /([^\s:@/?#"'`<>\\]{0,128}):([^\s@/"'`<>\\]{1,256})@[\w.[$%{-]/y;
/** A token instead of the user. */
const userToken = /([\w.~-]{20,256})@[\w-]{1,64}\.[\w.-]{2,}/y;

/** URLs that are secret as a whole: with them anyone may post. */
const webhook =
  /\b(?:hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)|discord(?:app)?\.com\/api\/webhooks|webhook\.office\.com\/webhookb?2?|hooks\.zapier\.com\/hooks\/catch)\/([\w/@+-]{16,400})/g;

/** Signatures that grant access to a URL: shared access of Azure, presigned URLs of AWS and Google. */
const signature = /[?&](?:sig|X-Amz-Signature|X-Goog-Signature|Signature)=([\w%+/=-]{32,600})/g;

/** Passwords and tokens in URLs. */
export function findAddressSecrets(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (let mark = text.indexOf('://'); mark >= 0; mark = text.indexOf('://', mark + 3)) {
    const start = mark + 3;
    const found = findUserInfo(text, start);
    if (found) {
      spans.push(found);
    }
  }
  for (const { 0: whole, 1: path = '', index } of text.includes('hook') ? matchesOf(text, webhook) : []) {
    const end = index + whole.length;
    if (/\d/.test(path) && new Set(path).size >= 10 && !isPlaceholder(path)) {
      spans.push({ start: end - path.length, end, what: message('webhookAddress') });
    }
  }
  if (/sig(?:nature)?=/i.test(text)) {
    for (const { 0: whole, 1: value = '', index } of matchesOf(text, signature)) {
      if (looksRandom(value, 32)) {
        const end = index + whole.length;
        spans.push({ start: end - value.length, end, what: message('signatureInAddress') });
      }
    }
  }
  return spans;
}

function findUserInfo(text: string, start: number): SecretSpan | undefined {
  userInfo.lastIndex = start;
  const [, user = '', password] = userInfo.exec(text) ?? [];
  if (password !== undefined) {
    const from = start + user.length + 1;
    return isWordForPassword(password)
      ? undefined
      : { start: from, end: from + password.length, what: message('passwordInAddress') };
  }
  userToken.lastIndex = start;
  const token = userToken.exec(text)?.[1];
  return token !== undefined && looksRandom(token, 20)
    ? { start, end: start + token.length, what: message('tokenInAddress') }
    : undefined;
}
