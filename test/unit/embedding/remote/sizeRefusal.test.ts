import { describe, expect, it } from 'vitest';
import type { EmbeddingCall } from '../../../../src/engine/embedding/providers/providerRecord';
import { isTooLarge, remedyOf, speaksOfEncoding } from '../../../../src/engine/embedding/remote/sizeRefusal';
import { wordedRefusals } from './refusals';

const one: Pick<EmbeddingCall, 'inputs' | 'asString'> = { inputs: ['a'], asString: false };
const many: typeof one = { ...one, inputs: ['a', 'b', 'c'] };

describe('the remedy of a refusal', () => {
  it.each(wordedRefusals)(
    'of $provider: $status $code $message',
    ({ status, code, message, ...expected }) => {
      const fault = { message, code };
      expect(remedyOf({ status, fault }, many)).toBe(expected.many);
      expect(remedyOf({ status, fault }, one)).toBe(expected.one);
    },
  );

  it('is unknown if the answer is empty and the text is alone', () => {
    expect(remedyOf({ status: 400, fault: undefined }, many)).toBe('inputs');
    expect(remedyOf({ status: 400, fault: undefined }, one)).toBe('none');
    expect(remedyOf({ status: 405, fault: undefined }, many)).toBe('none');
  });

  it.each([
    ['OpenAI', "Invalid value for 'encoding_format': base64. Supported values: 'float'."],
    ['FastAPI', "body.encoding_format: Input should be 'float'"],
    ['OpenAI of a field it does not know', 'Unrecognized request argument supplied: encoding_format'],
    ['Jina', "embedding_type: Input should be 'float' or 'binary'"],
    ['a gateway', 'base64 is not available for this model'],
  ])('is not confused with a refusal of base64: %s', (_, message) => {
    expect(speaksOfEncoding({ message })).toBe(true);
  });

  it('is not about base64 if the message does not mention it', () => {
    for (const { code, message } of wordedRefusals) expect(speaksOfEncoding({ message, code })).toBe(false);
    expect(speaksOfEncoding(undefined)).toBe(false);
  });

  it('is not to send a string if a string was sent', () => {
    const fault = { message: 'input must be a string' };
    expect(remedyOf({ status: 400, fault }, { ...one, asString: true })).toBe('none');
  });

  it('is not to send a string if a list is accepted', () => {
    const fault = { message: "'input' field must be a string or an array of strings" };
    expect(remedyOf({ status: 400, fault }, one)).toBe('none');
    expect(remedyOf({ status: 400, fault }, many)).not.toBe('array');
  });

  it('is fewer texts if a union of types also names strings', () => {
    const message =
      'body.input.str: Input should be a valid string; body.input.list: List should have at most 16 items after validation, not 32';
    expect(remedyOf({ status: 422, fault: { message } }, many)).toBe('inputs');
  });
});

describe('a status of a temporary fault', () => {
  it.each(wordedRefusals.filter(({ status }) => status === 429 || status >= 500))(
    'has precedence over a refusal of size or not: $status $message',
    ({ message, many: remedy }) => {
      expect(isTooLarge({ message })).toBe(remedy !== 'none');
    },
  );

  it.each([
    'The engine is currently overloaded, please try again later',
    'Too many requests',
    'Requests to the Embeddings_Create Operation have exceeded the call rate limit of your tier',
    'You exceeded your current quota, please check your plan and billing details.',
    'Your account reached the limit of tokens per minute. Try again in 6s.',
    'upstream connect error or disconnect/reset before headers. reset reason: connection timeout',
    'Model is overloaded',
    'server busy, please try again. maximum pending requests exceeded',
    'bad gateway',
  ])('is temporary: %s', (message) => {
    expect(isTooLarge({ message })).toBe(false);
    expect(isTooLarge(undefined)).toBe(false);
  });
});
