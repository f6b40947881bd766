import type { RerankDialect } from '../rerankDialect';
import { aihubmix } from './aihubmix';
import { cohere } from './cohere';
import { dashscope } from './dashscope';
import { jina } from './jina';
import { infinity, llamaCpp, tei, vllm } from './localServers';
import { siliconflow } from './siliconflow';
import { voyage } from './voyage';

/** Every reranker as its provider documents it. */
export const rerankDialects: readonly RerankDialect[] = [
  cohere,
  jina,
  voyage,
  siliconflow,
  dashscope,
  aihubmix,
  llamaCpp,
  tei,
  vllm,
  infinity,
];
