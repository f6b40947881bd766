import { message } from '../../../common/messages/message';
import { matchesOf } from './matchesOf';
import type { SecretSpan } from './secretSpan';
import { looksChosen, looksRandom } from './secretValue';

/**
 * Commands that take a password without a name. A marker that texts without such a command do not contain; group 1 is
 * the password.
 */
const commands: readonly (readonly [mark: RegExp, pattern: RegExp])[] = [
  // curl -u user:password
  [/-u/, /(?:^|[\s"'`])(?:-u|--user|--proxy-user)[ =]{1,4}["']?[^\s:"'`]{0,128}:["']?([^\s"'`]{4,128})/g],
  // mysql -ppassword, docker login -p password, redis-cli -a password
  [
    /sshpass|mysql|login|redis-cli|htpasswd/,
    /\b(?:sshpass|mysql(?:dump|admin)?|login|redis-cli|htpasswd)[ \t][^\r\n]{0,200}?[ \t]?-(?:p|a|pw)[ \t]{0,4}["']?([^\s"'`-][^\s"'`]{3,128})/g,
  ],
  // CREATE USER u IDENTIFIED BY 'password'
  [/identified/i, /\bidentified\s{1,20}by\s{1,20}(?:password\s{1,20})?["']([^"'\r\n]{4,128})["']/gi],
];
const minRandomLength = 12;

/** Passwords in commands, in scripts and documentation. */
export function findCommandPasswords(text: string): SecretSpan[] {
  const spans: SecretSpan[] = [];
  for (const [mark, pattern] of commands) {
    for (const { 0: whole, 1: value = '', index } of mark.test(text) ? matchesOf(text, pattern) : []) {
      if (looksChosen(value) || looksRandom(value, minRandomLength)) {
        const start = index + whole.lastIndexOf(value);
        spans.push({ start, end: start + value.length, what: message('password') });
      }
    }
  }
  return spans;
}
