import { describe, expect, it } from 'vitest';
import { readDetail } from '../../../../src/common/messages/detailForm';
import { maskSecrets, secretMask } from '../../../../src/engine/corpus/secrets/maskSecrets';
import { alphanumeric, base64, hex, lowerAlphanumeric } from './secretSamples';

const password = ['Xk7', 'tr0ub', '4dor'].join('');
const strong = ['q9$V', 'mL2!', 'zR'].join('');
const key = hex(32);
const token = alphanumeric(40);
const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;

/** Checks lines in which `§` is the part that must be masked, and nothing else. */
function check(secret: string, lines: readonly string[]): void {
  for (const line of lines) {
    const text = line.replaceAll('§', () => secret);
    expect(maskSecrets(text).text).toBe(line.replaceAll('§', secretMask));
  }
}

function checkStays(lines: readonly string[]): void {
  for (const line of lines) {
    expect(maskSecrets(line).text).toBe(line);
  }
}

describe('findSecrets: values by their names', () => {
  it('masks literals in many languages', () => {
    check(password, [
      'const password = "§";',
      "let dbPassword = '§'",
      'password := `§`',
      'var password string = "§"',
      'val password: String = "§"',
      'let password: &\'static str = "§";',
      'const char *password = "§";',
      'char password[32] = "§";',
      'static readonly string Password = @"§";',
      '$password = "§";',
      '@password ||= "§"',
      'password => "§",',
      ':password => "§"',
      'password: "§",',
      '{"password": "§"}',
      '{\\"password\\": \\"§\\"}',
      "config['password'] = '§'",
      'options.password = b"§"',
      'String PASSWORD = "§";',
      'if (password == "§") {',
      'if (password !== "§") {',
      'connect(user="me", password="§")',
      'builder.password("§")',
      'request.setPassword("§");',
      "define('DB_PASSWORD', '§');",
      'map.put("password", "§");',
      'call(context, "password", "§")',
      'os.environ.get("DB_PASSWORD", "§")',
      'password =\n    "§"',
    ]);
  });

  it('masks values in settings', () => {
    check(password, [
      'DB_PASSWORD=§',
      'export DB_PASS=§',
      'ENV DB_PASSWORD §\n',
      '$env:DB_PASSWORD=§',
      '# DB_PASSWORD=§',
      'spring.datasource.password=§',
      'password: §',
      '  - POSTGRES_PASSWORD=§',
      '    POSTGRES_PASSWORD: §  # for now',
      '<password>§</password>',
      '<ns:password>\n    §\n  </ns:password>',
      '<property name="password" value="§"/>',
      '<add key="ClearTextPassword" value="§" />',
      '- name: DB_PASSWORD\n  value: §',
      '{"name": "DB_PASSWORD", "value": "§"}',
      '"Server=h;User Id=sa;Password=§;Encrypt=true"',
      'https://h.example.org/login?user=me&password=§&next=1',
      '${DB_PASSWORD:-§}',
      'tool --password § --verbose',
      'tool --password=§',
      'machine h login me password §',
    ]);
    check(strong, ['DB_PASSWORD=§', 'password: §', 'password = "§"']);
    check(['a(b{', '9]c;d'].join(''), ['DB_PASSWORD=§\n']);
  });

  it('masks keys and tokens that look random', () => {
    for (const value of [key, token, base64(44), lowerAlphanumeric(24)]) {
      check(value, [
        'api_key = "§"',
        'const apiKey = "§";',
        'API_KEY=§',
        'clientSecret: "§"',
        'access_token: §',
        '"refreshToken" : "§"',
        'x-api-key: §',
        'SECRET_KEY_BASE=§',
        'signing_key = "§"',
        'encryptionKey = hex("§")',
        'token = new Token("§")',
        'headers["X-Auth-Token"] = "§"',
        'secrets = ["§", "a"]',
        'auth = "§"',
        'salt: "§"',
        'keys: ["a", "§"]',
      ]);
    }
    check(uuid, ['api_key = "§"', 'client_secret: §', 'password = "§"']);
  });

  it('reports the kind in words that contain nothing of the secret', () => {
    for (const [line, what] of [
      [`password = "${password}"`, 'a password'],
      [`client_secret = "${token}"`, 'a secret'],
      [`token = "${token}"`, 'a token'],
      [`apiKey = "${key}"`, 'a key'],
      [`auth = "${token}"`, 'credentials'],
      [`salt = "${token}"`, 'a salt'],
    ] as const) {
      expect(maskSecrets(line).found).toEqual([{ line: 1, what: readDetail(what) }]);
    }
  });

  it('accepts expressions, types and calls', () => {
    checkStays([
      'password = getPassword()',
      'password = get_password(user1)',
      'const token = await fetchToken(id2);',
      'token: string',
      'token: string | undefined;',
      'password: Uint8Array',
      'password: str = None',
      'def login(user, password):',
      'secret = secrets[0]',
      'password = user.password2',
      'password = os.environ["DB_PASSWORD1"]',
      'const key = process.env.API_KEY_2',
      'token = config.get("auth.token2")',
      'secret = vault.read("secret/data/app1")',
      'apiKey = System.getenv("SERVICE_API_KEY_V2")',
      'credential.getToken("https://management.azure.com/.default")',
      'private readonly tokens = new Map<string, Token2>();',
      'keyof typeof table1',
      'case Token.Identifier2:',
      'key = f"{prefix}:{user_id}:v2"',
      'auth = HTTPBasicAuth(user, pass1)',
    ]);
  });

  it('accepts placeholders of secrets', () => {
    checkStays([
      'password = ""',
      'password = "password"',
      'password = "Password1"',
      'password = "changeme"',
      'password = "your-password-1"',
      'password = "<your password>"',
      'password = "${DB_PASSWORD}"',
      'password: {{ db_password_1 }}',
      'password: ${{ secrets.DB_PASSWORD }}',
      'password = "xxxxxxxx1"',
      'password = "********"',
      'PASSWORD=$DB_PASSWORD_2',
      'PASSWORD=$(cat /run/secrets/db1)',
      'api_key = "YOUR_API_KEY_1"',
      'api_key = "sk-..."',
      'api_key = "0123456789abcdef0123456789abcdef"',
      'token = "example-token-123456789"',
      'token: "%TOKEN2%"',
      'password: "%s1234"',
    ]);
  });

  it('accepts texts, names, paths and numbers', () => {
    checkStays([
      '"password": "Password"',
      '"password": "Mot de passe"',
      '"password.hint": "At least 8 characters"',
      'password_field = "user_password_2"',
      'passwordMinLength: 12',
      'token_url = "https://h.example.org/oauth2/v2/token1"',
      'secretName: "prod-db-1"',
      'keyPath: "/etc/ssl/private/server2.pem"',
      'key_id = "1234abcd-12ab-34cd-56ef-1234567890ab"',
      'secret = "projects/p1/secrets/s1/versions/2"',
      'apiKeyHeader = "X-Api-Key2"',
      'tokenType: "oauth2"',
      'auth: "oauth2"',
      'algorithm: "sha256", secret: "HS256",',
      'passwordEncoder = "bcrypt2"',
      'secret: "sha256"',
      'keyboard = "qwertz-de-2"',
      'primaryKey = "user_id_2"',
      `cacheKey = "${hex(40)}"`,
      `publicKey: "${base64(44)}"`,
      `key = "${uuid}"`,
      `idempotencyToken = "${uuid}"`,
      `"key": "${['MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE', base64(86)].join('')}=="`,
      `GPG key: ${hex(40).toUpperCase()}`,
      'passport = "A1234567"',
      'monkey = "bananas4all"',
      'compass = "n0rth-2-south"',
      'author = "jane.doe2@example.org"',
      'to pass [`9a59d08`](https://h.example.org/commit)',
      'Pass `--std=c++17` to the compiler',
      'assert ("user", "pass", "latin1") == auth',
      '["secret", "sha256", "utf8"]',
      'for (const key of ["a1", "b2"]) {',
    ]);
  });

  it('accepts long test data and hashes under other names', () => {
    checkStays([
      `checksum = "${hex(64)}"`,
      `const expected = "${base64(88)}";`,
      `commit: ${hex(40)}`,
      `digest: sha256:${hex(64)}`,
      `etag = "${hex(32)}"`,
      `uses: actions/checkout@${hex(40)}`,
    ]);
  });
});
