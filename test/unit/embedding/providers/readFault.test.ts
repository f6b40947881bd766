import { describe, expect, it } from 'vitest';
import { readFault } from '../../../../src/engine/embedding/providers/readFault';

/** Gemini's answer when a quota is exceeded. */
function geminiQuota(quotaId: string): unknown {
  return {
    error: {
      code: 429,
      message: 'You exceeded your current quota, please check your plan and billing details.',
      status: 'RESOURCE_EXHAUSTED',
      details: [
        {
          '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
          violations: [{ quotaId, quotaValue: '100' }],
        },
        { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '34s' },
      ],
    },
  };
}

describe('readFault', () => {
  it.each([
    [
      'Hugging Face while a model is loaded',
      { error: 'Model BAAI/bge-m3 is currently loading', estimated_time: 20.5 },
      { message: 'Model BAAI/bge-m3 is currently loading', retryAfterMs: 20_500 },
    ],
    [
      'a traceback of Python',
      {
        detail:
          'Traceback (most recent call last):\n  File "app.py", line 3\nIndexError: index out of range in self\n',
      },
      { message: 'IndexError: index out of range in self' },
    ],
    [
      'OpenAI',
      {
        error: {
          message: 'Incorrect API key.',
          type: 'invalid_request_error',
          param: null,
          code: 'invalid_api_key',
        },
      },
      { code: 'invalid_api_key', message: 'Incorrect API key.' },
    ],
    [
      'OpenAI without a code',
      { error: { message: 'Unknown field.', type: 'invalid_request_error', param: 'x', code: null } },
      { code: 'invalid_request_error', message: 'Unknown field.' },
    ],
    ['Ollama', { error: 'model "x" not found' }, { message: 'model "x" not found' }],
    [
      'llama.cpp',
      { error: { code: 503, message: 'Loading model', type: 'unavailable_error' } },
      { code: 'unavailable_error', message: 'Loading model', status: 503 },
    ],
    [
      'Text Embeddings Inference',
      { error: 'batch size 40 > maximum allowed batch size 32', error_type: 'Validation' },
      { code: 'Validation', message: 'batch size 40 > maximum allowed batch size 32' },
    ],
    [
      'Text Embeddings Inference, as OpenAI',
      { message: 'Model is overloaded', code: 429, error_type: 'overloaded' },
      { code: 'overloaded', message: 'Model is overloaded', status: 429 },
    ],
    ['Cohere', { id: 'a', message: 'invalid api token' }, { message: 'invalid api token' }],
    ['Voyage', { detail: 'Provided API key is invalid.' }, { message: 'Provided API key is invalid.' }],
    [
      'Jina',
      { code: 'AUTH_INVALID_API_KEY', message: 'Invalid API key' },
      { code: 'AUTH_INVALID_API_KEY', message: 'Invalid API key' },
    ],
    [
      'FastAPI',
      {
        detail: [
          { type: 'missing', loc: ['body', 'input', 0], msg: 'Field required', input: 'const secret = 1;' },
          { type: 'extra_forbidden', loc: ['body', 'dimensions'], msg: 'Extra inputs are not permitted' },
        ],
      },
      { message: 'body.input.0: Field required; body.dimensions: Extra inputs are not permitted' },
    ],
    [
      'Mistral',
      { object: 'error', message: 'Too many tokens overall.', type: 'invalid_request_prompt', code: '3210' },
      { code: '3210', message: 'Too many tokens overall.' },
    ],
    [
      'Mistral with a list in its message',
      { object: 'error', message: { detail: [{ loc: ['body', 'model'], msg: 'Input should be a string' }] } },
      { message: 'body.model: Input should be a string' },
    ],
    [
      'Gemini',
      { error: { code: 400, message: 'API key not valid.', status: 'INVALID_ARGUMENT' } },
      { code: 'INVALID_ARGUMENT', message: 'API key not valid.', status: 400 },
    ],
    [
      'Gemini in a list',
      [{ error: { code: 404, message: 'not found', status: 'NOT_FOUND' } }],
      { code: 'NOT_FOUND', message: 'not found', status: 404 },
    ],
    [
      'SiliconFlow',
      { code: 20042, message: 'input batch size 136 > maximum allowed batch size 64', data: null },
      { code: '20042', message: 'input batch size 136 > maximum allowed batch size 64' },
    ],
    [
      'DashScope',
      {
        error: {
          message: '<400> InternalError: batch size is invalid, it should not be larger than 10.',
          type: 'InvalidParameter',
          code: 'InvalidParameter',
        },
        request_id: 'a',
      },
      {
        code: 'InvalidParameter',
        message: '<400> InternalError: batch size is invalid, it should not be larger than 10.',
      },
    ],
    ['Zhipu', { error: { code: '1211', message: '模型不存在' } }, { code: '1211', message: '模型不存在' }],
    [
      'OceanBase at status 200',
      { success: false, code: '500', message: 'model is not enabled', data: null },
      { code: '500', message: 'model is not enabled', status: 500 },
    ],
    [
      'OceanBase, compatible',
      { error: { code: 'unauthorized', message: 'Invalid API key.' } },
      { code: 'unauthorized', message: 'Invalid API key.' },
    ],
    [
      'Azure',
      { error: { code: 'DeploymentNotFound', message: 'The API deployment does not exist.' } },
      { code: 'DeploymentNotFound', message: 'The API deployment does not exist.' },
    ],
    [
      'a gateway of Azure',
      { statusCode: 401, message: 'Access denied due to missing subscription key.' },
      { message: 'Access denied due to missing subscription key.', status: 401 },
    ],
    [
      'Spring',
      { timestamp: 1, status: 401, error: 'Unauthorized', message: 'Full authentication is required' },
      { code: 'Unauthorized', message: 'Full authentication is required', status: 401 },
    ],
    [
      'a list of errors',
      { errors: [{ code: 7003, message: 'No route' }] },
      { code: '7003', message: 'No route' },
    ],
    [
      'an error inside detail',
      { detail: { error: { message: 'no', code: 'x' } } },
      { code: 'x', message: 'no' },
    ],
    [
      'a problem',
      { type: 'about:blank', title: 'Forbidden', status: 403 },
      { code: '403', message: 'Forbidden', status: 403 },
    ],
    ['success: false alone', { success: false }, { message: '' }],
    ['plain text', '  upstream connect\n\terror \u0007 ', { message: 'upstream connect error' }],
    [
      'a page',
      '<!DOCTYPE html><html><head><title>502 Bad\n Gateway &amp; more</title></head><body><h1>no</h1></body></html>',
      { message: '502 Bad Gateway & more' },
    ],
    [
      'a page without a title',
      '<html><body><h1>Sign in</h1><p>first</p></body></html>',
      { message: 'Sign in first' },
    ],
  ])('reads %s', (_, body, expected) => {
    expect(readFault(body)).toStrictEqual(expected);
  });

  it.each([
    ['vectors', { object: 'list', data: [], model: 'm', usage: { total_tokens: 1 } }],
    ['a task', { success: true, code: '200', message: 'successful', data: { id: 'a', status: 'RUNNING' } }],
    ['a code of success', { code: 0, message: 'success', data: null }],
    ['no error', { error: null, data: [] }],
    ['an empty error', { error: {}, errors: [] }],
    ['an empty object', {}],
    ['an empty text', ' \n'],
    ['an empty list', []],
    ['null', null],
    ['a number', 404],
  ])('finds no error in %s', (_, body) => {
    expect(readFault(body)).toBeUndefined();
  });

  it.each([
    [
      'OpenAI',
      {
        error: {
          message: 'You exceeded your current quota.',
          type: 'insufficient_quota',
          code: 'insufficient_quota',
        },
      },
    ],
    ['OpenAI by type', { error: { message: 'Stop.', type: 'insufficient_quota', code: null } }],
    [
      'OpenAI, hard limit',
      { error: { message: 'Billing hard limit has been reached', code: 'billing_hard_limit_reached' } },
    ],
    [
      'a gateway',
      { error: { message: '用户额度不足', type: 'new_api_error', code: 'insufficient_user_quota' } },
    ],
    [
      'DashScope',
      { code: 'Arrearage', message: 'Access denied, please make sure your account is in good standing.' },
    ],
    ['DashScope, compatible', { error: { code: 'Arrearage', message: 'Access denied.', type: 'Arrearage' } }],
    ['Zhipu', { error: { code: '1113', message: '余额不足或无可用资源包,请充值。' } }],
    ['a debt', { code: 40001, message: '账户已欠费' }],
    ['SiliconFlow', { code: 30001, message: 'Sorry, your account balance is insufficient', data: null }],
    ['Jina', { code: 'AUTHZ_INSUFFICIENT_BALANCE', message: 'Top up.' }],
    ['Gemini, by the day', geminiQuota('EmbedContentRequestsPerDayPerProjectPerModel-FreeTier')],
  ])('recognises an exhausted quota of %s', (_, body) => {
    expect(readFault(body)).toHaveProperty('isExhausted', true);
  });

  it.each([
    ['Gemini, by the minute', geminiQuota('EmbedContentRequestsPerMinutePerUserPerProjectPerModel-FreeTier')],
    ['OpenAI', { error: { message: 'Rate limit reached for requests', code: 'rate_limit_exceeded' } }],
    [
      'Voyage',
      {
        detail:
          'You have not yet added your payment method in the billing page and have reduced rate limits.',
      },
    ],
    [
      'DashScope',
      {
        code: 'Throttling.AllocationQuota',
        message: 'Allocated quota exceeded, please increase your quota limit.',
      },
    ],
  ])('does not treat a limit per minute as an exhausted quota: %s', (_, body) => {
    expect(readFault(body)).not.toHaveProperty('isExhausted');
  });

  it.each([
    ['34s', 34_000],
    ['0.5s', 500],
    ['34.074824224s', 34_075],
    ['soon', undefined],
    [34, undefined],
  ])('reads the delay %s', (retryDelay, expected) => {
    const details = [{ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay }];
    expect(readFault({ error: { code: 429, message: 'Slow down', details } })?.retryAfterMs).toBe(expected);
  });

  it('shortens long messages, and reads nothing else of the body', () => {
    const { message } = readFault({ error: 'x'.repeat(5000), input: ['const a = 1;'] })!;
    expect(message).toBe(`${'x'.repeat(500)}…`);
  });

  it('does not read deeply nested objects', () => {
    let message: unknown = 'deep';
    for (let i = 0; i < 100_000; i++) message = [{ message }];
    expect(readFault({ success: false, message })).toStrictEqual({ message: '' });
    expect(readFault({ detail: [{ loc: [message], msg: 'refused' }] })).toStrictEqual({
      message: ': refused',
    });
  });

  it.each(['<', '<title', '<script>'])('reads a page of %s in linear time', (part) => {
    expect(readFault(`<html>${part.repeat(100_000)}`)).toBeDefined();
  });
});
