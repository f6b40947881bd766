import { describe, expect, it } from 'vitest';
import { writeDetail } from '../../../../src/common/messages/detailForm';
import { findSecrets } from '../../../../src/engine/corpus/secrets/findSecrets';
import {
  alphanumeric,
  base32,
  base64,
  decimal,
  hex,
  lowerAlphanumeric,
  upperAlphanumeric,
} from './secretSamples';

/** For each issuer: the description of the key, and a sample. */
const samples: readonly (readonly [what: string, secret: string])[] = [
  ['an access key of AWS', `AKIA${base32(16)}`],
  ['an access key of AWS', `ASIA${base32(16, 2)}`],
  ['an API key of Google', `AIza${alphanumeric(35)}`],
  ['a token of Google', `ya29.${alphanumeric(60)}`],
  ['a client secret of Google', `GOCSPX-${alphanumeric(28)}`],
  ['a key of Azure', `AccountKey=${base64(86)}==`],
  ['a client secret of Azure', `${alphanumeric(3)}8Q~${alphanumeric(34)}`],
  ['a token of DigitalOcean', `dop_v1_${hex(64)}`],
  ['a token of GitHub', `ghp_${alphanumeric(36)}`],
  ['a token of GitHub', `ghs_${alphanumeric(36)}`],
  ['a token of GitHub', `github_pat_${alphanumeric(22)}_${alphanumeric(59)}`],
  ['a token of GitLab', `glpat-${alphanumeric(20)}`],
  ['a token of npm', `npm_${alphanumeric(36)}`],
  ['a token of PyPI', `pypi-${alphanumeric(90)}`],
  ['a token of RubyGems', `rubygems_${hex(48)}`],
  ['a token of Docker', `dckr_pat_${alphanumeric(27)}`],
  ['a key of Anthropic', `sk-ant-api03-${alphanumeric(93)}AA`],
  ['a key of OpenAI', `sk-proj-${alphanumeric(48)}`],
  ['a key of OpenAI or another model provider', `sk-${alphanumeric(48)}`],
  ['a key of OpenAI or another model provider', `sk-${hex(32)}`],
  ['a token of Hugging Face', `hf_${alphanumeric(34)}`],
  ['a key of Groq', `gsk_${alphanumeric(52)}`],
  ['a key of Jina AI', `jina_${alphanumeric(60)}`],
  ['a key of Voyage AI', `pa-${alphanumeric(43)}`],
  ['a token of Slack', `xoxb-${decimal(12)}-${decimal(12)}-${alphanumeric(24)}`],
  ['a token of Slack', `xapp-1-${upperAlphanumeric(11)}-${decimal(13)}-${hex(64)}`],
  [
    'the address of a webhook',
    `${['https://hooks', 'slack', 'com'].join('.')}/services/T0${upperAlphanumeric(8)}/B0${upperAlphanumeric(8)}/${alphanumeric(24)}`,
  ],
  ['a key of SendGrid', `SG.${alphanumeric(22)}.${alphanumeric(43)}`],
  ['a key of Twilio', `SK${hex(32)}`],
  ['a key of Mailgun', `key-${hex(32)}`],
  ['a key of Mailchimp', `${hex(32)}-us12`],
  ['a token of a Telegram bot', `${decimal(10)}:AA${alphanumeric(33)}`],
  ['a token of Discord', `M${alphanumeric(23)}.${alphanumeric(6)}.${alphanumeric(27)}`],
  ['a key of Stripe', `sk_live_${alphanumeric(24)}`],
  ['a key of Stripe', `rk_test_${alphanumeric(24)}`],
  ['a token of Shopify', `shpat_${hex(32)}`],
  ['a token of Square', `sq0atp-${alphanumeric(22)}`],
  ['a token of Vault', `hvs.${alphanumeric(90)}`],
  ['a token of Terraform Cloud', `${alphanumeric(14)}.atlasv1.${alphanumeric(64)}`],
  ['a token of Databricks', `dapi${hex(32)}`],
  ['a token of Doppler', `dp.pt.${alphanumeric(43)}`],
  ['a token of Grafana', `glsa_${alphanumeric(32)}_${hex(8)}`],
  ['a token of Linear', `lin_api_${alphanumeric(40)}`],
  ['a token of Notion', `ntn_${alphanumeric(46)}`],
  ['a token of Airtable', `pat${alphanumeric(14)}.${hex(64)}`],
  ['a token of Plaid', `access-production-${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`],
  ['a JSON web token', `eyJ${alphanumeric(33)}.eyJ${alphanumeric(60)}.${alphanumeric(43)}`],
  ['a key of age', `AGE-SECRET-KEY-1${upperAlphanumeric(58)}`],
  ['a hash of a password', `$2b$12$${alphanumeric(53)}`],
  ['a hash of a password', `$6$${alphanumeric(16)}$${alphanumeric(86)}`],
  ['a hash of a password', `$argon2id$v=19$m=65536,t=3,p=4$${alphanumeric(22)}$${alphanumeric(43)}`],
  ['a token of Twitch, Typeform or ReadMe', `oauth:${lowerAlphanumeric(30)}`],
];

/** Contexts of a secret in code, settings, prose, addresses, and nested literals. */
const contexts: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  (secret) => `  value("${secret}")\n`,
  (secret) => `see ${secret}, please`,
  (secret) => `VALUE=${secret}\nOTHER=1`,
  (secret) => `{\\"value\\": \\"${secret}\\"}`,
];

describe('findSecrets: keys of known issuers', () => {
  it.each(samples)('finds %s', (what, secret) => {
    for (const context of contexts) {
      const text = context(secret);
      const found = findSecrets(text);
      expect(`${text}: ${found.map((span) => writeDetail(span.what)).join()}`).toBe(`${text}: ${what}`);
      // The whole secret is masked; only the known start of an address or field may remain.
      const { start, end } = found[0]!;
      expect(text.slice(start, end)).toSatisfy((masked: string) => secret.endsWith(masked));
      expect(secret.length - (end - start)).toBeLessThanOrEqual(secret.startsWith('https:') ? 33 : 0);
    }
  });

  it('finds them behind escape sequences', () => {
    const token = `ghp_${alphanumeric(36)}`;
    for (const text of [`"a\\n${token}"`, `x%3D${token}&b`, `a\\t${token}`]) {
      expect(findSecrets(text).map(({ start, end }) => text.slice(start, end))).toEqual([token]);
    }
  });

  it('finds the secret half of an access key of AWS beside the other', () => {
    const id = `AKIA${base32(16)}`;
    const secret = base64(40, 5);
    const text = `Access key ID,Secret access key\n${id},${secret}\n`;
    expect(findSecrets(text).map((span) => text.slice(span.start, span.end))).toEqual([id, secret]);
    expect(findSecrets(`commit ${secret}`)).toEqual([]);
  });

  it('accepts placeholders of keys', () => {
    for (const text of [
      ['AKIA', 'IOSFODNN7EXAMPLE'].join(''),
      `ghp_${'x'.repeat(36)}`,
      `sk-${'0'.repeat(48)}`,
      `npm_${'1'.repeat(36)}`,
      'sk-fading-circle-animation-delay-container',
      'sk-...',
      ['ghp', 'short'].join('_'),
      ['xoxb', 'your-bot-token-comes-here'].join('-'),
    ]) {
      expect(`${text}: ${findSecrets(text).length}`).toBe(`${text}: 0`);
    }
  });

  it('accepts hashes, numbers and names that only look like keys', () => {
    for (const text of [
      `commit ${hex(40)}`,
      `sha512-${base64(86)}==`,
      `integrity="sha384-${base64(64)}"`,
      `id: ${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
      `"${alphanumeric(64)}"`,
      `go.sum h1:${base64(43)}=`,
      'SKAbstractLabelNodeRendererImplementation',
      'cioSomethingThatIsJustALongIdentifierName',
      'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk',
    ]) {
      expect(
        `${text}: ${findSecrets(text)
          .map(({ what }) => writeDetail(what))
          .join()}`,
      ).toBe(`${text}: `);
    }
  });
});
