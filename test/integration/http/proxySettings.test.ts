import { describe, expect, it } from 'vitest';
import type { NetworkOptions } from '../../../src/common/contracts/engineOptions';
import { isLoopback, isWithoutProxy } from '../../../src/node/http/noProxy';
import { proxyFor } from '../../../src/node/http/proxySettings';

const target = new URL('https://api.example.com/v1');

function proxyOf(network: NetworkOptions, env: NodeJS.ProcessEnv = {}, url = target): string | undefined {
  return proxyFor(url, network, env)?.url.href;
}

describe('the proxy of a request', () => {
  it('is missing if nothing names one', () => {
    expect(proxyOf({})).toBeUndefined();
    expect(proxyOf({ proxy: '' }, { HTTPS_PROXY: '', https_proxy: ' ' })).toBeUndefined();
  });

  it('comes from the settings before the environment', () => {
    const env = { HTTPS_PROXY: 'http://env:1' };
    expect(proxyOf({ proxy: 'http://set:2' }, env)).toBe('http://set:2/');
    expect(proxyOf({ proxy: '' }, env)).toBe('http://env:1/');
    expect(proxyOf({ proxy: 'off' }, env)).toBeUndefined();
  });

  it('depends on the scheme of the target', () => {
    const env = { http_proxy: 'a:1', HTTP_PROXY: 'b:1', HTTPS_PROXY: 'c:1', ALL_PROXY: 'd:1' };
    const plain = new URL('http://api.example.com');
    expect(proxyOf({}, env)).toBe('http://c:1/');
    expect(proxyOf({}, env, plain)).toBe('http://a:1/');
    expect(proxyOf({}, { ALL_PROXY: 'd:1', HTTP_PROXY: 'b:1' })).toBe('http://d:1/');
    expect(proxyOf({}, { HTTP_PROXY: 'b:1' })).toBe('http://b:1/');
    expect(proxyOf({}, { HTTPS_PROXY: 'c:1' }, plain)).toBeUndefined();
  });

  it('is not used for this machine', () => {
    const hosts = [
      'localhost:11434',
      'a.localhost',
      '127.0.0.1',
      '127.8.9.1:80',
      '[::1]:1234',
      '0.0.0.0:11434',
    ];
    for (const host of [...hosts, '[::ffff:127.0.0.1]', 'LOCALHOST.']) {
      expect([host, isLoopback(new URL(`http://${host}`))]).toEqual([host, true]);
      expect(proxyOf({ proxy: 'http://set:2' }, {}, new URL(`http://${host}`))).toBeUndefined();
    }
    for (const host of ['localhost.example.com', '128.0.0.1', '[::2]', '192.168.0.1', 'notlocalhost']) {
      expect([host, isLoopback(new URL(`http://${host}`))]).toEqual([host, false]);
    }
  });

  it('has its login separate from its address', () => {
    const proxy = proxyFor(target, { proxy: 'https://me:p%40ss@proxy.example:8443' }, {});
    expect(proxy).toEqual({
      url: new URL('https://proxy.example:8443'),
      authorization: `Basic ${Buffer.from('me:p@ss').toString('base64')}`,
      name: 'the proxy proxy.example:8443 (from the settings)',
    });
    const odd = proxyFor(target, {}, { HTTPS_PROXY: 'me:50%@proxy:1' });
    expect(odd?.authorization).toBe(`Basic ${Buffer.from('me:50%').toString('base64')}`);
    const alone = proxyFor(target, { proxy: 'http://token@proxy:1' }, {});
    expect(alone?.authorization).toBe(`Basic ${Buffer.from('token:').toString('base64')}`);
  });

  it.each([
    ['socks5://user:secret@127.0.0.1:1080', /SOCKS proxy, which is not supported/],
    ['ftp://user:secret@127.0.0.1', /begins with ftp:\/\//],
    ['http://user:sec#ret@proxy:80', /is not valid/],
    ['http://', /is not valid/],
  ])('causes an error if its address is invalid: %s', (address, message) => {
    for (const [network, env, source] of [
      [{ proxy: address }, {}, /the settings/],
      [{}, { https_proxy: address }, /https_proxy/],
    ] as const) {
      const find = () => proxyFor(target, network, env);
      expect(find).toThrow(message);
      expect(find).toThrow(source);
      expect(find).not.toThrow(/sec|user/);
    }
  });
});

describe('hosts without a proxy', () => {
  it.each([
    ['*', 'https://api.example.com', true],
    ['api.example.com', 'https://api.example.com', true],
    ['example.com', 'https://api.example.com', true],
    ['.example.com', 'https://api.example.com', true],
    ['.example.com', 'https://example.com', true],
    ['*.example.com', 'https://api.example.com', true],
    ['EXAMPLE.com.', 'https://API.example.com.', true],
    ['ample.com', 'https://example.com', false],
    ['example.com', 'https://example.com.evil.test', false],
    ['example.com:443', 'https://example.com', true],
    ['example.com:443', 'http://example.com', false],
    ['example.com:8443', 'https://example.com:8443', true],
    ['10.1.2.3', 'http://10.1.2.3:9000', true],
    ['10.1.2.3:9000', 'http://10.1.2.3:9000', true],
    ['10.1.2.3:80', 'http://10.1.2.3:9000', false],
    ['2.3', 'http://10.1.2.3', false],
    ['10.0.0.0/8', 'http://10.1.2.3', true],
    ['10.0.0.0/8', 'http://11.1.2.3', false],
    ['10.0.0.0/8', 'http://ten.example.com', false],
    ['10.0.0.0/99', 'http://10.1.2.3', false],
    ['fd00::/8', 'http://[fd12::1]:80', true],
    ['[fd00::1]', 'http://[fd00::1]:80', true],
    ['[fd00::1]:80', 'http://[fd00::1]', true],
    ['[fd00::1]:80', 'http://[fd00::1]:81', false],
    ['fd00::1', 'http://[FD00:0::1]', true],
    ['', 'http://example.com', false],
    ['.', 'http://example.com', false],
  ])('%s: %s %s', (entry, url, expected) => {
    expect(isWithoutProxy(new URL(url), [entry])).toBe(expected);
  });

  it('come from the settings, or from NO_PROXY if the settings have none', () => {
    const env = { HTTPS_PROXY: 'proxy:1', NO_PROXY: 'other.test, example.com' };
    expect(proxyOf({}, env)).toBeUndefined();
    expect(proxyOf({ noProxy: [] }, env)).toBeUndefined();
    expect(proxyOf({ noProxy: ['else.test'] }, env)).toBe('http://proxy:1/');
    expect(proxyOf({ proxy: 'set:1' }, env)).toBeUndefined();
    expect(proxyOf({}, { HTTPS_PROXY: 'proxy:1', no_proxy: '', NO_PROXY: '*' })).toBeUndefined();
  });
});
