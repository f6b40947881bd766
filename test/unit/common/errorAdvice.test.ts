import { describe, expect, it } from 'vitest';
import { adviceOf } from '../../../src/common/errors/errorAdvice';

describe('the advice for an error', () => {
  it.each([
    ['what to do', 'PROVIDER_KEY', 'Check the key.', undefined, 'Check the key.'],
    [
      'that it is tried again',
      'PROVIDER_UNREACHABLE',
      'Check the address.',
      30_000,
      'Check the address. Retrying automatically.',
    ],
    ['that alone', 'PROVIDER_ANSWER', '', 30_000, 'Retrying automatically.'],
    [
      'it once',
      'PROVIDER_BUSY',
      'It goes on when the provider does.',
      30_000,
      'It goes on when the provider does.',
    ],
    ['nothing where there is nothing to say', 'INTERNAL', '', undefined, ''],
  ] as const)('is %s', (_, code, hint, retryAfterMs, advice) => {
    expect(adviceOf({ code, message: 'It failed.', hint, retryAfterMs })).toBe(advice);
  });
});
