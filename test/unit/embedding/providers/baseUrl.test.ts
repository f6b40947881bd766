import { describe, expect, it } from 'vitest';
import { SemanticSearchError } from '../../../../src/common/errors/errors';
import { hostOf, normalizeBaseUrl, urlOf } from '../../../../src/engine/embedding/providers/baseUrl';
import { findRecord, providerRecords } from '../../../../src/engine/embedding/providers/providerRecords';

function normalized(id: string, text: string): string {
  return normalizeBaseUrl(findRecord(id)!, text);
}

describe('normalizeBaseUrl', () => {
  it.each(
    providerRecords.flatMap((record) => {
      const baseUrl = record.baseUrl ?? record.baseUrlExample!;
      const { path } = record.requestOf({
        model: 'm',
        inputs: ['a'],
        role: 'query',
        encoding: 'float',
        asString: false,
      });
      return [baseUrl, `${baseUrl}/`, ` ${baseUrl}// `, urlOf(baseUrl, path), `${urlOf(baseUrl, path)}/`].map(
        (text) => [record.id, text, baseUrl] as const,
      );
    }),
  )('%s: %s', (id, text, expected) => {
    expect(normalized(id, text)).toBe(expected);
  });

  it.each([
    ['openai', 'https://api.openai.com/v1/chat/completions', 'https://api.openai.com/v1'],
    ['openai', 'HTTPS://API.OpenAI.com:443/v1/Embeddings#top', 'https://api.openai.com/v1'],
    ['openai', 'https://proxy.example.com/openai/v1?team=a', 'https://proxy.example.com/openai/v1?team=a'],
    ['openai', 'https://proxy.example.com/embeddings-api', 'https://proxy.example.com/embeddings-api'],
    ['scnet', 'https://api.scnet.cn/api/llm/v1/embeddings', 'https://api.scnet.cn/api/llm/v1'],
    ['oceanbase', 'https://ai.example.com/tenant/api/v1/', 'https://ai.example.com/tenant'],
    ['cohere', 'https://api.cohere.com/v2', 'https://api.cohere.com'],
    ['ollama', 'http://localhost:11434/v1', 'http://localhost:11434'],
    ['ollama', 'http://127.0.0.1:11434/api/embeddings', 'http://127.0.0.1:11434'],
    ['openai-compatible', 'http://[::1]:8080/v1/embeddings', 'http://[::1]:8080/v1'],
    [
      'gemini',
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-embedding-001:embedContent',
      'https://generativelanguage.googleapis.com/v1beta',
    ],
    [
      'gemini',
      'https://generativelanguage.googleapis.com/v1beta/openai/',
      'https://generativelanguage.googleapis.com/v1beta',
    ],
    ['azure-openai', 'https://a.openai.azure.com/openai/v1/', 'https://a.openai.azure.com'],
    [
      'azure-openai',
      'https://a.openai.azure.com/openai/deployments/dep/embeddings?api-version=2023-05-15',
      'https://a.openai.azure.com/openai/deployments/dep?api-version=2023-05-15',
    ],
  ])('%s: %s', (id, text, expected) => {
    expect(normalized(id, text)).toBe(expected);
    expect(normalized(id, expected)).toBe(expected);
  });

  it.each([
    '',
    'api.openai.com/v1',
    'localhost:1234',
    'ftp://example.com',
    'file:///etc/passwd',
    'sk-abc123',
    'https://',
  ])('refuses "%s" and does not repeat it', (text) => {
    const error = caught(() => normalized('openai', text));
    expect(error.code).toBe('USAGE');
    expect(error.message).toBe('The address of OpenAI does not begin with http:// or https://.');
    expect(error.hint).toContain('https://api.openai.com/v1');
  });

  it.each(['https://user:pass@example.com/v1', 'https://sk-key@example.com/v1', 'https://:pass@example.com'])(
    'refuses a user or a password in %s and does not repeat them',
    (text) => {
      const error = caught(() => normalized('openai', text));
      expect(error.code).toBe('USAGE');
      expect(error.message).toBe('The address of OpenAI (example.com) contains a user or a password.');
    },
  );
});

describe('urlOf', () => {
  it.each([
    ['https://a.com/v1', '/embeddings', 'https://a.com/v1/embeddings'],
    ['https://a.com', '/api/embed', 'https://a.com/api/embed'],
    ['https://a.com?x=1', '/embeddings', 'https://a.com/embeddings?x=1'],
    ['https://a.com/d?x=1', '/embeddings?y=2', 'https://a.com/d/embeddings?x=1&y=2'],
    ['https://a.com/v1', '/models?pageSize=1000', 'https://a.com/v1/models?pageSize=1000'],
    ['https://a.com', 'embeddings', 'https://a.com/embeddings'],
    ['https://a.com', '//evil.com/x', 'https://a.com//evil.com/x'],
    ['https://a.com', '@evil.com/x', 'https://a.com/@evil.com/x'],
  ])('%s and %s', (baseUrl, path, expected) => {
    expect(urlOf(baseUrl, path)).toBe(expected);
    expect(new URL(urlOf(baseUrl, path)).host).toBe('a.com');
  });
});

describe('hostOf', () => {
  it.each([
    ['https://api.openai.com/v1', 'api.openai.com'],
    ['http://localhost:11434', 'localhost:11434'],
    ['https://a.com:8443/v1?x=1', 'a.com:8443'],
    ['http://[::1]:8080/v1', '[::1]:8080'],
  ])('%s', (baseUrl, expected) => {
    expect(hostOf(baseUrl)).toBe(expected);
  });
});

function caught(act: () => unknown): SemanticSearchError {
  try {
    act();
  } catch (error) {
    if (error instanceof SemanticSearchError) return error;
  }
  throw new Error('Nothing was thrown');
}
