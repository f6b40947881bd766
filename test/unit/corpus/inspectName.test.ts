import { describe, expect, it } from 'vitest';
import type { SkipReason } from '../../../src/engine/corpus/corpusFile';
import { inspectName } from '../../../src/engine/corpus/inspectName';

function check(reason: SkipReason | undefined, paths: readonly string[]): void {
  for (const path of paths) {
    expect(`${path}: ${inspectName(path)?.reason}`).toBe(`${path}: ${reason}`);
  }
}

describe('inspectName', () => {
  it('recognises secrets', () => {
    check('secret', [
      ...['.env', 'app/.env.local', '.env.production', '.envrc', 'prod.env', '.ENV'],
      ...[
        'id_rsa',
        'home/.ssh/id_ed25519',
        'id_rsa.old',
        '.ssh/config',
        'server.pem',
        'tls/server.key',
        'a.p12',
        'a.PFX',
      ],
      ...[
        'debug.keystore',
        'store.jks',
        'passwords.kdbx',
        '.netrc',
        '.npmrc',
        '.pypirc',
        '.git-credentials',
        '.htpasswd',
      ],
      ...[
        '.aws/credentials',
        'x/.docker/config.json',
        '.kube/config',
        '.gnupg/private-keys-v1.d/x',
        'terraform.tfvars',
      ],
      ...[
        'service-account.json',
        'service_account_prod.json',
        'client_secret_123.json',
        'secrets.yaml',
        'config/master.key',
      ],
    ]);
  });

  it('accepts templates, and names that only resemble secrets', () => {
    check(undefined, [
      ...[
        '.env.example',
        '.env.sample',
        '.env.template',
        '.env.local.example',
        'env.ts',
        'environment.ts',
        'src/env/x.ts',
      ],
      ...[
        'id_rsa.pub',
        '.ssh/id_rsa.pub',
        'secrets.ts',
        'secretManager.go',
        'credentials.py',
        'keyboard.ts',
        'key.ts',
      ],
      ...['docker/config.json', 'config.json', 'serviceAccount.ts', 'npmrc.ts', 'password.rb', 'kube/config'],
    ]);
  });

  it('recognises binary formats by extension, in any letter case', () => {
    check('binary', [
      'a.png',
      'A.JPG',
      'lib/x.so',
      'x.exe',
      'a.tar.gz',
      'font.woff2',
      'model.safetensors',
      'a.pdf',
    ]);
    check(undefined, ['png', 'a.ts', 'a.png.ts', 'so.c', 'bin/run', 'x.xml', '.gz/x']);
  });

  it('leaves names that text files have, too, to the inspection of the content', () => {
    const names =
      'uart.vhd deploy.dot break.exp MAP.sig Orders.frm page.pt service.pkl run.com table.dat x.spc a.class';
    check(undefined, names.split(' '));
  });

  it('recognises files that tools write', () => {
    check('generated', [
      ...[
        'package-lock.json',
        'docs/Logo.SVG',
        'a/yarn.lock',
        'pnpm-lock.yaml',
        'Cargo.lock',
        'go.sum',
        'Gemfile.lock',
        'uv.lock',
      ],
      ...['jquery.min.js', 'jquery-min.js', 'style.min.css', 'app.bundle.js', 'app.js.map', 'x.snap'],
      ...[
        'api.pb.go',
        'api.pb.gw.go',
        'api.pb.cc',
        'api_pb2.py',
        'api_pb2_grpc.py',
        'api_pb2.pyi',
        'api_pb.js',
        'api_pb.d.ts',
      ],
      ...[
        'model.g.dart',
        'model.freezed.dart',
        'Form1.Designer.cs',
        'View.g.i.cs',
        'zz_generated.deepcopy.go',
      ],
    ]);
    check(undefined, [
      'package.json',
      'go.mod',
      'lock.ts',
      'min.js',
      'admin.js',
      'bundle.js',
      'map.js',
      'designer.cs',
      'pb.go',
    ]);
  });
});
