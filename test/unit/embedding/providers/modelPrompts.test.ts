import { describe, expect, it } from 'vitest';
import { bareModelName } from '../../../../src/engine/embedding/providers/bareModelName';
import { modelPrefix } from '../../../../src/engine/embedding/providers/modelPrompts';

const instruct =
  'Instruct: Given a search query, retrieve the source code or documentation that answers it\nQuery:';
const passages = 'Represent this sentence for searching relevant passages: ';
const code = 'Represent this query for searching relevant code: ';

describe('modelPrefix', () => {
  it.each([
    ['nomic-embed-text', 'search_query: ', 'search_document: '],
    ['nomic-embed-text:latest', 'search_query: ', 'search_document: '],
    ['nomic-ai/nomic-embed-text-v1', 'search_query: ', 'search_document: '],
    ['nomic-ai/nomic-embed-text-v1.5', 'search_query: ', 'search_document: '],
    ['text-embedding-nomic-embed-text-v1.5@q8_0', 'search_query: ', 'search_document: '],
    ['hf.co/nomic-ai/nomic-embed-text-v1.5-GGUF:Q8_0', 'search_query: ', 'search_document: '],
    ['/models/nomic-embed-text-v1.5.Q8_0.gguf', 'search_query: ', 'search_document: '],
    ['nomic-ai/nomic-embed-code', code, ''],
    ['nomic-ai/CodeRankEmbed', code, ''],
    ['intfloat/e5-large-v2', 'query: ', 'passage: '],
    ['intfloat/multilingual-e5-large', 'query: ', 'passage: '],
    ['multilingual-e5-small', 'query: ', 'passage: '],
    ['intfloat/multilingual-e5-large-instruct', `${instruct} `, ''],
    ['intfloat/e5-mistral-7b-instruct', `${instruct} `, ''],
    ['Qwen3-Embedding-8B', instruct, ''],
    ['Qwen/Qwen3-Embedding-0.6B', instruct, ''],
    ['qwen3-embedding:0.6b', instruct, ''],
    ['text-embedding-qwen3-embedding-4b', instruct, ''],
    ['BAAI/bge-large-en-v1.5', passages, ''],
    ['@cf/baai/bge-small-en-v1.5', passages, ''],
    ['bge-large', passages, ''],
    ['BAAI/bge-large-zh-v1.5', '为这个句子生成表示以用于检索相关文章：', ''],
    ['BAAI/bge-m3', '', ''],
    ['bge-m3', '', ''],
    ['mxbai-embed-large', passages, ''],
    ['mixedbread-ai/mxbai-embed-large-v1', passages, ''],
    ['snowflake-arctic-embed:335m', passages, ''],
    ['Snowflake/snowflake-arctic-embed-m-v1.5', passages, ''],
    ['Snowflake/snowflake-arctic-embed-l-v2.0', 'query: ', ''],
    ['snowflake-arctic-embed2', 'query: ', ''],
    ['embeddinggemma:300m', 'task: code retrieval | query: ', 'title: none | text: '],
    ['google/embeddinggemma-300m', 'task: code retrieval | query: ', 'title: none | text: '],
    ['gemini-embedding-2-preview', 'task: code retrieval | query: ', 'title: none | text: '],
    ['gemini-embedding-001', '', ''],
    ['jinaai/jina-embeddings-v2-base-code', '', ''],
    ['all-minilm', '', ''],
    ['text-embedding-3-small', '', ''],
    ['text-embedding-ada-002', '', ''],
    ['my-own-model', '', ''],
    ['', '', ''],
  ])('of %s', (model, query, document) => {
    expect(modelPrefix(model, 'query')).toBe(query);
    expect(modelPrefix(model, 'document')).toBe(document);
    expect(modelPrefix(model.toUpperCase(), 'query')).toBe(query);
  });
});

describe('bareModelName', () => {
  it.each([
    ['text-embedding-3-large', 'text-embedding-3-large'],
    ['text-embedding-ada-002', 'text-embedding-ada-002'],
    ['text-embedding-v4', 'text-embedding-v4'],
    ['text-embedding-004', 'text-embedding-004'],
    ['text-embedding-bge-m3', 'bge-m3'],
    ['text-embedding-bge-m3@q8_0', 'bge-m3'],
    ['bge-m3:567m', 'bge-m3'],
    ['Pro/BAAI/bge-m3', 'bge-m3'],
    [String.raw`C:\models\bge-m3-Q4_K_M.gguf`, 'bge-m3'],
    [' voyage-code-3 ', 'voyage-code-3'],
  ])('of %s', (model, expected) => {
    expect(bareModelName(model)).toBe(expected);
  });
});
