import { describe, expect, it } from 'vitest';
import { isThisMachine } from '../../../src/common/thisMachine';
import { hostOfChoice } from '../../../src/vscode/provider/providerChoice';

describe('isThisMachine', () => {
  it.each([
    ['http://localhost:11434', true],
    ['https://LOCALHOST/v1', true],
    ['http://127.0.0.1:1234/v1', true],
    ['http://127.255.3.4', true],
    ['http://127.1', true],
    ['http://[::1]:8080', true],
    ['http://localhost.example.com', false],
    ['http://127.example.com', false],
    ['http://128.0.0.1', false],
    ['http://192.168.1.5:11434', false],
    ['http://[::2]', false],
    ['https://api.openai.com/v1?host=localhost', false],
  ])('%s: %s', (baseUrl, expected) => {
    expect(isThisMachine(new URL(baseUrl).host)).toBe(expected);
  });
});

describe('hostOfChoice', () => {
  const info = { baseUrl: 'https://api.example.com/v1' };

  it('comes from the chosen address, otherwise from that of the provider', () => {
    expect(hostOfChoice({ provider: 'openai' }, info)).toBe('api.example.com');
    expect(hostOfChoice({ provider: 'openai', baseUrl: 'https://10.0.0.1:81/v1' }, info)).toBe('10.0.0.1:81');
  });

  it('is a different one for an unencrypted connection', () => {
    const at = (baseUrl: string) => hostOfChoice({ provider: 'openai', baseUrl }, info);
    expect(at('http://api.example.com/v1')).toBe('http://api.example.com');
    expect(at('http://10.0.0.1:81/v1')).toBe('http://10.0.0.1:81');
    expect(at('http://localhost:1234/v1')).toBe('localhost:1234');
  });

  it('is undefined for the built-in model, and for a missing or invalid address', () => {
    expect(hostOfChoice({ provider: 'builtin' }, info)).toBeUndefined();
    expect(hostOfChoice({ provider: 'oceanbase' }, {})).toBeUndefined();
    expect(hostOfChoice({ provider: 'oceanbase', baseUrl: 'api.example.com' }, {})).toBeUndefined();
  });
});
