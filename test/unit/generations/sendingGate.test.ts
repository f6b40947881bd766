import { describe, expect, it } from 'vitest';
import { mayAnswer, obstacleTo, type Decisions } from '../../../src/vscode/generations/sendingGate';
import { hostOfChoice, type ProviderChoice } from '../../../src/vscode/provider/providerChoice';

const openai: ProviderChoice = { provider: 'openai' };
const at = (baseUrl: string): ProviderChoice => ({ ...openai, baseUrl });
const info = { baseUrl: 'https://api.openai.com/v1' };

const trusted: Decisions = { isTrusted: true, hasConsent: () => false };
const restricted: Decisions = { isTrusted: false, hasConsent: () => true };
const agreedTo = (...hosts: readonly string[]): Decisions => ({
  isTrusted: true,
  hasConsent: (host) => hosts.includes(host),
});

/** Cases: whether queries may be sent, and whether the workspace's texts may be sent. */
const cases: readonly (readonly [
  what: string,
  choice: ProviderChoice,
  decisions: Decisions,
  may: { readonly answer: boolean; readonly build: boolean },
])[] = [
  ['the built-in model', { provider: 'builtin' }, trusted, { answer: true, build: true }],
  ['it in a restricted workspace', { provider: 'builtin' }, restricted, { answer: true, build: true }],
  [
    'a model file that settings name',
    { provider: 'builtin', model: '/m' },
    trusted,
    { answer: true, build: true },
  ],
  [
    'a model file that a restricted workspace names',
    { provider: 'builtin', model: '/m' },
    restricted,
    { answer: false, build: false },
  ],
  ['a provider without consent', openai, trusted, { answer: false, build: false }],
  ['a provider with consent', openai, agreedTo('api.openai.com'), { answer: true, build: true }],
  ['consent to another provider', openai, agreedTo('api.voyageai.com'), { answer: false, build: false }],
  [
    'consent to its parent domain',
    at('https://eu.openai.com/v1'),
    agreedTo('openai.com'),
    { answer: false, build: false },
  ],
  ['consent in a restricted workspace', openai, restricted, { answer: false, build: false }],
  [
    'an address in its place, without consent',
    at('https://relay.example.com/v1'),
    agreedTo('api.openai.com'),
    { answer: false, build: false },
  ],
  [
    'another port of a host with consent',
    at('https://api.openai.com:8443/v1'),
    agreedTo('api.openai.com'),
    { answer: false, build: false },
  ],
  [
    'http where https was agreed to',
    at('http://api.openai.com/v1'),
    agreedTo('api.openai.com'),
    { answer: false, build: false },
  ],
  [
    'http that was agreed to',
    at('http://relay.lan/v1'),
    agreedTo('http://relay.lan'),
    { answer: true, build: true },
  ],
  ['a server on this machine', at('http://localhost:1234/v1'), trusted, { answer: true, build: true }],
  ['it by its number', at('http://127.0.0.1:1234/v1'), trusted, { answer: true, build: true }],
  [
    'it in a restricted workspace',
    at('http://localhost:1234/v1'),
    restricted,
    { answer: false, build: false },
  ],
  [
    'a host that only begins like this machine',
    at('http://localhost.example.com/v1'),
    trusted,
    { answer: false, build: false },
  ],
  // The engine refuses it, because there is no address to send to.
  ['what is no address', at('api.example.com'), trusted, { answer: false, build: true }],
];

describe('what may be sent', () => {
  it.each(cases)('%s', (_, choice, decisions, may) => {
    const destination = { choice, host: hostOfChoice(choice, info) };
    const key = { isRequired: false, isStored: false };
    expect(mayAnswer(destination, decisions)).toBe(may.answer);
    expect(obstacleTo(destination, key, decisions)).toBe(may.build ? undefined : 'needsConsent');
  });

  it('waits for a key where one is required, and asks for consent first', () => {
    const destination = { choice: openai, host: 'api.openai.com' };
    const required = { isRequired: true, isStored: false };
    expect(obstacleTo(destination, required, trusted)).toBe('needsConsent');
    expect(obstacleTo(destination, required, agreedTo('api.openai.com'))).toBe('needsKey');
    expect(obstacleTo(destination, { ...required, isStored: true }, agreedTo('api.openai.com'))).toBe(
      undefined,
    );
    expect(
      obstacleTo({ choice: { provider: 'builtin' }, host: undefined }, required, trusted),
    ).toBeUndefined();
  });
});
