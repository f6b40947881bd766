import { describe, expect, it } from 'vitest';
import { writeDetail } from '../../../../src/common/messages/detailForm';
import { maskSecrets, secretMask } from '../../../../src/engine/corpus/secrets/maskSecrets';
import { alphanumeric, hex } from './secretSamples';

const password = ['Xk7', 'tr0ub', '4dor'].join('');
const basic = (user: string, secret: string): string => Buffer.from(`${user}:${secret}`).toString('base64');

/** `§` is replaced by the secret. */
function check(what: string, secret: string, lines: readonly string[]): void {
  for (const line of lines) {
    const masked = maskSecrets(line.replaceAll('§', () => secret));
    expect(masked.text).toBe(line.replaceAll('§', secretMask));
    expect([...new Set(masked.found.map((found) => writeDetail(found.what)))]).toEqual([what]);
  }
}

function checkStays(lines: readonly string[]): void {
  for (const line of lines) {
    expect(maskSecrets(line).text).toBe(line);
  }
}

describe('findSecrets: addresses', () => {
  it('masks passwords', () => {
    check('a password in an address', password, [
      'https://me:§@h.example.org/path',
      'postgres://app:§@localhost:5432/app',
      'mongodb+srv://app:§@cluster0.example.org',
      'redis://:§@localhost',
      'amqp://app:§@[::1]:5672',
      'git clone "https://me:§@h.example.org/r.git"',
      'url = f"postgres://app:§@{host}/app"',
    ]);
    check('a password in an address', 'swordfish', ['postgres://app:§@localhost/app']);
  });

  it('masks tokens, webhooks and signatures', () => {
    check('a token in an address', alphanumeric(40), ['https://§@h.example.org/r.git']);
    check('the address of a webhook', `${'1'.repeat(3)}${hex(15)}/${alphanumeric(60)}`, [
      'https://discord.com/api/webhooks/§',
    ]);
    check('a signature in an address', `${alphanumeric(41)}%2B${alphanumeric(2)}%3D`, [
      'https://a.blob.core.windows.net/c/f?sv=2024&sig=§&se=2025',
    ]);
  });

  it('accepts addresses without a password, and placeholders of passwords', () => {
    checkStays([
      'https://h.example.org:8080/a@b',
      'http://user:password@h.example.org',
      'https://user:pass@h.example.org',
      'postgres://user:${PASSWORD}@localhost',
      'postgres://$USER:$PASSWORD@localhost',
      'postgres://{user}:{password}@localhost',
      'https://<user>:<password>@h.example.org',
      'git@github.com:owner/name.git',
      'ssh://git@github.com:22/owner/name.git',
      'https://me@h.example.org',
      '// see http://h.example.org: mail me@h.example.org',
    ]);
  });
});

describe('findSecrets: headers', () => {
  it('masks the value after the scheme', () => {
    check('a token in a header', alphanumeric(32), [
      'Authorization: Bearer §',
      '"Authorization": "Bearer §"',
      "-H 'authorization: bearer §'",
      'Authorization: token §',
      'Authorization: ApiKey §',
    ]);
    check('a password in a header', basic('me', password), [
      'Authorization: Basic §',
      'headers["Authorization"] = "Basic §"',
    ]);
    check('credentials', basic('me', password), ['"auth": "§"']);
  });

  it('accepts schemes without a secret', () => {
    checkStays([
      'Authorization: Bearer ${token}',
      '"Bearer " + accessToken1',
      'Bearer authentication',
      'Bearer abc123',
      'Basic authentication with usernames and passwords',
      'Basic realm="Restricted2"',
      `Authorization: Basic ${basic('user', 'password')}`,
      `Authorization: Basic ${basic('user', 'pass')}`,
      'the token identifier2 is',
    ]);
  });
});

describe('findSecrets: commands', () => {
  it('masks passwords without a name', () => {
    check('a password', password, [
      'curl -u me:§ https://h.example.org',
      "curl --user 'me:§' https://h.example.org",
      'mysql -u root -p§ app',
      'docker login -u me -p § registry.example.org',
      'redis-cli -h h -a §',
      "sshpass -p '§' ssh me@h",
      "CREATE USER app IDENTIFIED BY '§';",
    ]);
  });

  it('accepts commands without a password', () => {
    checkStays([
      'curl -u "$USER:$PASSWORD" https://h.example.org',
      'curl -u user:password https://h.example.org',
      'mysql -u root -p app',
      'docker login -u me --password-stdin',
      'mkdir -p src/module1',
      "IDENTIFIED BY 'password'",
    ]);
  });
});
