import { describe, expect, it } from 'vitest';
import { readDetail, writeDetail } from '../../../../src/common/messages/detailForm';
import { inspectContent } from '../../../../src/engine/corpus/inspectContent';
import { secretContentOf } from '../../../../src/engine/corpus/secrets/secretContent';
import { walkCorpus } from '../../../../src/engine/corpus/walkCorpus';
import { MemoryFileSource } from '../memoryFileSource';
import { alphanumeric, base64, block, hex, privateKey } from './secretSamples';

const password = ['Xk7', 'tr0ub', '4dor'].join('');
const code = 'function add(a, b) {\n  return a + b;\n}\n'.repeat(40);

function check(detail: string | undefined, path: string, text: string): void {
  const found = secretContentOf(path, text);
  expect(`${path}: ${found && writeDetail(found)}`).toBe(`${path}: ${detail}`);
}

describe('secretContentOf', () => {
  it('recognises files that are mainly keys or certificates', () => {
    check('a private key', 'deploy', block(privateKey));
    check('a private key', 'notes.txt', `Comment\n${block(privateKey)}`);
    check('a private key', 'a.asc', block(`${privateKey.replace('RSA', 'PGP')} BLOCK`));
    check('a private key', 'bundle.txt', block('CERTIFICATE') + block(privateKey));
    check('a certificate or the like', 'ca', block('CERTIFICATE'));
    check('a certificate or the like', 'ca.txt', block('CERTIFICATE').repeat(5));
    check(undefined, 'id.pub', block('PUBLIC KEY'));
    check(undefined, 'tls.go', `const cert = \`${block('CERTIFICATE')}\`\n${code}`);
    check(undefined, 'key.ts', `const key = \`${block(privateKey)}\`;\n${code}`);
  });

  it('recognises files of tools by their content', () => {
    const key = base64(43);
    for (const [detail, path, text] of [
      [
        'the key of a service account',
        'x.json',
        JSON.stringify({ type: 'service_account', private_key: 'x' }),
      ],
      [
        'credentials of a cloud account',
        'adc',
        JSON.stringify({ type: 'authorized_user', refresh_token: 'x' }),
      ],
      [
        'a client secret',
        'oauth.json',
        JSON.stringify({ installed: { client_id: 'a', client_secret: 'x' } }),
      ],
      ['a file of Ansible Vault', 'group_vars/all.yml', `$ANSIBLE_VAULT;1.1;AES256\n${hex(80)}\n`],
      ['a key of PuTTY', 'key.txt', 'PuTTY-User-Key-File-2: ssh-rsa\nEncryption: none\n'],
      ['the key of a WireGuard connection', 'wg0.conf', `[Interface]\nPrivateKey = ${key}=\n`],
      [
        'the key of a Kubernetes cluster',
        'k8s.yaml',
        `users:\n- user:\n    client-key-data: ${base64(200)}\n`,
      ],
      [
        'credentials of a container registry',
        'pull.json',
        JSON.stringify({ auths: { r: { auth: 'bWU6eHh4eHg=' } } }),
      ],
      [
        'a state of Terraform',
        'old.json',
        '{\n  "version": 4,\n  "terraform_version": "1.5.0",\n  "lineage": "x"\n}',
      ],
      ['cookies', 'jar.txt', '# Netscape HTTP Cookie File\n.example.org\tTRUE\t/\n'],
      ['exported passwords', 'logins.csv', 'url,username,password,note\nhttps://h.example.org,me,x,\n'],
    ] as const) {
      check(detail, path, text);
      // Code and documentation may contain such a file as an example.
      check(undefined, `${path.replace(/\..*/, '')}.test.ts`, text);
      check(undefined, 'guide.md', text);
    }
  });

  it('recognises settings of tools with a password', () => {
    check('settings with a password', 'settings.xml', `<server><password>${password}</password></server>`);
    check(
      'settings with a password',
      'gradle.properties',
      `org.gradle.daemon=true\nuploadPassword=${password}\n`,
    );
    check(
      'settings with a password in an address',
      'pip.conf',
      `[global]\nindex-url = https://me:${password}@h.example.org/\n`,
    );
    check(
      'settings with a token',
      '.yarnrc.yml',
      `nodeLinker: node-modules\nnpmAuthToken: ${alphanumeric(40)}\n`,
    );
    check('settings with a password', 'nuget.config', `<add key="ClearTextPassword" value="${password}" />`);
    check(undefined, 'settings.xml', '<server><password>${env.PASSWORD}</password></server>');
    check(undefined, 'gradle.properties', 'org.gradle.daemon=true\norg.gradle.parallel=true\n');
  });

  it('recognises settings under any name that consist mainly of assigned secrets', () => {
    const lines = [
      '# settings of the service',
      'HOST=h.example.org',
      'PORT=8080',
      'export LOG_LEVEL=info',
      `DB_PASSWORD=${password}`,
      `API_KEY=${hex(32)}`,
    ];
    for (const path of ['env', 'settings.conf', 'prod.txt', 'start.sh', '.flaskenv', 'app.properties']) {
      check('settings with passwords or keys', path, lines.join('\n'));
    }
    check(undefined, 'settings.example.conf', lines.join('\n'));
    check(undefined, 'settings.py', lines.join('\n'));
    check(undefined, 'settings.md', lines.join('\n'));
    check(undefined, 'settings.conf', lines.slice(0, 5).join('\n'));
    check(undefined, 'start.sh', `${lines.join('\n')}\n${'if run "$HOST"; then echo ok; fi\n'.repeat(10)}`);
    check(undefined, 'settings.conf', `${lines.join('\n')}\n${'OPTION=1\n'.repeat(30)}`);
  });

  it('recognises files that consist mainly of keys', () => {
    const tokens = [1, 2, 3].map((seed) => `ghp_${alphanumeric(36, seed)}`);
    check('little else than a token of GitHub', 'tokens', tokens.join('\n'));
    check('little else than a token of GitHub', 'tokens.json', JSON.stringify(tokens));
    check('little else than a hash of a password', 'users', `me:$2b$12$${alphanumeric(53)}\n`);
    check(undefined, 'tokens.ts', `export const token = '${tokens[0]!}';\n`);
    check(undefined, 'hashes.txt', [1, 2, 3].map((seed) => `${hex(64, seed)}  file${seed}`).join('\n'));
  });
});

describe('files that look secret', () => {
  const settings = `DB_PASSWORD=${password}\nAPI_KEY=${hex(32)}\n`;

  it('are excluded by their content, unless the user includes them', () => {
    expect(inspectContent('env', settings)).toEqual({
      reason: 'secret',
      detail: readDetail('settings with passwords or keys'),
    });
    expect(inspectContent('env', settings, true)).toBeUndefined();
    expect(inspectContent('key', block(privateKey), true)).toBeUndefined();
    expect(inspectContent('a.go', '// Code generated by x. DO NOT EDIT.\n', true)?.reason).toBe('generated');
  });

  it('are yielded by the walk if the user includes them', async () => {
    const source = new MemoryFileSource({
      '.env': settings,
      'a.ts': 'a',
      'tls/ca.pem': 'x',
      '.gitignore': 'ca.pem\n',
    });
    const filesOf = async (includeSecrets?: boolean): Promise<string[]> => {
      const files: string[] = [];
      for await (const entry of walkCorpus(source, includeSecrets === undefined ? {} : { includeSecrets })) {
        if (entry.type === 'file') files.push(entry.file.path);
      }
      return files;
    };
    expect(await filesOf()).toEqual(['.gitignore', 'a.ts']);
    expect(await filesOf(false)).toEqual(['.gitignore', 'a.ts']);
    expect(await filesOf(true)).toEqual(['.env', '.gitignore', 'a.ts']);
  });
});
