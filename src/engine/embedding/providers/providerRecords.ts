import { aihubmix } from './aihubmix';
import { azureOpenai } from './azureOpenai';
import { cohere } from './cohere';
import { dashscope } from './dashscope';
import { gemini } from './gemini';
import { jina } from './jina';
import { mistral } from './mistral';
import { oceanbase } from './oceanbase';
import { ollama } from './ollama';
import { openai } from './openai';
import { openaiCompatible } from './openaiCompatible';
import type { ProviderRecord } from './providerRecord';
import { qhaigc } from './qhaigc';
import { scnet } from './scnet';
import { siliconflow } from './siliconflow';
import { voyage } from './voyage';
import { zhipu } from './zhipu';

/** All providers, in the order in which they are offered: cloud services first, then self-hosted servers. */
export const providerRecords: readonly ProviderRecord[] = [
  qhaigc,
  scnet,
  aihubmix,
  oceanbase,
  openai,
  azureOpenai,
  voyage,
  jina,
  cohere,
  gemini,
  mistral,
  siliconflow,
  dashscope,
  zhipu,
  ollama,
  openaiCompatible,
];

/** The provider with this id, as in the settings; undefined if there is none. */
export function findRecord(id: string): ProviderRecord | undefined {
  return providerRecords.find((record) => record.id === id);
}
