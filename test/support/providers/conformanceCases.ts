import type { Dialect } from './dialect';
import { aihubmix } from './dialects/aihubmix';
import { azureOpenai, azureOpenaiDeployment } from './dialects/azureOpenai';
import { cohere } from './dialects/cohere';
import { dashscope } from './dialects/dashscope';
import { gemini } from './dialects/gemini';
import { jina } from './dialects/jina';
import { mistral } from './dialects/mistral';
import { oceanbase, oceanbaseCompletedTask, oceanbaseTask, oceanbaseWrapped } from './dialects/oceanbase';
import { ollama } from './dialects/ollama';
import { openai } from './dialects/openai';
import { openaiCompatible } from './dialects/openaiCompatible';
import { qhaigc } from './dialects/qhaigc';
import { scnet } from './dialects/scnet';
import { siliconflow } from './dialects/siliconflow';
import { voyage } from './dialects/voyage';
import { zhipu } from './dialects/zhipu';

/** A provider with one of its models, as the user chooses them. */
export interface ConformanceCase {
  readonly name: string;
  readonly dialect: Dialect;
  /** Options of the command line. */
  readonly args: readonly string[];
  /** Dimensions expected in requests; undefined if none. */
  readonly dimensions?: number | undefined;
  /** Whether the server distinguishes queries from documents. */
  readonly hasRoles: boolean;
  /** Query string of the base URL, including the question mark. */
  readonly query: string;
}

interface Choice {
  /** Added to the name if provider and model are not unique. */
  readonly name?: string;
  /** Default: the product's default model. */
  readonly model?: string;
  readonly dimensions?: number;
  readonly outputType?: 'int8';
  readonly resultPath?: string;
  readonly query?: string;
}

/** Models that need different queries and documents, by a field or in the text. */
const withRoles = /^(?:voyage|jina|cohere|gemini|ollama|scnet)$|nomic|Qwen3|bge-large-zh/;

function choose(dialect: Dialect, choice: Choice = {}): ConformanceCase {
  const { name, model, dimensions, outputType, resultPath, query = '' } = choice;
  const options = {
    '--provider': dialect.id,
    '--model': model,
    '--dimensions': dimensions?.toString(),
    '--output-type': outputType,
    '--result-path': resultPath,
  };
  return {
    name: [dialect.id, model, name].filter(Boolean).join(', '),
    dialect,
    args: Object.entries(options).flatMap(([option, value]) => (value === undefined ? [] : [option, value])),
    dimensions,
    hasRoles: withRoles.test(model === 'bge-m3' ? model : dialect.id) || withRoles.test(model ?? ''),
    query,
  };
}

const small = 'text-embedding-3-small';
const resultPath = '/api/v1/embeddings/{id}';

/** Every provider, most with more than one model. */
export const conformanceCases: readonly ConformanceCase[] = [
  choose(qhaigc),
  choose(qhaigc, { model: 'text-embedding-3-large' }),
  choose(scnet),
  choose(scnet, { name: 'with its own dimensions', model: 'Qwen3-Embedding-8B' }),
  choose(aihubmix),
  choose(aihubmix, { model: 'text-embedding-3-large', dimensions: 256, name: 'shortened' }),
  choose(oceanbase, { model: small }),
  choose(oceanbaseWrapped, { model: small, dimensions: 512, name: 'in its envelope' }),
  choose(oceanbaseTask, { model: small, resultPath, name: 'with tasks' }),
  choose(oceanbaseCompletedTask, { model: small, resultPath, name: 'with complete tasks' }),
  choose(openai),
  choose(openai, { model: 'text-embedding-3-large', dimensions: 512 }),
  choose(openai, { model: 'text-embedding-ada-002' }),
  choose(openaiCompatible, { model: 'text-embedding-nomic-embed-text-v1.5' }),
  choose(openaiCompatible, { model: 'text-embedding-bge-m3' }),
  choose(azureOpenai, { model: 'my-embeddings' }),
  choose(azureOpenaiDeployment, {
    model: 'my-embeddings',
    name: 'at its older address',
    query: '?api-version=2024-10-21',
  }),
  choose(ollama),
  choose(ollama, { model: 'bge-m3' }),
  choose(ollama, { model: 'nomic-embed-text', dimensions: 256 }),
  choose(voyage),
  choose(voyage, { model: 'voyage-3.5-lite', dimensions: 256 }),
  choose(voyage, { model: 'voyage-4', outputType: 'int8', name: 'in integers' }),
  choose(voyage, { model: 'voyage-3.5', dimensions: 512, outputType: 'int8', name: 'short, in integers' }),
  choose(jina),
  choose(jina, { model: 'jina-embeddings-v4', dimensions: 512 }),
  choose(jina, { model: 'jina-embeddings-v3' }),
  choose(cohere),
  choose(cohere, { model: 'embed-v4.0', dimensions: 512 }),
  choose(cohere, { model: 'embed-multilingual-v3.0' }),
  choose(cohere, { model: 'embed-english-v2.0' }),
  choose(cohere, { model: 'embed-v4.0', outputType: 'int8', name: 'in integers' }),
  choose(gemini, { model: 'gemini-embedding-001' }),
  choose(gemini, { model: 'gemini-embedding-001', dimensions: 768 }),
  choose(gemini, { model: 'gemini-embedding-2' }),
  choose(mistral),
  choose(mistral, { model: 'codestral-embed', dimensions: 512 }),
  choose(mistral, { model: 'mistral-embed' }),
  choose(mistral, { model: 'codestral-embed', outputType: 'int8', name: 'in integers' }),
  choose(siliconflow, { model: 'Qwen/Qwen3-Embedding-8B', dimensions: 1024 }),
  choose(siliconflow, { model: 'Qwen/Qwen3-Embedding-0.6B' }),
  choose(siliconflow, { model: 'BAAI/bge-large-zh-v1.5' }),
  choose(dashscope),
  choose(dashscope, { model: 'text-embedding-v3', dimensions: 512 }),
  choose(zhipu),
  choose(zhipu, { model: 'embedding-3', dimensions: 512 }),
  choose(zhipu, { model: 'embedding-2' }),
];
