import { describe, expect, it } from 'vitest';
import { message } from '../../../../src/common/messages/message';
import { openaiCompatible } from '../../../../src/engine/embedding/providers/openaiCompatible';
import { findRecord } from '../../../../src/engine/embedding/providers/providerRecords';
import { withVersion } from '../../../../src/engine/embedding/providers/baseUrl';
import { noVectors, pageAnswer, refusal } from '../../../../src/engine/embedding/remote/providerErrors';
import { fakeEndpoint } from './fakeProvider';

const at = (baseUrl: string) => ({
  ...fakeEndpoint({}, { baseUrl, host: new URL(baseUrl).host }),
  record: openaiCompatible,
});
const bare = at('http://127.0.0.1:1234');

describe('an address without its version', () => {
  it.each([
    [404, 'Not Found'],
    [404, ''],
    [404, '404 page not found'],
    [405, 'Method Not Allowed'],
    [200, 'Unexpected endpoint or method. (POST /embeddings)'],
    [400, 'Invalid URL (POST /embeddings)'],
    [400, 'no such route'],
    [400, 'Cannot POST /embeddings'],
  ])('is suggested with the version: %i %s', (status, message) => {
    const { code, hint } = refusal(bare, status, { message }, undefined);
    expect(code).toBe('PROVIDER_REFUSED');
    expect(hint).toContain('http://127.0.0.1:1234/v1');
  });

  it('is suggested if a page or other JSON is returned', () => {
    expect(pageAnswer(bare, 'LM Studio').hint).toContain('http://127.0.0.1:1234/v1');
    expect(noVectors(bare, message('jsonWithoutVectors')).hint).toContain('http://127.0.0.1:1234/v1');
  });

  it('is not suggested if the model is refused', () => {
    for (const message of ['The model `m` does not exist', 'model "m" not found, try pulling it first'])
      expect(refusal(bare, 404, { message }, undefined).hint).not.toContain('/v1');
  });

  it('is not suggested if it has a version', () => {
    for (const url of ['http://127.0.0.1:1234/v1', 'https://api.example.com/openai/v1beta/x'])
      expect(refusal(at(url), 404, undefined, undefined).hint).not.toContain('try ');
  });

  it.each([
    ['openai-compatible', 'http://localhost:8080/proxy?key=secret', 'http://localhost:8080/proxy/v1'],
    ['dashscope', 'https://dashscope.aliyuncs.com', 'https://dashscope.aliyuncs.com/compatible-mode/v1'],
    ['zhipu', 'https://open.bigmodel.cn', 'https://open.bigmodel.cn/api/paas/v4'],
    ['gemini', 'https://gateway.example.com/g', 'https://gateway.example.com/g/v1beta'],
    ['ollama', 'http://localhost:11434', undefined],
    ['cohere', 'https://api.cohere.com', undefined],
  ])('gets the version of the provider: %s', (id, given, expected) => {
    expect(withVersion(findRecord(id)!, given)).toBe(expected);
  });
});
