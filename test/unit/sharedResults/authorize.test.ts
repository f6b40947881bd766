import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { authorizeWith } from '../../../src/node/sharedResults/authorize';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2013, 4, 24), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

describe('requests to a bucket', () => {
  const authorize = authorizeWith([
    'authorization',
    'AWS4 AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY:us-east-1',
  ])!;

  it('are signed as the documentation of AWS defines it', () => {
    const body = 'Welcome to Amazon S3.';
    const headers = authorize({
      method: 'PUT',
      url: 'https://examplebucket.s3.amazonaws.com/test%24file.text',
      body,
    });
    expect(headers['x-amz-date']).toBe('20130524T000000Z');
    // The hash of the body in the example of the documentation.
    expect(headers['x-amz-content-sha256']).toBe(
      '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
    );
    expect(headers['authorization']).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/20130524\/us-east-1\/s3\/aws4_request, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=[0-9a-f]{64}$/,
    );
    expect(headers).not.toHaveProperty('host');
  });

  it('carry the token of a session', () => {
    const session = authorizeWith(['authorization', 'AWS4 ASIAEXAMPLE:secret:auto:IQoJb3JpZ2lu'])!;
    const headers = session({ method: 'GET', url: 'https://b.example.com/search/0' });
    expect(headers['x-amz-security-token']).toBe('IQoJb3JpZ2lu');
    expect(headers['authorization']).toContain('x-amz-security-token');
  });
});

describe('another header', () => {
  it.each([
    ['authorization', 'Bearer AWS4 key'],
    ['x-team-key', 'AWS4 key'],
  ])('is sent as it is: %s', (name, value) => {
    expect(authorizeWith([name, value])!({ method: 'GET', url: 'https://b.example.com/0' })).toEqual({
      [name]: value,
    });
  });
});
