import type { RerankerRecord } from '../rerankerRecord';
import { aihubmixReranker } from './aihubmix';
import { cohereReranker } from './cohere';
import { dashscopeReranker } from './dashscope';
import { infinityReranker } from './infinity';
import { jinaReranker } from './jina';
import { llamaCppReranker } from './llamaCpp';
import { siliconflowReranker } from './siliconflow';
import { teiReranker } from './tei';
import { vllmReranker } from './vllm';
import { voyageReranker } from './voyage';

/** All rerankers, in the order in which they are offered: cloud services first, then self-hosted servers. */
export const rerankerRecords: readonly RerankerRecord[] = [
  cohereReranker,
  jinaReranker,
  voyageReranker,
  siliconflowReranker,
  dashscopeReranker,
  aihubmixReranker,
  llamaCppReranker,
  teiReranker,
  vllmReranker,
  infinityReranker,
];

/** The reranker with this id, as in the settings; undefined if the id is unknown. */
export function findReranker(id: string): RerankerRecord | undefined {
  return rerankerRecords.find((record) => record.id === id);
}
