import { describe, expect, it } from 'vitest';
import { inspectName } from '../../../../src/engine/corpus/inspectName';
import { hasSecretName } from '../../../../src/engine/corpus/secrets/secretNames';

function check(isSecret: boolean, paths: string): void {
  for (const path of paths.trim().split(/\s+/)) {
    expect(`${path}: ${hasSecretName(path)}`).toBe(`${path}: ${isSecret}`);
  }
}

describe('hasSecretName', () => {
  it('recognises environment files', () => {
    check(true, '.env app/.env.local .env.production .envrc prod.env .ENV .dev.vars .env_staging');
  });

  it('recognises keys and certificates', () => {
    check(true, 'id_rsa id_rsa.old id_ed25519_sk home/.ssh/id_ecdsa .ssh/config ssh_host_rsa_key');
    check(true, 'server.pem tls/server.key a.p12 a.PFX a.p8 a.ppk debug.keystore store.jks a.keytab app.snk');
    check(true, 'ca.crt ca.cer ca.der ca.cert request.csr chain.p7b client.ovpn app.mobileprovision');
    check(true, '.gnupg/private-keys-v1.d/x secring.gpg keys.agekey');
  });

  it('recognises credentials of tools', () => {
    check(true, '.netrc .npmrc .pypirc .git-credentials .htpasswd .pgpass .my.cnf .s3cfg .boto .terraformrc');
    check(
      true,
      '.aws/credentials home/.aws/config .docker/config.json .kube/config kubeconfig prod.kubeconfig',
    );
    check(
      true,
      '.config/gcloud/credentials.db .config/gcloud/legacy_credentials/a/adc.json .azure/msal_token_cache.json',
    );
    check(
      true,
      '.config/gh/hosts.yml .cargo/credentials.toml .gem/credentials .composer/auth.json rclone.conf',
    );
    check(
      true,
      'application_default_credentials.json credentials.tfrc.json .vscode/sftp.json sitemanager.xml',
    );
    check(true, 'service-account.json service_account_prod.json client_secret_123.json credentials.json');
    check(
      true,
      'google-services.json ios/GoogleService-Info.plist app-firebase-adminsdk-x1.json rootkey.csv',
    );
    check(true, 'local.settings.json .dockercfg .sentryclirc settings-security.xml .publishsettings');
  });

  it('recognises secrets of frameworks, vaults and states of infrastructure', () => {
    check(
      true,
      'config/master.key config/credentials.yml.enc config/credentials/production.key secrets.yaml secrets.toml',
    );
    check(true, '.vault-token .vault_pass vault_pass.txt keystore.properties android/key.properties');
    check(true, 'terraform.tfvars prod.auto.tfvars terraform.tfstate terraform.tfstate.backup x.tfvars.json');
    check(
      true,
      'passwords.kdbx a.kdb export.1pux .password-store/mail.gpg bitwarden_export_2025.csv lastpass_export.csv',
    );
    check(true, 'passwords.csv');
  });

  it('recognises histories of shells', () => {
    check(
      true,
      '.bash_history .zsh_history .python_history .psql_history .mysql_history fish_history .viminfo',
    );
    check(true, 'ConsoleHost_history.txt .node_repl_history');
  });

  it('accepts templates', () => {
    check(
      false,
      '.env.example .env.sample .env.template .env.local.example .env.dist example.env .env.defaults',
    );
    check(
      false,
      'secrets.example.yaml credentials.sample.json service-account.template.json terraform.tfvars.example',
    );
  });

  it('accepts code, documentation, and names that only resemble secrets', () => {
    check(
      false,
      'env.ts environment.ts src/env/x.ts secrets.ts secretManager.go credentials.py keyboard.ts key.ts',
    );
    check(
      false,
      'id_rsa.pub .ssh/id_rsa.pub docker/config.json config.json serviceAccount.ts npmrc.ts password.rb',
    );
    check(
      false,
      'kube/config history.ts HISTORY.md token.json tokens.css settings.xml gradle.properties pem.go',
    );
    check(
      false,
      'certificate.md crt.c passwords.md docs/secrets.md vault.hcl wallet.rs master.ts aws/config.ts',
    );
    check(false, 'Keys.java keystore.ts certs/README.md env .environment .envoy.yaml');
  });

  it('is used by name inspection, unless the user includes such files', () => {
    expect(inspectName('.env')?.reason).toBe('secret');
    expect(inspectName('.env', true)).toBeUndefined();
    expect(inspectName('tls/server.key', true)).toBeUndefined();
    expect(inspectName('ca.png', true)?.reason).toBe('binary');
    expect(inspectName('yarn.lock', true)?.reason).toBe('generated');
  });
});
